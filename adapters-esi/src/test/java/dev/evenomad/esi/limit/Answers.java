package dev.evenomad.esi.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Headers of ESI's answers, and what tests of the limits expect of an admission. */
final class Answers {

  private Answers() {}

  static HttpHeaders headers(String... headers) {
    Map<String, List<String>> all = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], List.of(headers[i + 1]));
    }
    return HttpHeaders.of(all, (name, value) -> true);
  }

  static String[] tokens(int limit, int remaining, int used) {
    return new String[] {
      "X-Ratelimit-Limit",
      limit + "/15m",
      "X-Ratelimit-Remaining",
      Integer.toString(remaining),
      "X-Ratelimit-Used",
      Integer.toString(used)
    };
  }

  static String[] errors(int remain, int reset) {
    return new String[] {
      "X-ESI-Error-Limit-Remain", Integer.toString(remain),
      "X-ESI-Error-Limit-Reset", Integer.toString(reset)
    };
  }

  static Booking granted(EsiBudget budget, Bucket bucket, Instant now) {
    Admission admission = budget.admit(bucket, now);
    assertThat(admission).isInstanceOf(Admission.Granted.class);
    return ((Admission.Granted) admission).booking();
  }

  static void call(EsiBudget budget, Bucket bucket, Instant now, int status, String... headers) {
    granted(budget, bucket, now).settle(status, headers(headers), now);
  }

  static void assertRefused(
      EsiBudget budget, Bucket bucket, Instant now, Duration wait, Admission.Reason reason) {
    assertThat(budget.admit(bucket, now)).isEqualTo(new Admission.Refused(wait, reason));
  }
}
