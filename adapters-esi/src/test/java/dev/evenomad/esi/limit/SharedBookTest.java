package dev.evenomad.esi.limit;

import static dev.evenomad.esi.limit.Answers.call;
import static dev.evenomad.esi.limit.Answers.errors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.esi.http.CapturedLogs;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

final class SharedBookTest {

  private static final Bucket BUCKET =
      new Bucket("char-detail", "1", Optional.of(new Limit(600, Duration.ofMinutes(15))));
  private static final Bucket ROUTE = new Bucket("TYPE", "public", Optional.empty());

  private final FakeBudgets shared = new FakeBudgets();
  private final EsiBudget budget = new EsiBudget(shared, Duration.ofSeconds(10));
  private Instant now = Instant.parse("2026-09-01T10:00:00Z");

  private int calls(Bucket bucket, int status) {
    int calls = 0;
    while (budget.admit(bucket, now) instanceof Admission.Granted(Booking booking)) {
      booking.settle(status, Answers.headers(), now);
      calls++;
    }
    return calls;
  }

  @Test
  void withoutTheStoreAProcessSpendsATenthAndAsksAgain() {
    shared.setDown(true);
    try (CapturedLogs logs = new CapturedLogs()) {
      assertThat(calls(BUCKET, 200)).isEqualTo(30);
      assertThat(calls(ROUTE, 404)).isEqualTo(4);
      now = now.plusSeconds(11);
      assertThat(calls(BUCKET, 200)).isZero();
      assertThat(logs.at(Level.WARN)).as("told once").hasSize(1);

      shared.setDown(false);
      now = now.plusSeconds(11);
      assertThat(calls(ROUTE, 404)).isEqualTo(45);
      assertThat(logs.at(Level.INFO))
          .containsExactly("the shared budgets for ESI can be reached again");
    }
  }

  @Test
  void pausesHoldWithoutTheStoreToo() {
    shared.setDown(true);
    call(budget, ROUTE, now, 420, errors(0, 31));

    assertThat(budget.admit(BUCKET, now)).isInstanceOf(Admission.Refused.class);
    now = now.plusSeconds(31);
    assertThat(budget.admit(BUCKET, now)).isInstanceOf(Admission.Granted.class);
  }
}
