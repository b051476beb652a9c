package dev.evenomad.esi.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.esi.client.EsiBudget.Bucket;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ObservedBudgetTest {

  private static final Instant START = Instant.parse("2026-09-01T10:00:00Z");
  private static final Bucket BUCKET = new Bucket("char-detail", "2112000001");
  private static final Bucket OTHER = new Bucket("char-detail", "2112000002");

  private final ObservedBudget budget = new ObservedBudget();
  private Instant now = START;

  private void after(Duration duration) {
    now = now.plus(duration);
  }

  private void assertAllowed(Bucket bucket) {
    assertThat(budget.book(bucket, now)).isEmpty();
  }

  private void assertWait(Bucket bucket, Duration wait) {
    assertThat(budget.book(bucket, now)).contains(wait);
  }

  private void settle(Bucket bucket, int status, String... headers) {
    budget.settle(bucket, status, headers(headers), now);
  }

  private void call(Bucket bucket, int status, String... headers) {
    assertAllowed(bucket);
    settle(bucket, status, headers);
  }

  private static HttpHeaders headers(String... headers) {
    Map<String, List<String>> all = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], List.of(headers[i + 1]));
    }
    return HttpHeaders.of(all, (name, value) -> true);
  }

  private static String[] tokens(int limit, int remaining, int used) {
    return new String[] {
      "X-Ratelimit-Group",
      "char-detail",
      "X-Ratelimit-Limit",
      limit + "/15m",
      "X-Ratelimit-Remaining",
      Integer.toString(remaining),
      "X-Ratelimit-Used",
      Integer.toString(used)
    };
  }

  private static String[] errors(int remain, int reset) {
    return new String[] {
      "X-ESI-Error-Limit-Remain", Integer.toString(remain),
      "X-ESI-Error-Limit-Reset", Integer.toString(reset)
    };
  }

  @Test
  void holdsNothingBackBeforeEsiHasNamedALimit() {
    for (int i = 0; i < 1000; i++) {
      assertAllowed(BUCKET);
    }
    for (int i = 0; i < 1000; i++) {
      settle(BUCKET, 200);
    }
    assertAllowed(BUCKET);
  }

  @Test
  void usesASmallBucketToItsLastUsableTokenAndNotBeyond() {
    for (int remaining = 13; remaining >= 1; remaining -= 2) {
      call(BUCKET, 200, tokens(15, remaining, 2));
      after(Duration.ofSeconds(1));
    }

    // One token is left, an answer costs two. The first two come back a window after they went.
    assertWait(BUCKET, Duration.ofMinutes(15).minusSeconds(7));
    after(Duration.ofMinutes(15).minusSeconds(7));
    call(BUCKET, 200, tokens(15, 1, 2));
    assertWait(BUCKET, Duration.ofSeconds(1));
  }

  @Test
  void eachUserHasABucket() {
    call(BUCKET, 200, tokens(15, 0, 2));

    assertWait(BUCKET, Duration.ofMinutes(15));
    assertAllowed(OTHER);
    assertAllowed(new Bucket("char-social", BUCKET.user()));
  }

  @Test
  void reckonsWithWhatOthersSpend() {
    call(BUCKET, 200, tokens(600, 598, 2));
    after(Duration.ofMinutes(1));
    call(BUCKET, 200, tokens(600, 0, 2));

    // The other process spent its 596 at some time before now; they are back at the latest then.
    assertWait(BUCKET, Duration.ofMinutes(14));
    after(Duration.ofMinutes(14));
    call(BUCKET, 200, tokens(600, 0, 2));
    assertWait(BUCKET, Duration.ofMinutes(1));
  }

  @Test
  void believesEsiWhenItCountsLess() {
    call(BUCKET, 200, tokens(15, 1, 2));
    assertWait(BUCKET, Duration.ofMinutes(15));
    after(Duration.ofMinutes(15));
    call(BUCKET, 200, tokens(15, 13, 2));
    call(BUCKET, 304, tokens(15, 14, 1));

    for (int i = 0; i < 7; i++) {
      assertAllowed(BUCKET);
    }
    assertWait(BUCKET, Duration.ofSeconds(1));
  }

  @Test
  void bookedCallsCountUntilTheyAreSettled() {
    call(BUCKET, 200, tokens(15, 5, 2));
    assertAllowed(BUCKET);
    assertAllowed(BUCKET);
    assertWait(BUCKET, Duration.ofMinutes(15));

    settle(BUCKET, 304, tokens(15, 4, 1));
    settle(BUCKET, 304, tokens(15, 3, 1));
    assertAllowed(BUCKET);
    assertWait(BUCKET, Duration.ofMinutes(15));
  }

  @Test
  void countsByTheStatusWhereEsiDoesNotSayWhatACallCost() {
    call(BUCKET, 200, "X-Ratelimit-Limit", "16/15m");
    call(BUCKET, 304);
    call(BUCKET, 403);
    call(BUCKET, 500);
    call(BUCKET, 503);
    call(BUCKET, 404);
    after(Duration.ofSeconds(1));

    // 2 + 1 + 5 + 0 + 0 + 5 of 16 are spent.
    assertAllowed(BUCKET);
    assertWait(BUCKET, Duration.ofMinutes(15).minusSeconds(1));
  }

  @Test
  void anUnansweredCallMayHaveCostAsMuchAsAnAnsweredOne() {
    call(BUCKET, 200, tokens(15, 5, 2));
    assertAllowed(BUCKET);
    budget.settleUnanswered(BUCKET, now);
    assertAllowed(BUCKET);
    budget.settleUnanswered(BUCKET, now);

    assertWait(BUCKET, Duration.ofMinutes(15));
  }

  @Test
  void survivesHeadersThatMakeNoSense() {
    call(BUCKET, 200, "X-Ratelimit-Limit", "many/15m", "X-Ratelimit-Remaining", "0");
    call(BUCKET, 200, "X-Ratelimit-Limit", "15", "X-Ratelimit-Remaining", "-1");
    call(BUCKET, 200, tokens(15, 100, 0));
    call(BUCKET, 200, "X-ESI-Error-Limit-Remain", "", "X-ESI-Error-Limit-Reset", "x");
    call(BUCKET, 200, "X-ESI-Error-Limit-Remain", "0");

    assertAllowed(BUCKET);
  }

  @Test
  void readsOtherUnitsOfTheWindow() {
    Map.of("30s", Duration.ofSeconds(30), "2h", Duration.ofHours(2), "1d", Duration.ofDays(1))
        .forEach(
            (window, length) -> {
              Bucket bucket = new Bucket(window, "public");
              call(bucket, 200, "X-Ratelimit-Limit", "2/" + window, "X-Ratelimit-Remaining", "0");
              assertWait(bucket, length);
            });
  }

  @Test
  void pausesABucketForAsLongAsEsiAsks() {
    assertAllowed(BUCKET);
    assertThat(budget.settle(BUCKET, 429, headers("Retry-After", "42"), now))
        .contains(Duration.ofSeconds(42));

    assertWait(BUCKET, Duration.ofSeconds(42));
    assertAllowed(OTHER);
    after(Duration.ofSeconds(42));
    assertAllowed(BUCKET);
  }

  @Test
  void pausesForAMinuteIfEsiDoesNotSayForHowLong() {
    call(BUCKET, 429);
    assertWait(BUCKET, Duration.ofMinutes(1));
    call(OTHER, 420);
    assertWait(OTHER, Duration.ofMinutes(1));
  }

  @Test
  void stopsEverythingAfterAnExceededErrorLimit() {
    assertAllowed(BUCKET);
    assertThat(budget.settle(BUCKET, 420, headers(errors(0, 31)), now))
        .contains(Duration.ofSeconds(31));

    assertWait(BUCKET, Duration.ofSeconds(31));
    assertWait(OTHER, Duration.ofSeconds(31));
    assertWait(new Bucket("TYPE", "public"), Duration.ofSeconds(31));
    after(Duration.ofSeconds(31));
    assertAllowed(OTHER);
  }

  @Test
  void keepsTheErrorLimitBeforeItIsHit() {
    call(BUCKET, 404, errors(2, 20));
    assertAllowed(BUCKET);
    assertAllowed(OTHER);
    assertWait(OTHER, Duration.ofSeconds(1));

    settle(BUCKET, 404, errors(1, 20));
    settle(OTHER, 404, errors(0, 20));
    assertWait(OTHER, Duration.ofSeconds(20));

    after(Duration.ofSeconds(20));
    assertAllowed(OTHER);
  }

  @Test
  void anOvertakenAnswerDoesNotRaiseTheErrorLimit() {
    assertAllowed(BUCKET);
    assertAllowed(OTHER);
    settle(BUCKET, 404, errors(0, 20));
    settle(OTHER, 200, errors(5, 21));

    assertWait(BUCKET, Duration.ofSeconds(21));
  }

  @Test
  void noPauseIsLongerThanItCanBeMeant() {
    call(BUCKET, 429, "Retry-After", "999999999");
    assertWait(BUCKET, Duration.ofHours(1));
    call(OTHER, 420, "X-ESI-Error-Limit-Reset", "999999999");
    assertWait(OTHER, Duration.ofMinutes(1));
  }

  @Test
  void aNewWindowBringsTheErrorLimitBack() {
    call(BUCKET, 404, errors(0, 20));
    after(Duration.ofSeconds(20));
    call(BUCKET, 404, errors(99, 60));

    assertAllowed(BUCKET);
  }
}
