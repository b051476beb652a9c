package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.web.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The answers ESI keeps. Thread-safe. */
final class EsiCache {

  /**
   * An answer.
   *
   * @param value what was asked for, as a tree of plain values
   * @param etag opaque and strong, with its quotes
   * @param lastModified since when the answer is as it is, whole seconds
   * @param expiry when it is made anew
   * @param revision of the data it was made from
   */
  record Cached(Object value, String etag, Instant lastModified, Instant expiry, long revision) {}

  /** A kept or new answer; {@code hit} when it was kept. */
  record Lookup(Cached answer, boolean hit) {}

  private final Map<String, Cached> answers = new HashMap<>();

  /**
   * The answer for {@code key}: the kept one while it is fresh and its data has not been revised.
   *
   * @param revision of the data; always the same where events do not matter
   */
  synchronized Lookup get(
      String key, CachePolicy policy, long revision, Instant now, Supplier<Object> making) {
    var kept = Optional.ofNullable(answers.get(key));
    if (kept.filter(old -> old.revision() == revision && now.isBefore(old.expiry())).isPresent()) {
      return new Lookup(kept.get(), true);
    }
    var value = making.get();
    var etag = etag(value);
    var lastModified =
        kept.filter(old -> old.etag().equals(etag))
            .map(Cached::lastModified)
            .orElse(now.truncatedTo(ChronoUnit.SECONDS));
    var made = new Cached(value, etag, lastModified, policy.expiry(now), revision);
    answers.put(key, made);
    return new Lookup(made, false);
  }

  synchronized void clear() {
    answers.clear();
  }

  private static String etag(Object value) {
    try {
      var digest = MessageDigest.getInstance("SHA-224").digest(Json.write(value));
      return "\"" + HexFormat.of().formatHex(digest) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
