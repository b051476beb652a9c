package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.CacheContract;

final class InMemoryCacheTest extends InMemoryStoresTest implements CacheContract {}
