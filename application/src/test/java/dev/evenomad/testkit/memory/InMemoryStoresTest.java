package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.TestedStores;

/**
 * The stores that the tests of this package look at, one for all of them: the contracts promise
 * that a shared place of storage will do.
 */
abstract class InMemoryStoresTest {

  private static final InMemoryStores STORES = new InMemoryStores();

  /** The fixture of every store's contract. */
  public TestedStores stores() {
    return STORES;
  }
}
