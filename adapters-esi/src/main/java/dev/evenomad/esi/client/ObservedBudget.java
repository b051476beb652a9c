package dev.evenomad.esi.client;

import dev.evenomad.esi.http.BoundedHttp;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Knows of ESI's limits what the answers to this process said: the error limit, which all routes
 * share, and a {@link TokenBucket} for each group and user. Thread-safe.
 */
final class ObservedBudget implements EsiBudget {

  /** When ESI refuses a call without saying for how long. */
  private static final Duration UNSTATED_PAUSE = Duration.ofSeconds(60);

  /** For when all that is left has been given to calls that are under way. */
  private static final Duration AFTER_OTHERS = Duration.ofSeconds(1);

  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(15);

  private final Map<Bucket, TokenBucket> buckets = new HashMap<>();
  private Instant nextSweep = Instant.MIN;
  private Instant blockedUntil = Instant.MIN;
  private Instant errorWindowEnd = Instant.MIN;
  private long errorsLeft;
  private int underWay;

  @Override
  public synchronized Optional<Duration> book(Bucket bucket, Instant now) {
    sweep(now);
    if (blockedUntil.isAfter(now)) {
      return Optional.of(Duration.between(now, blockedUntil));
    }
    // Each call under way may turn out to be an error.
    if (errorWindowEnd.isAfter(now) && errorsLeft <= underWay) {
      return Optional.of(errorsLeft > 0 ? AFTER_OTHERS : Duration.between(now, errorWindowEnd));
    }
    TokenBucket tokens = buckets.computeIfAbsent(bucket, absent -> new TokenBucket());
    Optional<Duration> wait = tokens.book(now);
    if (wait.isEmpty()) {
      underWay++;
    }
    return wait;
  }

  @Override
  public synchronized Optional<Duration> settle(
      Bucket bucket, int status, HttpHeaders headers, Instant now) {
    underWay--;
    TokenBucket tokens = buckets.computeIfAbsent(bucket, absent -> new TokenBucket());
    tokens.settle(status, headers, now);
    observeErrorLimit(headers, now);
    Optional<Duration> pause = pause(status, headers, now);
    pause.map(now::plus).ifPresent(status == 420 ? this::block : tokens::block);
    return pause;
  }

  @Override
  public synchronized void settleUnanswered(Bucket bucket, Instant now) {
    underWay--;
    buckets.computeIfAbsent(bucket, absent -> new TokenBucket()).settleUnanswered(now);
  }

  private static Optional<Duration> pause(int status, HttpHeaders headers, Instant now) {
    return switch (status) {
      case 420 ->
          errorWindow(headers)
              .or(() -> BoundedHttp.retryAfter(headers, now))
              .or(() -> Optional.of(UNSTATED_PAUSE));
      case 429 -> BoundedHttp.retryAfter(headers, now).or(() -> Optional.of(UNSTATED_PAUSE));
      default -> Optional.empty();
    };
  }

  private void block(Instant until) {
    blockedUntil = later(blockedUntil, until);
  }

  private void observeErrorLimit(HttpHeaders headers, Instant now) {
    OptionalLong left = BoundedHttp.number(headers, "X-ESI-Error-Limit-Remain");
    Optional<Duration> reset = errorWindow(headers);
    if (left.isEmpty() || reset.isEmpty()) {
      return;
    }
    // Within a window the number only falls: a higher one is an answer that was overtaken.
    errorsLeft =
        errorWindowEnd.isAfter(now) && now.plus(reset.get()).isBefore(errorWindowEnd.plusSeconds(5))
            ? Math.min(errorsLeft, left.getAsLong())
            : left.getAsLong();
    errorWindowEnd = later(errorWindowEnd, now.plus(reset.get()));
  }

  private void sweep(Instant now) {
    if (now.isAfter(nextSweep)) {
      buckets.values().removeIf(bucket -> bucket.idle(now));
      nextSweep = now.plus(SWEEP_INTERVAL);
    }
  }

  /** Until the error window ends, which is a minute long, whatever a header says. */
  private static Optional<Duration> errorWindow(HttpHeaders headers) {
    OptionalLong seconds = BoundedHttp.number(headers, "X-ESI-Error-Limit-Reset");
    return seconds.isPresent()
        ? Optional.of(Duration.ofSeconds(Math.clamp(seconds.getAsLong(), 1, 60)))
        : Optional.empty();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
