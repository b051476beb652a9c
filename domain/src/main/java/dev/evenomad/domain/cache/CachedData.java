package dev.evenomad.domain.cache;

import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.json.JsonValue;
import java.time.Instant;
import java.util.Optional;

/**
 * A copy of public data.
 *
 * @param etag the validator to ask with once it is stale; empty if there is none
 * @param expiresAt until when it counts as fresh
 */
public record CachedData(
    CacheKey key, JsonValue data, Optional<ETag> etag, Instant expiresAt, Instant createdAt) {

  /** Whether it still counts at {@code now}. */
  public boolean freshAt(Instant now) {
    return expiresAt.isAfter(now);
  }
}
