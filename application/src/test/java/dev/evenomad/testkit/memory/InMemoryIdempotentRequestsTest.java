package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.IdempotentRequestsContract;

final class InMemoryIdempotentRequestsTest extends InMemoryStoresTest
    implements IdempotentRequestsContract {}
