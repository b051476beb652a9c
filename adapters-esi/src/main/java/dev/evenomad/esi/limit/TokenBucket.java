package dev.evenomad.esi.limit;

import dev.evenomad.domain.environment.Budgets.Budget;
import dev.evenomad.esi.http.BoundedHttp;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One token bucket of ESI's rate limit. The processes share it as a budget, from which each takes
 * lots to spend without asking: small ones at first, twice as large whenever one was used up, half
 * as large whenever one was not, and none but what a call needs as soon as the budget is tight. A
 * bucket of 15 tokens is thus spent to the last that makes a call.
 *
 * <p>The budget counts a token from when it was taken, ESI from when it was spent. So the budget's
 * window is longer than ESI's by the life of a lot and the longest call, and never gives back what
 * ESI still counts. Thread-safe.
 */
final class TokenBucket {

  /** Of an answer with new data, which a call has to reckon with. */
  static final int USUAL_COST = 2;

  private static final int HIGHEST_COST = 5;
  private static final Duration LONGEST_LOT_LIFE = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** Between two comparisons with what ESI counts: each asks the shared budget. */
  private static final Duration COMPARISON_INTERVAL = Duration.ofSeconds(10);

  private final String key;
  private final SharedBook shared;
  private final Duration longestCall;
  private final Lot lot = new Lot();
  private Optional<Limit> limit;
  private int lotSize;
  private boolean lotTaken;
  private int underWay;
  private Instant closedUntil = Instant.MIN;
  private Instant tightUntil = Instant.MIN;
  private Instant emptyUntil = Instant.MIN;
  private Instant nextComparison = Instant.MIN;

  TokenBucket(Bucket bucket, SharedBook shared, Duration longestCall) {
    this.key = "esi:tokens:" + bucket.name() + ":" + bucket.user();
    this.shared = shared;
    this.longestCall = longestCall;
    this.limit = bucket.limit();
    this.lotSize = limit.map(known -> known.tokens() / 50).orElse(0);
  }

  /** Whether it limits anything, as far as we know. */
  synchronized boolean limited() {
    return limit.isPresent();
  }

  /** How long ESI wants nothing to be asked; empty if it does not. */
  synchronized Optional<Duration> closedFor(Instant now) {
    return left(closedUntil, now);
  }

  /** Takes over a limit that an answer states for a route that had none. */
  synchronized void learn(HttpHeaders headers) {
    limit = Limit.of(headers).or(() -> limit);
  }

  /** Stops this process at once, the others when they take their next lot. */
  synchronized void close(Instant until, Instant now) {
    if (until.isAfter(closedUntil)) {
      closedUntil = until;
    }
    limit.ifPresent(known -> shared.close(budget(known), until, now));
  }

  synchronized Admission admit(Instant now) {
    Limit known = limit.orElseThrow();
    if (lot.expire(now) > 0) {
      lotSize /= 2;
      lotTaken = false;
    }
    int missing = USUAL_COST - lot.amount();
    Optional<Duration> wait = missing > 0 ? refill(known, missing, now) : Optional.empty();
    if (wait.isPresent()) {
      return new Admission.Refused(wait.get(), Admission.Reason.TOKENS);
    }
    Instant end = lot.end(now);
    lot.takeUpTo(USUAL_COST);
    underWay++;
    return new Admission.Granted(new Booked(end));
  }

  synchronized boolean idle(Instant now) {
    lot.expire(now);
    return underWay == 0
        && lot.amount() == 0
        && left(closedUntil, now).or(() -> left(emptyUntil, now)).isEmpty();
  }

  private Optional<Duration> refill(Limit known, int missing, Instant now) {
    Optional<Duration> wait = left(emptyUntil, now);
    if (wait.isPresent()) {
      return wait;
    }
    int largest = Math.max(USUAL_COST, known.tokens() / 20);
    lotSize = Math.clamp(lotTaken ? lotSize * 2L : lotSize, USUAL_COST, largest);
    if (lotSize > missing && left(tightUntil, now).isEmpty()) {
      wait = shared.take(budget(known), lotSize, now);
      if (wait.isEmpty()) {
        lot.add(lotSize, now.plus(lotLife(known)));
        lotTaken = true;
        return Optional.empty();
      }
      tightUntil = now.plus(wait.get());
    }
    wait = shared.take(budget(known), missing, now);
    if (wait.isEmpty()) {
      lot.add(missing, now.plus(lotLife(known)));
    } else {
      emptyUntil = now.plus(wait.get());
    }
    return wait;
  }

  private synchronized void settle(int cost, Instant end, Instant now) {
    underWay--;
    int unspent = USUAL_COST - cost;
    if (unspent > 0) {
      lot.giveBack(unspent, end);
      emptyUntil = Instant.MIN;
    } else if (unspent < 0 && limit.isPresent()) {
      lot.expire(now);
      int owed = -unspent - lot.takeUpTo(-unspent);
      if (owed > 0) {
        shared.spend(budget(limit.get()), owed, now);
      }
    }
  }

  /** Others may draw on the same bucket without our book: what ESI counts more is spent. */
  private synchronized void compare(HttpHeaders headers, Instant now) {
    OptionalLong remaining = BoundedHttp.number(headers, "X-Ratelimit-Remaining");
    if (limit.isEmpty() || remaining.isEmpty()) {
      return;
    }
    Limit known = limit.get();
    int left = (int) Math.min(remaining.getAsLong(), known.tokens());
    int excess = lot.amount() - Math.max(0, left - underWay * USUAL_COST);
    if (excess > 0) {
      lot.takeUpTo(excess);
    }
    if (left < known.tokens() / 4 && !nextComparison.isAfter(now)) {
      nextComparison = now.plus(COMPARISON_INTERVAL);
      raise(known, known.tokens() - left + lot.amount(), now);
    }
  }

  /**
   * Books what is missing until {@code counted} are spent. The budget cannot be read, but within a
   * smaller one of the same key no more can be taken than that.
   */
  private void raise(Limit known, int counted, Instant now) {
    Budget budget = new Budget(key, counted, budget(known).window());
    if (shared.take(budget, 1, now).isPresent()) {
      return;
    }
    for (int part = Integer.highestOneBit(counted); part > 0; part /= 2) {
      // What does not fit is tried in smaller parts.
      shared.take(budget, part, now);
    }
  }

  private Budget budget(Limit known) {
    Duration window = known.window().plus(lotLife(known)).plus(longestCall);
    return new Budget(key, known.tokens(), window.compareTo(DAY) > 0 ? DAY : window);
  }

  private static Duration lotLife(Limit known) {
    Duration part = known.window().dividedBy(15);
    return part.compareTo(LONGEST_LOT_LIFE) < 0 ? part : LONGEST_LOT_LIFE;
  }

  private static Optional<Duration> left(Instant until, Instant now) {
    return until.isAfter(now) ? Optional.of(Duration.between(now, until)) : Optional.empty();
  }

  private static int cost(int status, HttpHeaders headers) {
    OptionalLong stated = BoundedHttp.number(headers, "X-Ratelimit-Used");
    if (stated.isPresent() && stated.getAsLong() <= HIGHEST_COST) {
      return (int) stated.getAsLong();
    }
    return switch (status / 100) {
      case 2 -> USUAL_COST;
      case 3 -> 1;
      case 4 -> status == 429 ? 0 : HIGHEST_COST;
      default -> 0;
    };
  }

  /** Tokens from a lot that becomes void at {@code end}. */
  private final class Booked implements Booking {

    private final Instant end;

    Booked(Instant end) {
      this.end = end;
    }

    @Override
    public Optional<Duration> settle(int status, HttpHeaders headers, Instant now) {
      learn(headers);
      TokenBucket.this.settle(cost(status, headers), end, now);
      compare(headers, now);
      return Optional.empty();
    }

    @Override
    public void settleUnanswered(Instant now) {
      TokenBucket.this.settle(USUAL_COST, end, now);
    }
  }
}
