package dev.evenomad.persistence.cache;

import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.json.JsonValue.JsonString;
import dev.evenomad.persistence.jpa.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Data as text. */
final class CacheEntry {

  private static final String KEY = "key";
  private static final String DATA = "data";
  private static final String ETAG = "etag";
  private static final String EXPIRES_AT = "expiresAt";
  private static final String CREATED_AT = "createdAt";

  private CacheEntry() {}

  static String write(CachedData data) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put(KEY, JsonValue.of(data.key().toString()));
    data.etag().ifPresent(etag -> members.put(ETAG, JsonValue.of(etag.value())));
    members.put(EXPIRES_AT, JsonValue.of(data.expiresAt().toString()));
    members.put(CREATED_AT, JsonValue.of(data.createdAt().toString()));
    members.put(DATA, data.data());
    return Json.write(new JsonObject(members));
  }

  /** The data that was written; empty if it was nothing of that key. */
  static Optional<CachedData> read(CacheKey key, String text) {
    try {
      if (!(Json.read(text) instanceof JsonObject(Map<String, JsonValue> members))
          || !(members.get(KEY) instanceof JsonString(String name))
          || !name.equals(key.toString())
          || !(members.get(EXPIRES_AT) instanceof JsonString(String expiresAt))
          || !(members.get(CREATED_AT) instanceof JsonString(String createdAt))) {
        return Optional.empty();
      }
      JsonValue data = members.get(DATA);
      if (data == null) {
        return Optional.empty();
      }
      Optional<ETag> etag =
          members.get(ETAG) instanceof JsonString(String value)
              ? Optional.of(new ETag(value))
              : Optional.empty();
      return Optional.of(
          new CachedData(key, data, etag, Instant.parse(expiresAt), Instant.parse(createdAt)));
    } catch (IllegalStateException | IllegalArgumentException | DateTimeParseException e) {
      // Somebody else's, or cut short.
      return Optional.empty();
    }
  }
}
