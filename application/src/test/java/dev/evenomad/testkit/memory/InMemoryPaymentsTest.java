package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.PaymentsContract;

final class InMemoryPaymentsTest extends InMemoryStoresTest implements PaymentsContract {}
