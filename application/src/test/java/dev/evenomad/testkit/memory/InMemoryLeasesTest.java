package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.LeasesContract;

final class InMemoryLeasesTest extends InMemoryStoresTest implements LeasesContract {}
