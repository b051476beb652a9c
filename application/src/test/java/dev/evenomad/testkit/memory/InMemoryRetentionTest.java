package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.RetentionContract;

final class InMemoryRetentionTest extends InMemoryStoresTest implements RetentionContract {}
