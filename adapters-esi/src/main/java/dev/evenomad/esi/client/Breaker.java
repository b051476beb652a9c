package dev.evenomad.esi.client;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Stops asking a server that fails again and again: when half of the last twenty calls failed, for
 * half a minute, after which a single call finds out whether it has recovered. What fails is a
 * server's fault or silence, never what it says about a request. Thread-safe.
 */
final class Breaker {

  private static final Duration OPEN = Duration.ofSeconds(30);

  private final CircuitBreaker breaker;

  Breaker(InstantSource clock) {
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

  /** Whether a call may be made, whose outcome is then to be told. */
  boolean pass() {
    return breaker.tryAcquirePermission();
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
  }

  /** The server is known to have recovered. */
  void close() {
    breaker.transitionToClosedState();
  }

  String state() {
    return breaker.getState().name().toLowerCase(Locale.ROOT);
  }
}
