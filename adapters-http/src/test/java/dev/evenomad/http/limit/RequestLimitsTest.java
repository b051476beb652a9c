package dev.evenomad.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.environment.Budgets;
import dev.evenomad.http.limit.RequestLimits.Standing;
import dev.evenomad.testkit.memory.InMemoryBudgets;
import dev.evenomad.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Counting requests by the budgets that all servers share. */
final class RequestLimitsTest {

  private static final Instant MINUTE = Instant.parse("2026-09-01T10:00:00Z");

  private final SettableClock clock = SettableClock.at(MINUTE.plusSeconds(15));
  private final Counted budgets = new Counted();
  private final RateLimits rates = RateLimits.parse("read=1000/100,sign-in=5/5");
  private final RequestLimits server = new RequestLimits(rates, budgets, clock);
  private final RequestLimits other = new RequestLimits(rates, budgets, clock);

  @Test
  void servesTheWholeLimitAndNoMore() {
    assertThat(served(server, 250)).isEqualTo(100);
  }

  @Test
  void tellsHowAClientStands() {
    Standing first = read(server);

    assertThat(first.policy()).isEqualTo("read-per-user");
    assertThat(first.limit()).isEqualTo(100);
    assertThat(first.taken()).isTrue();
    assertThat(first.left()).isEqualTo(99);
    assertThat(first.reset()).isEqualTo(Duration.ofSeconds(45));

    served(server, 99);
    assertThat(read(server).taken()).isFalse();
    assertThat(read(server).left()).isZero();
  }

  @Test
  void nineOfTenRequestsAskNobody() {
    served(server, 100);

    assertThat(budgets.asked).hasValue(10);
  }

  @Test
  void whoeverIsRefusedIsRefusedWithoutAsking() {
    served(server, 101);
    int asked = budgets.asked.get();

    assertThat(served(server, 1000)).isZero();
    assertThat(budgets.asked).hasValue(asked);
  }

  @Test
  void severalServersServeNoMoreTogether() {
    int together = 0;
    for (int turn = 0; turn < 200; turn++) {
      together += served(server, 1) + served(other, 1);
    }
    assertThat(together).isEqualTo(100);
  }

  @Test
  void whatIsLeftOfTheCommonLimitIsSpentToTheLast() {
    assertThat(served(server, 91)).isEqualTo(91);

    assertThat(served(other, 100)).as("nine are with the first").isZero();
    assertThat(served(server, 100)).isEqualTo(9);
  }

  @Test
  void neverServesMoreToManyAtATime() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Integer>> served =
          IntStream.range(0, 8)
              .mapToObj(
                  runner ->
                      CompletableFuture.supplyAsync(
                          () -> served(runner % 2 == 0 ? server : other, 50), threads))
              .toList();

      assertThat(served.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(100);
    }
  }

  @Test
  void everyMinuteBeginsAnew() {
    clock.advance(Duration.ofSeconds(45));
    for (int minute = 0; minute < 3; minute++) {
      assertThat(served(server, 200) + served(other, 200)).isEqualTo(100);
      clock.advance(Duration.ofSeconds(59));
      assertThat(served(server, 1) + served(other, 1)).as("the last second").isZero();
      clock.advance(Duration.ofSeconds(1));
    }
  }

  @Test
  void usersAndClassesDoNotShareALimit() {
    served(server, 100);

    assertThat(taken(server.byUser(RouteClass.READ, "bo"))).isTrue();
    assertThat(taken(server.byUser(RouteClass.WRITE, "ada"))).isTrue();
    assertThat(taken(server.fromAddress(RouteClass.READ, "ada"))).isTrue();
  }

  @Test
  void aStrictClassIsKnownExactlyToAllServers() {
    for (int turn = 0; turn < 5; turn++) {
      assertThat(taken((turn % 2 == 0 ? server : other).fromAddress(RouteClass.SIGN_IN, "::1")))
          .isTrue();
    }
    assertThat(taken(server.fromAddress(RouteClass.SIGN_IN, "::1"))).isFalse();
    assertThat(taken(other.fromAddress(RouteClass.SIGN_IN, "::1"))).isFalse();
  }

  @Test
  void whileNobodyCanBeAskedEachServerKeepsTheLimitAlone() {
    served(server, 5);
    budgets.away = true;

    assertThat(served(server, 200)).isEqualTo(95);
    assertThat(budgets.asked).as("it does not ask for each request").hasValue(2);

    budgets.away = false;
    clock.advance(Duration.ofMinutes(1));
    assertThat(served(server, 200)).isEqualTo(100);
    assertThat(served(other, 200)).isZero();
  }

  @Test
  void healthIsLimitedWithoutAskingAnybody() {
    budgets.away = true;
    int served =
        (int)
            IntStream.range(0, 1000)
                .filter(turn -> taken(server.fromAddress(RouteClass.OPEN, "::1")))
                .count();

    assertThat(served).isEqualTo(600);
    assertThat(budgets.asked).hasValue(0);
  }

  @Test
  void nothingIsCountedIfLimitsAreOff() {
    RequestLimits off = new RequestLimits(RateLimits.OFF, budgets, clock);

    assertThat(off.byUser(RouteClass.SIGN_IN, "ada")).isEmpty();
    assertThat(off.fromAddress(RouteClass.SIGN_IN, "::1")).isEmpty();
    assertThat(budgets.asked).hasValue(0);
  }

  private static Standing read(RequestLimits server) {
    return server.byUser(RouteClass.READ, "ada").orElseThrow();
  }

  private static int served(RequestLimits server, int requests) {
    return (int) IntStream.range(0, requests).filter(turn -> read(server).taken()).count();
  }

  private static boolean taken(Optional<Standing> standing) {
    return standing.orElseThrow().taken();
  }

  /** Counts who asks, and may be away. */
  private static final class Counted implements Budgets {

    final AtomicInteger asked = new AtomicInteger();
    volatile boolean away;
    private final Budgets budgets = new InMemoryBudgets();

    @Override
    public Optional<Duration> take(Budget budget, int amount, Instant now) {
      asked.incrementAndGet();
      if (away) {
        throw new IllegalStateException("planned");
      }
      return budgets.take(budget, amount, now);
    }

    @Override
    public void spend(Budget budget, int amount, Instant now) {
      budgets.spend(budget, amount, now);
    }

    @Override
    public void close(Budget budget, Instant until) {
      budgets.close(budget, until);
    }
  }
}
