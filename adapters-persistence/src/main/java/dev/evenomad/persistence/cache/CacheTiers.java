package dev.evenomad.persistence.cache;

import dev.evenomad.domain.cache.Cache;
import java.time.InstantSource;

/** Puts faster tiers in front of a slower cache. */
public final class CacheTiers {

  private CacheTiers() {}

  /**
   * A tier in the memory of this process, bounded to some 32 million characters of JSON.
   *
   * @param clock says what is fresh: stale data is looked up below, where another process may have
   *     renewed it
   */
  public static Cache inMemory(Cache below, InstantSource clock) {
    return new CaffeineCache(below, clock);
  }
}
