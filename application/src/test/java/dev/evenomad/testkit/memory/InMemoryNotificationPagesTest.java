package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.NotificationPagesContract;

final class InMemoryNotificationPagesTest extends InMemoryStoresTest
    implements NotificationPagesContract {}
