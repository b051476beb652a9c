package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.OverviewsContract;

final class InMemoryOverviewsTest extends InMemoryStoresTest implements OverviewsContract {}
