package dev.evenomad.persistence;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.environment.Budgets;
import dev.evenomad.domain.environment.Budgets.Budget;
import dev.evenomad.persistence.jpa.EclipseLinkStores;
import dev.evenomad.persistence.redis.RedisServer;
import dev.evenomad.testkit.contract.Samples;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How much can be taken of budgets in a second, and found in each tier of the cache, by eight
 * threads of one process; no part of the usual run of tests.
 *
 * <pre>{@code
 * ./mvnw -pl adapters-persistence -am verify -Dit.test=RedisFigures -Dtest=none \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 *
 * <p>{@code -Dnomad.calls=} takes another number of calls.
 */
@ExtendWith(PostgresExtension.class)
final class RedisFigures {

  private static final int CALLS = Integer.getInteger("nomad.calls", 20_000);
  private static final int THREADS = 8;
  private static final int KEYS = 1_000;

  @Test
  void takesAndFinds(PostgresServer server) throws InterruptedException, ExecutionException {
    try (RedisServer redis = RedisServer.start();
        RedisProcesses processes = new RedisProcesses(server, redis);
        PostgresStores alone = new PostgresStores(server.createDatabase(), () -> NOW);
        HikariDataSource pool = new HikariDataSource()) {
      pool.setDataSource(alone.dataSource());
      PostgresStores shared = processes.start();
      take("PostgreSQL", alone.budgets());
      take("Redis", shared.budgets());

      List<CachedData> data =
          Stream.generate(() -> Samples.cached(Samples.cacheKey(), NOW.plusSeconds(86_400)))
              .limit(KEYS)
              .toList();
      data.forEach(alone.cache()::put);
      data.forEach(shared.cache()::put);
      // A process that has nothing in its memory yet, so that each key is found in Redis.
      find("Redis", processes.start().cache(), data, KEYS);
      find("memory", shared.cache(), data, CALLS * 10);
      try (EclipseLinkStores lowest = EclipseLinkStores.on(pool, alone.persistence().ids())) {
        find("PostgreSQL", lowest.cache(), data, CALLS);
      }
    }
  }

  private static void take(String where, Budgets budgets)
      throws InterruptedException, ExecutionException {
    List<Budget> many =
        IntStream.range(0, KEYS)
            .mapToObj(i -> new Budget("figures:" + Samples.id(), 1_000_000, Duration.ofMinutes(15)))
            .toList();
    for (List<Budget> all : List.of(many, many.subList(0, 1))) {
      measure(
          "takes of " + all.size() + " budgets in " + where,
          CALLS,
          i -> assertThat(budgets.take(all.get(i % all.size()), 1, NOW.plusMillis(i))).isEmpty());
    }
  }

  private static void find(String where, Cache cache, List<CachedData> data, int calls)
      throws InterruptedException, ExecutionException {
    measure(
        "hits in " + where,
        calls,
        i -> {
          CachedData wanted = data.get(i % data.size());
          if (cache.find(wanted.key()).isEmpty()) {
            throw new AssertionError("not there: " + wanted.key());
          }
        });
  }

  private static void measure(String what, int calls, IntConsumer call)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      long began = System.nanoTime();
      for (Future<Boolean> part :
          threads.invokeAll(
              IntStream.range(0, THREADS)
                  .<Callable<Boolean>>mapToObj(
                      thread ->
                          () -> {
                            for (int i = thread; i < calls; i += THREADS) {
                              call.accept(i);
                            }
                            return true;
                          })
                  .toList())) {
        part.get();
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      System.out.printf(
          "%s: %,d in %.1f s, %,.0f a second%n", what, calls, seconds, calls / seconds);
    }
  }
}
