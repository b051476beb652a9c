package dev.evenomad.esi.limit;

import static dev.evenomad.esi.limit.Answers.assertRefused;
import static dev.evenomad.esi.limit.Answers.call;
import static dev.evenomad.esi.limit.Answers.errors;
import static dev.evenomad.esi.limit.Answers.granted;
import static dev.evenomad.esi.limit.Answers.headers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.esi.limit.Admission.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ErrorLimitTest {

  private static final Bucket ROUTE = new Bucket("TYPE", "public", Optional.empty());

  private final FakeBudgets shared = new FakeBudgets();
  private final EsiBudget budget = new EsiBudget(shared, Duration.ofSeconds(10));
  private final EsiBudget other = new EsiBudget(shared, Duration.ofSeconds(10));
  private Instant now = Instant.parse("2026-09-01T10:00:00Z");

  @Test
  void successesUseNothingUp() {
    for (int i = 0; i < 1000; i++) {
      call(budget, ROUTE, now, i % 2 == 0 ? 200 : 304);
    }
    assertThat(shared.calls()).as("one look at the pause and one lot").isEqualTo(2);
  }

  @Test
  void allProcessesTogetherMakeFewErrorsInAnyMinute() {
    int errors = 0;
    for (int refused = 0; refused < 2; ) {
      refused = 0;
      for (EsiBudget process : List.of(budget, other)) {
        if (process.admit(ROUTE, now) instanceof Admission.Granted(Booking booking)) {
          booking.settle(errors % 3 == 0 ? 404 : 500, headers(), now);
          errors++;
        } else {
          refused++;
        }
      }
    }

    assertThat(errors).isEqualTo(45);
    assertRefused(budget, ROUTE, now, Duration.ofSeconds(70), Reason.ERRORS);
    assertRefused(other, ROUTE, now, Duration.ofSeconds(70), Reason.ERRORS);
    now = now.plusSeconds(70);
    granted(budget, ROUTE, now);
    granted(other, ROUTE, now);
  }

  @Test
  void callsUnderWayCountAsErrorsUntilTheyAreSettled() {
    List<Booking> underWay = new ArrayList<>();
    for (int i = 0; i < 45; i++) {
      underWay.add(granted(budget, ROUTE, now));
    }
    assertRefused(budget, ROUTE, now, Duration.ofSeconds(1), Reason.ERRORS);

    underWay.get(0).settleUnanswered(now);
    assertRefused(budget, ROUTE, now, Duration.ofSeconds(1), Reason.ERRORS);
    underWay.get(1).settle(200, headers(), now);
    granted(budget, ROUTE, now);
  }

  @Test
  void stopsEverybodyBeforeEsiDoes() {
    granted(other, ROUTE, now).settle(200, headers(errors(40, 30)), now);
    call(budget, ROUTE, now, 404, errors(12, 20));
    Booking one = granted(budget, ROUTE, now);
    granted(budget, ROUTE, now);
    assertRefused(budget, ROUTE, now, Duration.ofSeconds(1), Reason.ERRORS);

    one.settle(404, headers(errors(10, 20)), now);
    assertRefused(budget, ROUTE, now, Duration.ofSeconds(20), Reason.ERRORS);
    EsiBudget late = new EsiBudget(shared, Duration.ofSeconds(10));
    assertRefused(late, ROUTE, now, Duration.ofSeconds(20), Reason.ERRORS);
    now = now.plusSeconds(20);
    granted(budget, ROUTE, now);
    granted(late, ROUTE, now);
  }

  @Test
  void anOvertakenAnswerDoesNotRaiseWhatIsLeft() {
    Booking one = granted(budget, ROUTE, now);
    Booking two = granted(budget, ROUTE, now);
    one.settle(404, headers(errors(0, 20)), now);
    two.settle(200, headers(errors(5, 21)), now);

    assertRefused(budget, ROUTE, now, Duration.ofSeconds(21), Reason.ERRORS);
  }

  @Test
  void aNewMinuteBringsTheErrorsBack() {
    call(budget, ROUTE, now, 404, errors(0, 20));
    assertThat(budget.comfortable(ROUTE, now)).isFalse();
    now = now.plusSeconds(20);
    call(budget, ROUTE, now, 404, errors(99, 60));

    assertThat(budget.comfortable(ROUTE, now)).isTrue();
    granted(budget, ROUTE, now);
  }
}
