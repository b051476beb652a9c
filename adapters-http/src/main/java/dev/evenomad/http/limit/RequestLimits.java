package dev.evenomad.http.limit;

import dev.evenomad.domain.environment.Budgets;
import dev.evenomad.domain.environment.Budgets.Budget;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts requests, for all servers of a database together, within minutes of the clock that they
 * share. A server takes a share of a client's limit from the common budget and spends it by itself,
 * so most requests ask nobody; what it does not spend within the minute is lost, never too much. If
 * the budgets cannot be asked, each server keeps the limits alone for the rest of the minute.
 * Thread-safe.
 */
public final class RequestLimits {

  private static final Logger LOG = LoggerFactory.getLogger(RequestLimits.class);

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /**
   * Shorter than the minute, because budgets give back late by up to a sixtieth of their window:
   * booked at the begin of a minute, everything is back at the begin of the next.
   */
  private static final Duration BOOKED = MINUTE.multipliedBy(59).dividedBy(60);

  /** Clients that are known at a time; others are asked for one by one. */
  private static final int MOST_CLIENTS = 100_000;

  private final RateLimits limits;
  private final Budgets budgets;
  private final Clock clock;
  private volatile Minute minute = new Minute(Instant.EPOCH);

  /**
   * Over this port.
   *
   * @param clock the one that all servers share
   */
  public RequestLimits(RateLimits limits, Budgets budgets, Clock clock) {
    this.limits = limits;
    this.budgets = budgets;
    this.clock = clock;
  }

  /** Counts a request of that class from that address; empty if there is no limit. */
  Optional<Standing> fromAddress(RouteClass kind, String address) {
    return limits
        .of(kind)
        .map(quota -> take(kind, new Limit("address", quota.perAddress()), address));
  }

  /** Counts a request of that class by that user; empty if there is no limit. */
  Optional<Standing> byUser(RouteClass kind, String user) {
    return limits.of(kind).map(quota -> take(kind, new Limit("user", quota.perUser()), user));
  }

  private Standing take(RouteClass kind, Limit limit, String who) {
    Instant now = clock.instant();
    Minute current = at(now);
    String policy = kind.code() + "-per-" + limit.of;
    String key = "http:" + policy + ":" + who;
    Client known = current.clients.get(key);
    if (known == null) {
      boolean room = current.clients.size() < MOST_CLIENTS;
      int share = kind.share().of(limit.requests);
      Client fresh =
          new Client(
              current,
              new Budget(key, limit.requests, BOOKED),
              room ? share : Math.min(1, share),
              kind.share() == RouteClass.Share.ALONE);
      known = room ? current.clients.computeIfAbsent(key, k -> fresh) : fresh;
    }
    boolean taken = known.take();
    return new Standing(
        policy, limit.requests, taken, known.left(), Duration.between(now, current.end()));
  }

  private Minute at(Instant now) {
    Instant start = now.truncatedTo(ChronoUnit.MINUTES);
    Minute current = minute;
    if (start.isAfter(current.start)) {
      current = new Minute(start);
      minute = current;
    }
    return current;
  }

  /**
   * How a client stands after a request.
   *
   * @param policy names the limit
   * @param limit requests a minute
   * @param taken whether the request may be served
   * @param left so many more at most, as far as this server knows
   * @param reset how long until the limit is whole again; positive
   */
  record Standing(String policy, int limit, boolean taken, int left, Duration reset) {}

  private record Limit(String of, int requests) {}

  /** One of the clock, and everybody who has asked in it. */
  private static final class Minute {

    final Instant start;
    final Map<String, Client> clients = new ConcurrentHashMap<>();
    volatile boolean alone;

    Minute(Instant start) {
      this.start = start;
    }

    Instant end() {
      return start.plus(MINUTE);
    }
  }

  /** What this server has taken for a client within a minute. */
  private final class Client {

    private final Minute within;
    private final Budget budget;
    private final int share;
    private final boolean alone;
    private int taken;
    private int spent;
    private boolean exhausted;

    Client(Minute within, Budget budget, int share, boolean alone) {
      this.within = within;
      this.budget = budget;
      this.share = share;
      this.alone = alone;
    }

    /** One at a time: who comes meanwhile needs what is being fetched. */
    synchronized boolean take() {
      if (spent == taken && !exhausted) {
        fetch();
      }
      if (spent == taken) {
        return false;
      }
      spent++;
      return true;
    }

    synchronized int left() {
      return exhausted ? taken - spent : budget.limit() - spent;
    }

    private void fetch() {
      int rest = budget.limit() - taken;
      if (!alone && !within.alone && rest > 0) {
        try {
          int wanted = Math.min(share, rest);
          if (isGiven(wanted)) {
            taken += wanted;
          } else if (wanted > 1 && isGiven(1)) {
            taken++;
          } else {
            exhausted = true;
          }
          return;
        } catch (RuntimeException e) {
          within.alone = true;
          LOG.warn("limits are kept by each server alone for a minute: no budget can be asked", e);
        }
      }
      taken = budget.limit();
      exhausted = true;
    }

    private boolean isGiven(int amount) {
      return budgets.take(budget, amount, within.start).isEmpty();
    }
  }
}
