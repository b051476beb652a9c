package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.character.ETag;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "cached_data")
class CachedDataRow {

  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "cache_key")
  private String cacheKey;

  @Column(name = "data")
  @Convert(converter = JsonbConverter.class)
  private String data;

  @Column(name = "etag")
  private @Nullable String etag;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "created_at")
  private Instant createdAt;

  CachedDataRow() {}

  /** Empty if the row was moved in under a key that is none of ours. */
  Optional<CachedData> toDomain() {
    return CacheKey.parse(cacheKey)
        .map(
            key ->
                new CachedData(
                    key,
                    Json.read(data),
                    Optional.ofNullable(etag).map(ETag::new),
                    expiresAt,
                    createdAt));
  }
}
