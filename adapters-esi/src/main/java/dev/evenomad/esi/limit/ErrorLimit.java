package dev.evenomad.esi.limit;

import dev.evenomad.domain.environment.Budgets.Budget;
import dev.evenomad.esi.http.BoundedHttp;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * ESI's error limit: a hundred errors in each minute of its clock for everything that comes from
 * one address, and the hundred-and-first stops all calls. Every call under way may turn out to be
 * one, so a process holds an allowance for each, taken in small lots from a budget that all
 * processes share; only errors use it up.
 *
 * <p>A lot lives for a minute, and the budget's window is that and the longest call. The errors of
 * one minute therefore come from what was taken within two windows, which is why the budget has
 * less than half of what ESI allows. Besides, every answer says how many errors ESI still allows:
 * close to the end, all processes stop until the minute is over. Thread-safe.
 */
final class ErrorLimit {

  /** ESI's limit is 100. */
  private static final int ERRORS_PER_WINDOW = 45;

  private static final int LOT_SIZE = 5;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** So many errors stay unused, for what others at this address do unknown to us. */
  private static final int MARGIN = 10;

  /** With fewer left nobody should take risks. */
  private static final int COMFORTABLE = 50;

  /** For when all that is left has been given to calls that are under way. */
  private static final Duration AFTER_OTHERS = Duration.ofSeconds(1);

  private final SharedBook shared;
  private final Budget budget;
  private final Lot lot = new Lot();
  private Instant minuteEnd = Instant.MIN;
  private Instant emptyUntil = Instant.MIN;
  private long errorsLeft;
  private int underWay;

  ErrorLimit(SharedBook shared, Duration longestCall) {
    this.shared = shared;
    this.budget = new Budget("esi:errors", ERRORS_PER_WINDOW, MINUTE.plus(longestCall));
  }

  synchronized Admission admit(Instant now) {
    if (minuteEnd.isAfter(now) && errorsLeft - MARGIN <= underWay) {
      return refused(errorsLeft > MARGIN ? AFTER_OTHERS : Duration.between(now, minuteEnd));
    }
    lot.expire(now);
    if (lot.amount() == 0) {
      Optional<Duration> wait = refill(now);
      if (wait.isPresent()) {
        return refused(underWay > 0 ? AFTER_OTHERS : wait.get());
      }
    }
    Instant end = lot.end(now);
    lot.takeUpTo(1);
    underWay++;
    return new Admission.Granted(new Booked(end));
  }

  /** Whether another error would not matter much. */
  synchronized boolean comfortable(Instant now) {
    return !minuteEnd.isAfter(now) || errorsLeft >= COMFORTABLE;
  }

  private Optional<Duration> refill(Instant now) {
    if (emptyUntil.isAfter(now)) {
      return Optional.of(Duration.between(now, emptyUntil));
    }
    Optional<Duration> wait = Optional.empty();
    for (int size : new int[] {LOT_SIZE, 1}) {
      wait = shared.take(budget, size, now);
      if (wait.isEmpty()) {
        lot.add(size, now.plus(MINUTE));
        return wait;
      }
    }
    emptyUntil = wait.map(now::plus).orElse(now);
    return wait;
  }

  private static Admission refused(Duration wait) {
    return new Admission.Refused(wait, Admission.Reason.ERRORS);
  }

  private synchronized void settle(boolean error, Instant end) {
    underWay--;
    if (!error) {
      lot.giveBack(1, end);
    }
  }

  private synchronized void observe(HttpHeaders headers, Instant now) {
    OptionalLong left = BoundedHttp.number(headers, "X-ESI-Error-Limit-Remain");
    Optional<Duration> reset = reset(headers);
    if (left.isEmpty() || reset.isEmpty()) {
      return;
    }
    Instant end = now.plus(reset.get());
    // Within a minute the number only falls: a higher one is an answer that was overtaken.
    errorsLeft =
        minuteEnd.isAfter(now) && end.isBefore(minuteEnd.plusSeconds(5))
            ? Math.min(errorsLeft, left.getAsLong())
            : left.getAsLong();
    minuteEnd = end.isAfter(minuteEnd) ? end : minuteEnd;
    if (errorsLeft <= MARGIN) {
      shared.close(budget, minuteEnd, now);
    }
  }

  /** Until the minute ends, whatever a header says. */
  static Optional<Duration> reset(HttpHeaders headers) {
    OptionalLong seconds = BoundedHttp.number(headers, "X-ESI-Error-Limit-Reset");
    return seconds.isPresent()
        ? Optional.of(Duration.ofSeconds(Math.clamp(seconds.getAsLong(), 1, 60)))
        : Optional.empty();
  }

  /** Allowance for an error from a lot that becomes void at {@code end}. */
  private final class Booked implements Booking {

    private final Instant end;

    Booked(Instant end) {
      this.end = end;
    }

    @Override
    public Optional<Duration> settle(int status, HttpHeaders headers, Instant now) {
      ErrorLimit.this.settle(status / 100 != 2 && status / 100 != 3, end);
      observe(headers, now);
      return Optional.empty();
    }

    @Override
    public void settleUnanswered(Instant now) {
      ErrorLimit.this.settle(true, end);
    }
  }
}
