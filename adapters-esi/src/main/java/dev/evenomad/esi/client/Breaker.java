package dev.evenomad.esi.client;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Stops asking a server that fails again and again: when half of the last twenty calls failed, for
 * half a minute, after which a single call finds out whether it has recovered. What fails is a
 * server's fault or silence, never what it says about a request. Thread-safe.
 */
final class Breaker {

  private static final Duration OPEN = Duration.ofSeconds(30);

  /** For who comes while the single call is under way. */
  private static final Duration AFTER_TRIAL = Duration.ofSeconds(5);

  private final InstantSource clock;
  private final CircuitBreaker breaker;
  private volatile Instant openUntil = Instant.MIN;

  Breaker(InstantSource clock) {
    this.clock = clock;
    breaker =
        CircuitBreaker.of(
            "esi",
            CircuitBreakerConfig.custom()
                .slidingWindow(20, 10, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(50)
                .waitDurationInOpenState(OPEN)
                .permittedNumberOfCallsInHalfOpenState(1)
                .recordResult(Boolean.FALSE::equals)
                .clock(clock.withZone(ZoneOffset.UTC))
                .build());
  }

  /**
   * Lets a call through, whose outcome is then to be told.
   *
   * @return empty if it may be made; else how long to wait
   */
  Optional<Duration> pass(Instant now) {
    if (breaker.tryAcquirePermission()) {
      return Optional.empty();
    }
    Duration left = openUntil.isAfter(now) ? Duration.between(now, openUntil) : AFTER_TRIAL;
    // Not all callers come back at the same moment.
    return Optional.of(left.plusMillis(ThreadLocalRandom.current().nextLong(OPEN.toMillis())));
  }

  boolean closed() {
    return breaker.getState() == CircuitBreaker.State.CLOSED;
  }

  /** The call was not made after all, or nothing is known of it. */
  void release() {
    breaker.releasePermission();
  }

  void tell(boolean success) {
    breaker.onResult(0, TimeUnit.NANOSECONDS, success);
    Instant now = clock.instant();
    if (breaker.getState() == CircuitBreaker.State.OPEN && !openUntil.isAfter(now)) {
      openUntil = now.plus(OPEN);
    }
  }

  /** The server is known to have recovered. */
  void close() {
    breaker.transitionToClosedState();
  }

  String state() {
    return breaker.getState().name().toLowerCase(Locale.ROOT);
  }
}
