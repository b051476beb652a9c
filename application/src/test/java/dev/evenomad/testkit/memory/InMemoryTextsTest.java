package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.TextsContract;

final class InMemoryTextsTest extends InMemoryStoresTest implements TextsContract {}
