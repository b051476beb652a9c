package dev.evenomad.persistence.cache;

import dev.evenomad.domain.cache.Cache;
import dev.evenomad.persistence.redis.SharedRedis;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Puts faster tiers in front of a slower cache, which has all that they have. */
public final class CacheTiers {

  private CacheTiers() {}

  /**
   * A tier in the memory of this process, bounded to some 32 million characters of JSON, and one in
   * Redis behind it. What another process changes is no more found here at once where Redis is used
   * and tells, else after {@link CaffeineCache#LIFETIME}.
   *
   * @param below what is behind both
   * @param clock says what is fresh: stale data is looked up below, where another process may have
   *     renewed it
   * @param redis is used while it can be, if there is one
   * @param afterCommit runs an action once what is being written below is there for everybody
   * @param counts told what each tier had
   */
  public static Cache above(
      Cache below,
      InstantSource clock,
      Optional<SharedRedis> redis,
      Consumer<Runnable> afterCommit,
      CacheCounts counts) {
    Cache last = new CountedCache(below, counts);
    if (redis.isEmpty()) {
      return new CaffeineCache(last, clock, afterCommit, counts);
    }
    SharedRedis shared = redis.get();
    CaffeineCache own =
        new CaffeineCache(
            new RedisCache(shared, last, clock, afterCommit, counts), clock, afterCommit, counts);
    shared.onNews(news -> ChangeNews.read(news).ifPresent(change -> change.accept(own)));
    // Some news may have been lost.
    shared.onNewEra(own::forgetAll);
    return own;
  }
}
