package dev.evenomad.esi.limit;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** ESI's two limiters as it keeps them, told of each call at the moment when it arrives. */
final class SimulatedLimits {

  private record Spent(Instant at, int cost) {}

  private final Map<Bucket, Deque<Spent>> buckets = new HashMap<>();
  private long minute = Long.MIN_VALUE;
  private int errors;
  private int exceeded;

  /**
   * A call arrives.
   *
   * @param status what ESI would answer if no limit were exceeded
   * @return the headers of the answer
   */
  HttpHeaders arrive(Bucket bucket, int status, Instant now) {
    if (errorsAt(now) >= 100) {
      exceeded++;
    }
    return bucket.limit().isPresent()
        ? spend(bucket, bucket.limit().get(), status, now)
        : err(status, now);
  }

  /** How many calls came although a limit was used up. */
  int exceeded() {
    return exceeded;
  }

  private HttpHeaders spend(Bucket bucket, Limit limit, int status, Instant now) {
    Deque<Spent> spent = buckets.computeIfAbsent(bucket, absent -> new ArrayDeque<>());
    spent.removeIf(one -> !one.at().plus(limit.window()).isAfter(now));
    int used = spent.stream().mapToInt(Spent::cost).sum();
    if (used >= limit.tokens()) {
      exceeded++;
    }
    int cost = status >= 500 ? 0 : status >= 400 ? 5 : status >= 300 ? 1 : 2;
    spent.addLast(new Spent(now, cost));
    return Answers.headers(
        Answers.tokens(limit.tokens(), Math.max(0, limit.tokens() - used - cost), cost));
  }

  private HttpHeaders err(int status, Instant now) {
    int soFar = errorsAt(now);
    if (status >= 400) {
      errors = ++soFar;
    }
    int reset = (int) (60 - now.getEpochSecond() % 60);
    return Answers.headers(Answers.errors(Math.max(0, 100 - soFar), reset));
  }

  private int errorsAt(Instant now) {
    long current = now.getEpochSecond() / 60;
    if (current != minute) {
      minute = current;
      errors = 0;
    }
    return errors;
  }

  static Duration window() {
    return Duration.ofMinutes(15);
  }
}
