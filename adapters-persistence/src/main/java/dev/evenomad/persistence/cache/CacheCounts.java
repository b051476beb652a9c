package dev.evenomad.persistence.cache;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often each tier of a cache had what it was asked for. Thread-safe. */
public final class CacheCounts {

  private final Map<Tier, Count> counts = new EnumMap<>(Tier.class);

  /** Nothing has been asked for. */
  public CacheCounts() {
    for (Tier tier : Tier.values()) {
      counts.put(tier, new Count());
    }
  }

  /** How many entries that tier had so far. */
  public long hits(Tier tier) {
    return of(tier).hits.sum();
  }

  /** How many entries that tier did not have, or not fresh, so far. */
  public long misses(Tier tier) {
    return of(tier).misses.sum();
  }

  /** Counts that so many of so many entries were there. */
  void add(Tier tier, int found, int asked) {
    of(tier).hits.add(found);
    of(tier).misses.add(asked - (long) found);
  }

  private Count of(Tier tier) {
    Count count = counts.get(tier);
    if (count == null) {
      throw new IllegalStateException("every tier is counted");
    }
    return count;
  }

  /** Where an entry may be. */
  public enum Tier {
    /** In this process. */
    MEMORY,
    /** In Redis, if there is one. */
    REDIS,
    /** In PostgreSQL. */
    DATABASE
  }

  private static final class Count {
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
  }
}
