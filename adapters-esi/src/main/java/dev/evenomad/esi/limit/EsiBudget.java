package dev.evenomad.esi.limit;

import dev.evenomad.domain.environment.Budgets;
import dev.evenomad.domain.environment.Budgets.Budget;
import dev.evenomad.esi.http.BoundedHttp;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What may still be asked of ESI under its two limits, by all processes together: a route is either
 * in a group with a {@link TokenBucket} for each user, or counts against the one {@link
 * ErrorLimit}; a 420 stops all of them. Every call is booked before it is made and settled after
 * it. Thread-safe.
 */
public final class EsiBudget {

  /** When ESI refuses a call without saying for how long. */
  private static final Duration UNSTATED_PAUSE = Duration.ofSeconds(60);

  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(15);
  private static final Budget PROBES = new Budget("esi:probe", 1, Duration.ofSeconds(30));

  private final SharedBook shared;
  private final Duration longestCall;
  private final Pause pause;
  private final ErrorLimit errors;
  private final Map<String, TokenBucket> buckets = new HashMap<>();
  private Instant nextSweep = Instant.MIN;

  /**
   * Books that are kept together with other processes.
   *
   * @param longestCall so long after its booking a call may reach ESI
   */
  public EsiBudget(Budgets budgets, Duration longestCall) {
    this.shared = new SharedBook(budgets);
    this.longestCall = longestCall;
    this.pause = new Pause(shared);
    this.errors = new ErrorLimit(shared, longestCall);
  }

  /** For a process that calls ESI alone. */
  public static EsiBudget ofThisProcess(Duration longestCall) {
    return new EsiBudget(new LocalBudgets(), longestCall);
  }

  /** Books a call that counts against that bucket. */
  public Admission admit(Bucket bucket, Instant now) {
    TokenBucket tokens = tokens(bucket, now);
    Optional<Duration> wait = pause.left(now).or(() -> tokens.closedFor(now));
    if (wait.isPresent()) {
      return new Admission.Refused(wait.get(), Admission.Reason.PAUSE);
    }
    Admission admission = tokens.limited() ? tokens.admit(now) : errors.admit(now);
    return switch (admission) {
      case Admission.Granted(Booking booking) ->
          new Admission.Granted(new Counted(booking, tokens));
      case Admission.Refused refused -> refused;
    };
  }

  /** Whether a call that counts against that bucket may fail without much harm. */
  public boolean comfortable(Bucket bucket, Instant now) {
    return tokens(bucket, now).limited() || errors.comfortable(now);
  }

  /** How long nobody may call ESI; empty if everybody may. */
  public Optional<Duration> pauseLeft(Instant now) {
    return pause.left(now);
  }

  /** Stops all calls of all processes until then, or until a later moment set before. */
  public void pauseUntil(Instant until, Instant now) {
    pause.begin(until, now);
  }

  /**
   * Asks to be the one process that looks whether ESI is up again.
   *
   * @return empty if it is; else how long until somebody can be
   */
  public Optional<Duration> takeProbe(Instant now) {
    return shared.take(PROBES, 1, now);
  }

  private synchronized TokenBucket tokens(Bucket bucket, Instant now) {
    if (now.isAfter(nextSweep)) {
      buckets.values().removeIf(one -> one.idle(now));
      nextSweep = now.plus(SWEEP_INTERVAL);
    }
    return buckets.computeIfAbsent(
        bucket.name() + ":" + bucket.user(),
        absent -> new TokenBucket(bucket, shared, longestCall));
  }

  /** A booking whose answer may be a request to wait. */
  private final class Counted implements Booking {

    private final Booking booking;
    private final TokenBucket tokens;

    Counted(Booking booking, TokenBucket tokens) {
      this.booking = booking;
      this.tokens = tokens;
    }

    @Override
    public Optional<Duration> settle(int status, HttpHeaders headers, Instant now) {
      booking.settle(status, headers, now);
      tokens.learn(headers);
      return switch (status) {
        case 420 -> {
          Duration wait =
              ErrorLimit.reset(headers)
                  .or(() -> BoundedHttp.retryAfter(headers, now))
                  .orElse(UNSTATED_PAUSE);
          pause.begin(now.plus(wait), now);
          yield Optional.of(wait);
        }
        case 429 -> {
          Duration wait = BoundedHttp.retryAfter(headers, now).orElse(UNSTATED_PAUSE);
          tokens.close(now.plus(wait), now);
          yield Optional.of(wait);
        }
        default -> Optional.empty();
      };
    }

    @Override
    public void settleUnanswered(Instant now) {
      booking.settleUnanswered(now);
    }
  }
}
