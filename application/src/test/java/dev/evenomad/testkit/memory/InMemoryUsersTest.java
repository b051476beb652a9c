package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.UsersContract;

final class InMemoryUsersTest extends InMemoryStoresTest implements UsersContract {}
