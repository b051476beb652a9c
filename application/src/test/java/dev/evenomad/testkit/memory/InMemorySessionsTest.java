package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.SessionsContract;

final class InMemorySessionsTest extends InMemoryStoresTest implements SessionsContract {}
