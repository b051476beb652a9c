package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.JobPagesContract;

final class InMemoryJobPagesTest extends InMemoryStoresTest implements JobPagesContract {}
