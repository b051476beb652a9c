package dev.evenomad.bootstrap.sandbox.esi;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The newer limit: tokens per group and user in a floating window. What is spent comes back when
 * the window has passed, and not before; buckets that are full again are forgotten. Thread-safe.
 */
final class TokenBuckets {

  private record Bucket(RateGroup group, String user) {}

  private record Spending(Instant at, int tokens) {}

  /** What was spent within the window, oldest first, and its sum. */
  private static final class Spendings {
    private final Deque<Spending> entries = new ArrayDeque<>();
    private int sum;

    void add(Spending spending) {
      entries.addLast(spending);
      sum += spending.tokens();
    }

    void forget(Instant now) {
      var oldest = now.minus(RateGroup.WINDOW);
      while (!entries.isEmpty() && !entries.getFirst().at().isAfter(oldest)) {
        sum -= entries.removeFirst().tokens();
      }
    }

    void clear() {
      entries.clear();
      sum = 0;
    }
  }

  private static final int FEWEST_BEFORE_SWEEP = 1000;

  private final Map<Bucket, Spendings> spent = new HashMap<>();
  private int openedSinceSweep;

  /** What an answer costs. */
  static int cost(int status) {
    return switch (status / 100) {
      case 2 -> 2;
      case 3 -> 1;
      case 4 -> status == 429 ? 0 : 5;
      default -> 0;
    };
  }

  synchronized boolean isEmpty(RateGroup group, String user, Instant now) {
    return remaining(group, spendings(group, user, now)) == 0;
  }

  synchronized void spend(RateGroup group, String user, int tokens, Instant now) {
    if (tokens > 0) {
      spendings(group, user, now).add(new Spending(now, tokens));
    }
  }

  /** Spends whatever is above {@code remaining}, or gives back what is missing. */
  synchronized void leave(RateGroup group, String user, int remaining, Instant now) {
    var spendings = spendings(group, user, now);
    spendings.clear();
    spend(group, user, group.tokens() - remaining, now);
  }

  /**
   * @param cost of the call just made
   */
  synchronized Map<String, String> headers(RateGroup group, String user, int cost, Instant now) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("X-Ratelimit-Group", group.label());
    headers.put("X-Ratelimit-Limit", group.tokens() + "/" + RateGroup.WINDOW.toMinutes() + "m");
    headers.put(
        "X-Ratelimit-Remaining", Integer.toString(remaining(group, spendings(group, user, now))));
    headers.put("X-Ratelimit-Used", Integer.toString(cost));
    return headers;
  }

  /** Until the first tokens come back, at least a second. */
  synchronized Duration retryAfter(RateGroup group, String user, Instant now) {
    var spendings = spendings(group, user, now);
    var over = spendings.sum - group.tokens();
    for (var spending : spendings.entries) {
      over -= spending.tokens();
      if (over < 0) {
        var wait = Duration.between(now, spending.at().plus(RateGroup.WINDOW));
        return Duration.ofSeconds(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
      }
    }
    return Duration.ofSeconds(1);
  }

  synchronized void clear() {
    spent.clear();
  }

  private Spendings spendings(RateGroup group, String user, Instant now) {
    var bucket = new Bucket(group, user);
    var spendings = spent.get(bucket);
    if (spendings == null) {
      sweepNowAndThen(now);
      spendings = new Spendings();
      spent.put(bucket, spendings);
    }
    spendings.forget(now);
    return spendings;
  }

  /** As often as there are buckets, so that sweeping costs each of them the same. */
  private void sweepNowAndThen(Instant now) {
    openedSinceSweep++;
    if (openedSinceSweep >= Math.max(FEWEST_BEFORE_SWEEP, spent.size())) {
      openedSinceSweep = 0;
      spent
          .values()
          .removeIf(
              spendings -> {
                spendings.forget(now);
                return spendings.entries.isEmpty();
              });
    }
  }

  private static int remaining(RateGroup group, Spendings spendings) {
    return Math.max(0, group.tokens() - spendings.sum);
  }
}
