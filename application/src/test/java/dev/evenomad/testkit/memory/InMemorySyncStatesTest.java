package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.SyncStatesContract;

final class InMemorySyncStatesTest extends InMemoryStoresTest implements SyncStatesContract {}
