package dev.evenomad.persistence;

import static dev.evenomad.persistence.Patience.await;

import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.persistence.jobs.Engine;
import dev.evenomad.persistence.jobs.EngineSettings;
import dev.evenomad.testkit.contract.DueWorkContract;
import dev.evenomad.testkit.contract.Samples;
import dev.evenomad.testkit.contract.TestedStores;
import dev.evenomad.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
final class EngineContractIT implements DueWorkContract {

  private static final EngineSettings SETTINGS =
      EngineSettings.DEFAULT.withPollInterval(Duration.ofMillis(20));

  private final SettableClock clock = SettableClock.at(Samples.NOW);
  private final PostgresStores stores;

  EngineContractIT(PostgresServer server) {
    stores = new PostgresStores(server.createDatabase(), clock);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Override
  public TestedStores stores() {
    return stores;
  }

  @Override
  public void runDue(DueWorkHandler handler, Instant now) {
    clock.set(now);
    try (Engine engine = stores.persistence().engine(handler, SETTINGS)) {
      engine.start();
      await()
          .until(
              () ->
                  stores.count(
                          "SELECT count(*) FROM scheduled_tasks WHERE picked OR execution_time <= '"
                              + now
                              + "'")
                      == 0);
    }
  }
}
