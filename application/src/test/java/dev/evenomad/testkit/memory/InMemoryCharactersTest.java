package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.CharactersContract;

final class InMemoryCharactersTest extends InMemoryStoresTest implements CharactersContract {}
