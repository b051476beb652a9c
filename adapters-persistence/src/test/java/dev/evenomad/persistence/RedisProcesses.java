package dev.evenomad.persistence;

import static dev.evenomad.testkit.contract.Samples.NOW;

import dev.evenomad.domain.environment.Budgets.Budget;
import dev.evenomad.persistence.redis.RedisServer;
import dev.evenomad.testkit.contract.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** What several server processes are that share a database and a Redis. */
final class RedisProcesses implements AutoCloseable {

  /** Longer than an era takes to settle. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RedisServer redis;
  private final String url;
  private final List<PostgresStores> processes = new ArrayList<>();

  RedisProcesses(PostgresServer server, RedisServer redis) {
    this.redis = redis;
    this.url = server.createDatabase();
  }

  /** One that uses Redis by now, if it is there. */
  PostgresStores start() {
    PersistenceSettings settings =
        PersistenceSettings.of(DatabaseUrl.parse(url)).withRedis(Optional.of(redis.url()));
    PostgresStores process = new PostgresStores(url, Persistence.open(settings, () -> NOW));
    processes.add(process);
    awaitRedis();
    return process;
  }

  /** Until all of them use Redis, which they do not hurry to do. */
  void awaitRedis() {
    age();
    await(
        () -> {
          age();
          return isInRedis() && processes.stream().allMatch(RedisProcesses::takes);
        });
  }

  /** Until none of them does. */
  void awaitPostgresAlone() {
    await(() -> !isInRedis() && processes.stream().allMatch(RedisProcesses::takes));
  }

  /** Makes the era older than it is. */
  private void age() {
    PostgresServer.execute(
        PostgresServer.dataSource(url), "UPDATE redis_era SET since = since - interval '1 min'");
  }

  private boolean isInRedis() {
    return processes.getFirst().count("SELECT count(*) FROM redis_era WHERE in_redis") == 1;
  }

  private static boolean takes(PostgresStores process) {
    Budget budget = new Budget("probe:" + Samples.id(), 1, Duration.ofSeconds(1));
    return process.budgets().take(budget, 1, NOW).isEmpty();
  }

  static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(condition);
  }

  @Override
  public void close() {
    processes.forEach(PostgresStores::close);
  }
}
