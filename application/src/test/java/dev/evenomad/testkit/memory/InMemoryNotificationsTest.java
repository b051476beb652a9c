package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.NotificationsContract;

final class InMemoryNotificationsTest extends InMemoryStoresTest implements NotificationsContract {}
