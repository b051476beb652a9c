package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.BudgetsContract;

final class InMemoryBudgetsTest extends InMemoryStoresTest implements BudgetsContract {}
