package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.DeliveriesContract;

final class InMemoryDeliveriesTest extends InMemoryStoresTest implements DeliveriesContract {}
