package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.environment.Ids;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class EclipseLinkCache implements Cache {

  private static final String REMOVE_ALL =
      """
      DELETE FROM cached_data
      WHERE cache_key COLLATE "C" >= ? AND cache_key COLLATE "C" < ? RETURNING cache_key
      """;

  private static final String PAGE =
      """
      SELECT * FROM cached_data
      WHERE cache_key COLLATE "C" > ?1 AND cache_key COLLATE "C" < ?2
      ORDER BY cache_key COLLATE "C" LIMIT ?3
      """;

  private final EclipseLinkTransactions transactions;
  private final Ids ids;

  EclipseLinkCache(EclipseLinkTransactions transactions, Ids ids) {
    this.transactions = transactions;
    this.ids = ids;
  }

  @Override
  public Optional<CachedData> find(CacheKey key) {
    return Optional.ofNullable(findAll(List.of(key)).get(key));
  }

  @Override
  public Map<CacheKey, CachedData> findAll(Collection<CacheKey> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    return transactions.read(
        manager ->
            manager
                .createQuery(
                    "SELECT c FROM CachedDataRow c WHERE c.cacheKey IN :keys", CachedDataRow.class)
                .setParameter("keys", keys.stream().map(CacheKey::toString).distinct().toList())
                .getResultStream()
                .map(CachedDataRow::toDomain)
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(CachedData::key, Function.identity())));
  }

  @Override
  public void put(CachedData data) {
    transactions.write(
        manager ->
            manager
                .createNativeQuery(
                    """
                    INSERT INTO cached_data AS c (id, cache_key, data, etag, expires_at, created_at)
                    VALUES (?1, ?2, CAST(?3 AS jsonb), ?4, ?5, ?6)
                    ON CONFLICT (cache_key) DO UPDATE SET
                        -- The same data is not written again, which may be long.
                        data = CASE WHEN c.data = excluded.data THEN c.data ELSE excluded.data END,
                        etag = excluded.etag, expires_at = excluded.expires_at,
                        created_at = excluded.created_at
                    """)
                .setParameter(1, ids.next())
                .setParameter(2, data.key().toString())
                .setParameter(3, Json.write(data.data()))
                .setParameter(4, data.etag().map(ETag::value).orElse(null))
                .setParameter(5, data.expiresAt())
                .setParameter(6, data.createdAt())
                .executeUpdate());
  }

  @Override
  public List<CachedData> page(
      String category, String subcategory, Optional<String> after, int limit) {
    String beginning = beginning(category, subcategory);
    return transactions.read(
        manager -> {
          Stream<?> rows =
              manager
                  .createNativeQuery(PAGE, CachedDataRow.class)
                  .setParameter(1, beginning + after.orElse(""))
                  .setParameter(2, end(beginning))
                  .setParameter(3, limit)
                  .getResultStream();
          return rows.map(CachedDataRow.class::cast)
              .flatMap(row -> row.toDomain().stream())
              .toList();
        });
  }

  private static String beginning(String category, String subcategory) {
    String any = new CacheKey(category, subcategory, "0").toString();
    return any.substring(0, any.length() - 1);
  }

  /** The first text that does not begin so: with the next character after the colon. */
  private static String end(String beginning) {
    return beginning.substring(0, beginning.length() - 1) + ";";
  }

  @Override
  public Set<CacheKey> removeAll(String category, String subcategory) {
    String beginning = beginning(category, subcategory);
    return transactions
        .query(REMOVE_ALL, row -> CacheKey.parse(row.getString(1)), beginning, end(beginning))
        .stream()
        .flatMap(Optional::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public int removeExpiredBefore(Instant instant, int limit) {
    return transactions.write(
        manager ->
            Retention.remove(
                manager, "cached_data", "expires_at", "expires_at < ?1", instant, limit));
  }
}
