package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.JobsContract;

final class InMemoryJobsTest extends InMemoryStoresTest implements JobsContract {}
