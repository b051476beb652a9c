package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.LiveEventsContract;

final class InMemoryLiveEventsTest extends InMemoryStoresTest implements LiveEventsContract {}
