package dev.evenomad.testkit.memory;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.evenomad.testkit.contract.TransactionsContract;
import org.junit.jupiter.api.Test;

final class InMemoryTransactionsTest extends InMemoryStoresTest implements TransactionsContract {

  @Test
  void undoesNothingOutsideOfATransaction() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new InMemoryTransactions().onRollback(() -> {}));
  }
}
