package dev.evenomad.persistence;

import dev.evenomad.persistence.redis.RedisExtension;
import dev.evenomad.persistence.redis.RedisServer;
import dev.evenomad.testkit.contract.BudgetsContract;
import dev.evenomad.testkit.contract.CacheContract;
import dev.evenomad.testkit.contract.TestedStores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contracts of what is kept in Redis, with everything behind it and in front of it. */
@ExtendWith({PostgresExtension.class, RedisExtension.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RedisStoresIT {

  private final RedisProcesses processes;
  private final TestedStores stores;

  RedisStoresIT(PostgresServer server, RedisServer redis) {
    processes = new RedisProcesses(server, redis);
    stores = processes.start();
  }

  @AfterAll
  void close() {
    processes.close();
  }

  abstract class OnRedis {
    public TestedStores stores() {
      return stores;
    }
  }

  @Nested
  final class BudgetsInRedis extends OnRedis implements BudgetsContract {}

  @Nested
  final class CacheOfAllTiers extends OnRedis implements CacheContract {}
}
