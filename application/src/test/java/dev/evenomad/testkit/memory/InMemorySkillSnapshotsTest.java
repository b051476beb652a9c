package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.SkillSnapshotsContract;

final class InMemorySkillSnapshotsTest extends InMemoryStoresTest
    implements SkillSnapshotsContract {}
