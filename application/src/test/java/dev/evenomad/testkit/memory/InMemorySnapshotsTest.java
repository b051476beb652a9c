package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.SnapshotsContract;

final class InMemorySnapshotsTest extends InMemoryStoresTest implements SnapshotsContract {}
