package dev.evenomad.esi.limit;

import static dev.evenomad.esi.limit.Answers.assertRefused;
import static dev.evenomad.esi.limit.Answers.call;
import static dev.evenomad.esi.limit.Answers.errors;
import static dev.evenomad.esi.limit.Answers.granted;
import static dev.evenomad.esi.limit.Answers.headers;
import static dev.evenomad.esi.limit.Answers.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.esi.limit.Admission.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EsiBudgetTest {

  private static final Duration CALL = Duration.ofSeconds(10);
  private static final Duration WINDOW = Duration.ofMinutes(15);

  /** The window that the processes keep: ESI's, the life of a lot, and a call. */
  private static final Duration KEPT = WINDOW.plusMinutes(1).plus(CALL);

  private static final Bucket SMALL = bucket("char-notification", "1", 15);
  private static final Bucket LARGE = bucket("char-detail", "1", 600);
  private static final Bucket NO_GROUP = new Bucket("TYPE", "public", Optional.empty());

  private final FakeBudgets shared = new FakeBudgets();
  private final EsiBudget budget = new EsiBudget(shared, CALL);
  private final EsiBudget other = new EsiBudget(shared, CALL);
  private Instant now = Instant.parse("2026-09-01T10:00:00Z");

  private static Bucket bucket(String group, String user, int tokens) {
    return new Bucket(group, user, Optional.of(new Limit(tokens, WINDOW)));
  }

  private void after(Duration duration) {
    now = now.plus(duration);
  }

  private int spent(String key) {
    return shared.spent(key, KEPT, now);
  }

  @Test
  void aSmallBucketIsSpentToTheLastTokenThatMakesACall() {
    for (int i = 0; i < 7; i++) {
      call(i % 2 == 0 ? budget : other, SMALL, now, 200);
      after(Duration.ofSeconds(1));
    }

    // One token is left, an answer costs two.
    assertRefused(budget, SMALL, now, KEPT.minusSeconds(7), Reason.TOKENS);
    assertRefused(other, SMALL, now, KEPT.minusSeconds(7), Reason.TOKENS);
    after(KEPT.minusSeconds(7));
    call(other, SMALL, now, 200);
    assertRefused(budget, SMALL, now, Duration.ofSeconds(1), Reason.TOKENS);
  }

  @Test
  void unchangedDataCostsHalf() {
    for (int i = 0; i < 14; i++) {
      call(budget, SMALL, now, 304);
    }

    assertThat(budget.admit(SMALL, now)).isInstanceOf(Admission.Refused.class);
    assertThat(spent("esi:tokens:char-notification:1")).isEqualTo(15);
  }

  @Test
  void whatACallCostsMoreIsBookedAfterwards() {
    call(budget, SMALL, now, 404);
    assertThat(spent("esi:tokens:char-notification:1")).isEqualTo(5);
    call(budget, SMALL, now, 500);
    call(budget, SMALL, now, 503);
    call(budget, SMALL, now, 429, "Retry-After", "1");
    after(Duration.ofSeconds(1));
    assertThat(spent("esi:tokens:char-notification:1"))
        .as("these cost nothing, and one lot did for all of them")
        .isEqualTo(7);
  }

  @Test
  void aBusyProcessSeldomAsksForMore() {
    for (int i = 0; i < 290; i++) {
      call(budget, LARGE, now, 200);
    }

    assertThat(shared.calls()).isLessThan(30);
    assertThat(spent("esi:tokens:char-detail:1")).isBetween(580, 600);
  }

  @Test
  void allOfALargeBucketCanBeSpentBySeveralProcesses() {
    int calls = 0;
    for (boolean more = true; more; ) {
      more = false;
      for (EsiBudget process : List.of(budget, other)) {
        if (process.admit(LARGE, now) instanceof Admission.Granted(Booking booking)) {
          booking.settle(200, headers(), now);
          calls++;
          more = true;
        }
      }
    }

    assertThat(calls).isEqualTo(300);
  }

  @Test
  void anIdleProcessDoesNotHoldBackWhatOthersNeed() {
    call(other, LARGE, now, 200);
    int held = spent("esi:tokens:char-detail:1");

    assertThat(held).isLessThanOrEqualTo(12);
  }

  @Test
  void aLotThatIsNotUsedIsVoidAndTheNextOneSmaller() {
    call(budget, LARGE, now, 200);
    for (int lot : new int[] {12, 6, 3, 2, 2}) {
      int before = spent("esi:tokens:char-detail:1");
      assertThat(before).isPositive();
      after(Duration.ofMinutes(1));
      call(budget, LARGE, now, 200);
      assertThat(spent("esi:tokens:char-detail:1") - before).isLessThanOrEqualTo(lot);
    }
  }

  @Test
  void bookedCallsCountUntilTheyAreSettled() {
    List<Booking> underWay = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      underWay.add(granted(budget, SMALL, now));
    }
    assertThat(budget.admit(SMALL, now)).isInstanceOf(Admission.Refused.class);

    underWay.get(0).settle(304, headers(), now);
    underWay.get(1).settleUnanswered(now);
    call(budget, SMALL, now, 200);
    assertThat(budget.admit(SMALL, now)).isInstanceOf(Admission.Refused.class);
  }

  @Test
  void reckonsWithWhatStrangersSpend() {
    call(budget, LARGE, now, 200, tokens(600, 100, 2));

    assertThat(spent("esi:tokens:char-detail:1")).isBetween(500, 512);
    after(Duration.ofSeconds(10));
    call(other, LARGE, now, 200, tokens(600, 0, 2));
    assertThat(other.admit(LARGE, now)).isInstanceOf(Admission.Refused.class);
    after(Duration.ofMinutes(1));
    assertThat(budget.admit(LARGE, now))
        .as("learns it when its lot is void")
        .isInstanceOf(Admission.Refused.class);
  }

  @Test
  void comparesOnlyWhenItMatters() {
    call(budget, LARGE, now, 200, tokens(600, 200, 2));
    call(budget, LARGE, now, 200, tokens(600, 198, 2));
    assertThat(shared.calls()).as("one look at the pause and one lot").isEqualTo(2);
  }

  @Test
  void takesOverALimitThatEsiStates() {
    call(budget, SMALL, now, 200, "X-Ratelimit-Limit", "150/15m");
    for (int i = 0; i < 74; i++) {
      call(budget, SMALL, now, 200);
    }
    assertThat(budget.admit(SMALL, now)).isInstanceOf(Admission.Refused.class);

    call(budget, NO_GROUP, now, 200, "X-Ratelimit-Limit", "4/15m");
    call(budget, NO_GROUP, now, 200);
    call(budget, NO_GROUP, now, 200);
    assertThat(budget.admit(NO_GROUP, now)).isInstanceOf(Admission.Refused.class);
  }

  @Test
  void readsOtherUnitsOfTheWindow() {
    assertThat(
            Map.of("2/30s", 30, "2/2h", 7200, "2/1d", 86_400).entrySet().stream()
                .allMatch(
                    one ->
                        Limit.of(headers("X-Ratelimit-Limit", one.getKey()))
                            .equals(Optional.of(new Limit(2, Duration.ofSeconds(one.getValue()))))))
        .isTrue();
    // A budget's window is a day at most.
    call(budget, NO_GROUP, now, 200, "X-Ratelimit-Limit", "4/9d");
    call(budget, NO_GROUP, now, 200);
  }

  @Test
  void survivesHeadersThatMakeNoSense() {
    call(budget, LARGE, now, 200, "X-Ratelimit-Limit", "many/15m", "X-Ratelimit-Remaining", "0");
    after(KEPT);
    call(budget, LARGE, now, 200, "X-Ratelimit-Limit", "0/0m", "X-Ratelimit-Remaining", "-1");
    call(budget, LARGE, now, 200, tokens(600, 9999, 9999));
    call(
        budget, NO_GROUP, now, 200, "X-ESI-Error-Limit-Remain", "", "X-ESI-Error-Limit-Reset", "x");
    call(budget, NO_GROUP, now, 200, "X-ESI-Error-Limit-Remain", "0");

    assertThat(budget.admit(LARGE, now)).isInstanceOf(Admission.Granted.class);
    assertThat(budget.admit(NO_GROUP, now)).isInstanceOf(Admission.Granted.class);
  }

  @Test
  void pausesABucketForAsLongAsEsiAsks() {
    assertThat(granted(budget, SMALL, now).settle(429, headers("Retry-After", "42"), now))
        .contains(Duration.ofSeconds(42));

    assertRefused(budget, SMALL, now, Duration.ofSeconds(42), Reason.PAUSE);
    assertRefused(other, SMALL, now, Duration.ofSeconds(42), Reason.TOKENS);
    assertThat(budget.admit(bucket("char-notification", "2", 15), now))
        .as("another character's")
        .isInstanceOf(Admission.Granted.class);
    after(Duration.ofSeconds(42));
    granted(budget, SMALL, now);
    granted(other, SMALL, now);
  }

  @Test
  void pausesARouteWithoutGroupToo() {
    call(budget, NO_GROUP, now, 429);

    assertRefused(budget, NO_GROUP, now, Duration.ofMinutes(1), Reason.PAUSE);
    granted(budget, new Bucket("CHARACTER", "public", Optional.empty()), now);
  }

  @Test
  void anExceededErrorLimitStopsAllProcesses() {
    granted(other, LARGE, now);
    assertThat(granted(budget, NO_GROUP, now).settle(420, headers(errors(0, 31)), now))
        .contains(Duration.ofSeconds(31));

    assertRefused(budget, LARGE, now, Duration.ofSeconds(31), Reason.PAUSE);
    assertRefused(budget, NO_GROUP, now, Duration.ofSeconds(31), Reason.PAUSE);
    after(Duration.ofSeconds(1));
    assertRefused(other, LARGE, now, Duration.ofSeconds(30), Reason.PAUSE);
    after(Duration.ofSeconds(30));
    granted(budget, NO_GROUP, now);
    granted(other, LARGE, now);
  }

  @Test
  void noPauseIsLongerThanItCanBeMeant() {
    call(budget, SMALL, now, 429, "Retry-After", "999999999");
    assertRefused(budget, SMALL, now, Duration.ofHours(1), Reason.PAUSE);
    call(budget, NO_GROUP, now, 420, "X-ESI-Error-Limit-Reset", "999999999");
    assertRefused(budget, NO_GROUP, now, Duration.ofMinutes(1), Reason.PAUSE);
  }

  @Test
  void onlyOneProcessLooksWhetherEsiIsUp() {
    assertThat(budget.takeProbe(now)).isEmpty();
    assertThat(other.takeProbe(now)).contains(Duration.ofSeconds(30));
    after(Duration.ofSeconds(30));
    assertThat(other.takeProbe(now)).isEmpty();
  }
}
