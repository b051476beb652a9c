package dev.evenomad.persistence;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.environment.Budgets.Budget;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.persistence.redis.RedisServer;
import dev.evenomad.testkit.contract.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two processes, and a Redis that is stopped, started, frozen, emptied and filled with nonsense:
 * slower, never wrong.
 */
@ExtendWith(PostgresExtension.class)
final class RedisAwayIT {

  private final RedisServer redis = RedisServer.start();
  private final RedisProcesses processes;
  private final PostgresStores one;
  private final PostgresStores other;

  RedisAwayIT(PostgresServer server) {
    processes = new RedisProcesses(server, redis);
    one = processes.start();
    other = processes.start();
  }

  @AfterEach
  void stop() {
    processes.close();
    redis.close();
  }

  @Test
  void keepsTheLimitWhileRedisGoesAndComes() {
    Budget budget = new Budget("sample:" + Samples.id(), 100, Duration.ofMinutes(15));
    assertThat(taken(budget, 40)).isEqualTo(40);

    redis.stop();
    int meanwhile = taken(budget, 40);
    processes.awaitPostgresAlone();

    assertThat(meanwhile).as("while it was not clear who knows what").isZero();
    assertThat(taken(budget, 30)).isEqualTo(30);

    redis.startAgain();
    assertThat(taken(budget, 10)).isEqualTo(10);
    processes.awaitRedis();

    assertThat(taken(budget, 10)).isEqualTo(10);
    assertThat(keysInRedis("budget")).contains(budget.key());
    assertThat(taken(budget, 40)).as("of a limit of 100").isEqualTo(10);
    assertThat(taken(budget, 1)).isZero();
  }

  @Test
  void waitsForAFrozenRedisOnceAndNotForLong() {
    Budget budget = new Budget("sample:" + Samples.id(), 10, Duration.ofMinutes(15));
    CachedData data = Samples.cached(Samples.cacheKey(), NOW.plusSeconds(600));
    one.cache().put(data);

    redis.frozen(
        () -> {
          long began = System.nanoTime();
          assertThat(one.budgets().take(budget, 1, NOW)).isPresent();
          for (int i = 0; i < 50; i++) {
            one.budgets().take(budget, 1, NOW);
            other.cache().find(data.key());
          }
          // Each process may wait for one answer; a busy machine for this thread.
          assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
          assertThat(other.cache().find(data.key())).contains(data);
          other.budgets().spend(budget, 4, NOW);
          processes.awaitPostgresAlone();
          assertThat(taken(budget, 10)).as("4 of 10 were spent").isEqualTo(6);
        });

    processes.awaitRedis();
    assertThat(taken(budget, 1)).isZero();
  }

  @Test
  void forgetsNothingThatRedisForgot() {
    Budget budget = new Budget("sample:" + Samples.id(), 10, Duration.ofMinutes(15));
    Budget closed = new Budget("sample:" + Samples.id(), 10, Duration.ofMinutes(15));
    assertThat(taken(budget, 7)).isEqualTo(7);
    one.budgets().close(closed, NOW.plusSeconds(60));
    awaitCopy(budget, 7);

    redis.call(commands -> commands.flushall());

    assertThat(taken(budget, 10)).isEqualTo(3);
    assertThat(other.budgets().take(closed, 1, NOW)).contains(Duration.ofSeconds(60));
  }

  @Test
  void tellsOtherProcessesWhatChanged() {
    CachedData old = Samples.cached(Samples.cacheKey(), NOW.plusSeconds(600));
    one.cache().put(old);
    assertThat(other.cache().find(old.key())).contains(old);

    CachedData newer =
        new CachedData(
            old.key(), JsonValue.of("newer"), Optional.empty(), NOW.plusSeconds(900), NOW);
    one.cache().put(newer);

    // By the clock, which stands still, nothing is older than it was.
    RedisProcesses.await(() -> other.cache().find(old.key()).equals(Optional.of(newer)));
  }

  @Test
  void keepsNothingOfATransactionThatFails() {
    CachedData before = mail("42", "1");
    one.cache().put(before);
    CachedData never =
        new CachedData(
            before.key(), JsonValue.of("never"), Optional.empty(), NOW.plusSeconds(90_000), NOW);

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                one.transactions()
                    .run(
                        () -> {
                          one.cache().put(never);
                          one.cache().removeAll("characters", "42");
                          throw new IllegalStateException("planned");
                        }));

    assertThat(one.cache().find(before.key())).contains(before);
    assertThat(other.cache().find(before.key())).contains(before);
  }

  @Test
  void removesWhatIsOfACharacterEverywhere() {
    CachedData mail = mail("42", "1");
    CachedData ofAnother = mail("421", "1");
    for (PostgresStores process : List.of(one, other)) {
      process.cache().put(mail);
      process.cache().put(ofAnother);
    }
    assertThat(keysInRedis("esi:")).contains(mail.key().toString());

    assertThat(one.cache().removeAll("characters", "42")).containsExactly(mail.key());

    assertThat(one.cache().find(mail.key())).isEmpty();
    assertThat(keysInRedis("esi:"))
        .doesNotContain(mail.key().toString())
        .contains(ofAnother.key().toString());
    RedisProcesses.await(() -> other.cache().find(mail.key()).isEmpty());
    assertThat(other.cache().find(ofAnother.key())).contains(ofAnother);
  }

  @Test
  void bringsNothingBackThatWasRemovedWhileRedisWasAway() {
    CachedData mail = mail("42", "1");
    one.cache().put(mail);
    assertThat(other.cache().find(mail.key())).contains(mail);

    redis.frozen(
        () -> {
          one.cache().removeAll("characters", "42");
          assertThat(one.cache().find(mail.key())).isEmpty();
          processes.awaitPostgresAlone();
          assertThat(other.cache().find(mail.key())).isEmpty();
        });
    processes.awaitRedis();

    assertThat(one.cache().find(mail.key())).isEmpty();
    assertThat(other.cache().find(mail.key())).isEmpty();
  }

  @Test
  void findsTheRightDataBehindNonsense() {
    List<CachedData> all =
        List.of(
            Samples.cached(Samples.cacheKey(), NOW.plusSeconds(600)),
            Samples.cached(Samples.cacheKey(), NOW.plusSeconds(600)),
            Samples.cached(Samples.cacheKey(), NOW.plusSeconds(600)),
            Samples.cached(Samples.cacheKey(), NOW.plusSeconds(600)));
    all.forEach(one.cache()::put);
    Budget budget = new Budget("sample:" + Samples.id(), 10, Duration.ofMinutes(15));
    assertThat(taken(budget, 6)).isEqualTo(6);
    spoil(all.get(0).key().toString(), "not JSON");
    spoil(all.get(1).key().toString(), "{\"key\":\"" + all.get(1).key() + "\",\"expiresAt\":\"20");
    spoil(all.get(2).key().toString(), "[".repeat(100_000));
    String list = nameOf(all.get(3).key().toString());
    redis.call(commands -> commands.del(list));
    redis.call(commands -> commands.lpush(list, "1"));
    awaitCopy(budget, 6);
    spoil(budget.key(), "not a hash");

    Cache fresh = processes.start().cache();
    for (CachedData data : all) {
      assertThat(fresh.find(data.key())).contains(data);
    }
    assertThat(one.budgets().take(budget, 1, NOW)).as("not known").isPresent();
    processes.awaitRedis();
    assertThat(taken(budget, 10)).isEqualTo(4);
  }

  private void awaitCopy(Budget budget, int spent) {
    RedisProcesses.await(
        () ->
            one.count(
                    "SELECT sum(amount) FROM budget, unnest(amounts) amount WHERE key = '"
                        + budget.key()
                        + "'")
                == spent);
  }

  private void spoil(String key, String text) {
    String name = nameOf(key);
    redis.call(commands -> commands.set(name, text));
  }

  private String nameOf(String key) {
    return redis.call(commands -> commands.keys("nomad:*:" + key)).getFirst();
  }

  private String keysInRedis(String what) {
    List<String> names = redis.call(commands -> commands.keys("nomad:*" + what + "*"));
    return String.join("\n", names) + "\n";
  }

  private int taken(Budget budget, int times) {
    int taken = 0;
    for (int i = 0; i < times; i++) {
      PostgresStores process = i % 2 == 0 ? one : other;
      if (process.budgets().take(budget, 1, NOW).isEmpty()) {
        taken++;
      }
    }
    return taken;
  }

  private static CachedData mail(String character, String id) {
    return Samples.cached(
        new CacheKey("characters", character, "mail-" + id), NOW.plusSeconds(86_400));
  }
}
