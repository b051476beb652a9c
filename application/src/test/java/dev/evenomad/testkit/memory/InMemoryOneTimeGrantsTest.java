package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.OneTimeGrantsContract;

final class InMemoryOneTimeGrantsTest extends InMemoryStoresTest implements OneTimeGrantsContract {}
