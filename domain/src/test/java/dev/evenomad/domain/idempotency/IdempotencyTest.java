package dev.evenomad.domain.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.account.UserId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which keys, requests and answers make sense. */
final class IdempotencyTest {

  private static final IdempotencyKey KEY = new IdempotencyKey("8e03978e-40d5-43e8-bc93");

  @Test
  void aKeyIsShortAndVisible() {
    assertThat(new IdempotencyKey("!".repeat(255)).value()).hasSize(255);
    for (String wrong : List.of("", " ", "a b", "a\n", "é", "x".repeat(256))) {
      assertThatIllegalArgumentException().isThrownBy(() -> new IdempotencyKey(wrong));
    }
  }

  @Test
  void aRequestSaysWhatWasAskedFor() {
    UserId user = new UserId("u1");
    for (String wrong : List.of("", "\u0000", "x".repeat(2_001))) {
      assertThatIllegalArgumentException().isThrownBy(() -> new KeyedRequest(user, KEY, wrong));
    }
  }

  @Test
  void onlyWhatWasDoneIsKept() {
    for (int wrong : List.of(100, 199, 300, 404, 500)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new KeptAnswer(wrong, Optional.empty(), "{}"));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeptAnswer(202, Optional.of("\ud800"), "{}"));
  }
}
