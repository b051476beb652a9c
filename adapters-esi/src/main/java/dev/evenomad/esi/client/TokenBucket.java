package dev.evenomad.esi.client;

import dev.evenomad.esi.http.BoundedHttp;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One token bucket of ESI's rate limit: a floating window, so a token that was spent comes back one
 * window later. Nothing is held back until ESI has named the limit. Not thread-safe.
 */
final class TokenBucket {

  /** Of an answer with new data, which a call has to reckon with. */
  private static final int USUAL_COST = 2;

  private static final Pattern LIMIT = Pattern.compile("([0-9]{1,9})/([0-9]{1,6})([smhd])");

  /** For when all that is left has been given to calls that are under way. */
  private static final Duration AFTER_OTHERS = Duration.ofSeconds(1);

  private record Spent(Instant at, int cost) {}

  private final Deque<Spent> spent = new ArrayDeque<>();
  private Optional<Limit> limit = Optional.empty();
  private Instant blockedUntil = Instant.MIN;
  private int underWay;

  Optional<Duration> book(Instant now) {
    if (blockedUntil.isAfter(now)) {
      return Optional.of(Duration.between(now, blockedUntil));
    }
    forget(now);
    Optional<Duration> wait = limit.flatMap(known -> untilAffordable(known, now));
    if (wait.isEmpty()) {
      underWay++;
    }
    return wait;
  }

  void settle(int status, HttpHeaders headers, Instant now) {
    underWay--;
    limit = Limit.of(headers).or(() -> limit);
    OptionalLong used = BoundedHttp.number(headers, "X-Ratelimit-Used");
    spend(used.isPresent() ? (int) used.getAsLong() : cost(status), now);
    OptionalLong remaining = BoundedHttp.number(headers, "X-Ratelimit-Remaining");
    if (limit.isPresent() && remaining.isPresent()) {
      reconcile((int) Math.max(0, limit.get().tokens() - remaining.getAsLong()), now);
    }
  }

  void settleUnanswered(Instant now) {
    underWay--;
    spend(USUAL_COST, now);
  }

  void block(Instant until) {
    if (until.isAfter(blockedUntil)) {
      blockedUntil = until;
    }
  }

  boolean idle(Instant now) {
    forget(now);
    return underWay == 0 && spent.isEmpty() && !blockedUntil.isAfter(now);
  }

  private void spend(int cost, Instant now) {
    if (limit.isPresent() && cost > 0) {
      spent.addLast(new Spent(now, cost));
    }
  }

  /** Takes over what ESI counts: others may draw on the same bucket. */
  private void reconcile(int countedByEsi, Instant now) {
    forget(now);
    int excess = total() - countedByEsi;
    if (excess < 0) {
      spent.addLast(new Spent(now, -excess));
    }
    while (excess > 0) {
      Spent oldest = spent.removeFirst();
      if (oldest.cost() > excess) {
        spent.addFirst(new Spent(oldest.at(), oldest.cost() - excess));
      }
      excess -= oldest.cost();
    }
  }

  private Optional<Duration> untilAffordable(Limit known, Instant now) {
    int left = known.tokens() - total() - underWay * USUAL_COST;
    if (left >= USUAL_COST) {
      return Optional.empty();
    }
    for (Spent returning : spent) {
      left += returning.cost();
      if (left >= USUAL_COST) {
        return Optional.of(Duration.between(now, returning.at().plus(known.window())));
      }
    }
    return Optional.of(AFTER_OTHERS);
  }

  private void forget(Instant now) {
    limit.ifPresent(known -> spent.removeIf(old -> !old.at().plus(known.window()).isAfter(now)));
  }

  private int total() {
    return spent.stream().mapToInt(Spent::cost).sum();
  }

  private static int cost(int status) {
    return switch (status / 100) {
      case 2 -> 2;
      case 3 -> 1;
      case 4 -> status == 429 ? 0 : 5;
      default -> 0;
    };
  }

  private record Limit(int tokens, Duration window) {

    static Optional<Limit> of(HttpHeaders headers) {
      return headers
          .firstValue("X-Ratelimit-Limit")
          .map(text -> LIMIT.matcher(text.trim()))
          .filter(Matcher::matches)
          .map(
              matcher ->
                  new Limit(
                      Integer.parseInt(matcher.group(1)),
                      unit(matcher.group(3)).multipliedBy(Long.parseLong(matcher.group(2)))));
    }

    private static Duration unit(String letter) {
      return switch (letter) {
        case "s" -> Duration.ofSeconds(1);
        case "m" -> Duration.ofMinutes(1);
        case "h" -> Duration.ofHours(1);
        default -> Duration.ofDays(1);
      };
    }
  }
}
