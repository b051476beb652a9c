package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.MomentsContract;

final class InMemoryMomentsTest extends InMemoryStoresTest implements MomentsContract {}
