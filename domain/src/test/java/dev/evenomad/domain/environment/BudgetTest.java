package dev.evenomad.domain.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.environment.Budgets.Budget;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BudgetTest {

  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void admitsKeysOfVisibleAscii() {
    for (String key : List.of("!", "~", "char-detail:2112625428", "x".repeat(120))) {
      assertThat(new Budget(key, 1, DAY).key()).isEqualTo(key);
    }
    for (String key : List.of("", " ", "a b", "x".repeat(121), "ä", "a\n", "\0", "\u007f")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Budget(key, 1, DAY))
          .withMessage("a budget's key is 1 to 120 visible ASCII characters");
    }
  }

  @Test
  void admitsLimitsThatLetAnythingBeSpent() {
    assertThat(new Budget("key", Integer.MAX_VALUE, DAY).limit()).isEqualTo(Integer.MAX_VALUE);
    for (int limit : List.of(0, -1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Budget("key", limit, DAY))
          .withMessage("a budget's limit is positive");
    }
  }

  @Test
  void admitsWindowsOfUpToADay() {
    assertThat(new Budget("key", 1, Duration.ofNanos(1)).window()).isPositive();
    for (Duration window : List.of(Duration.ZERO, DAY.negated(), DAY.plusNanos(1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Budget("key", 1, window))
          .withMessage("a budget's window is positive and at most a day");
    }
  }
}
