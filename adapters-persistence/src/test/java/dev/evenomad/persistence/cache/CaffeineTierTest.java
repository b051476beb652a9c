package dev.evenomad.persistence.cache;

import static dev.evenomad.testkit.contract.Samples.NOW;

import dev.evenomad.domain.cache.Cache;
import dev.evenomad.testkit.contract.CacheContract;
import dev.evenomad.testkit.contract.TestedStores;
import dev.evenomad.testkit.memory.InMemoryStores;
import java.util.Optional;

/** The tier in memory above stores in memory. */
final class CaffeineTierTest implements CacheContract {

  private final TestedStores stores = new InMemoryStores();
  private final Cache cache =
      CacheTiers.above(
          stores.cache(), () -> NOW, Optional.empty(), Runnable::run, new CacheCounts());

  @Override
  public TestedStores stores() {
    return stores;
  }

  @Override
  public Cache cache() {
    return cache;
  }
}
