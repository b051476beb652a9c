package dev.evenomad.persistence;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.UserId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server works on while a newer version adds columns to its tables. */
@ExtendWith(PostgresExtension.class)
final class ChangedTablesIT {

  /** From the fifth time on a statement stays prepared. */
  private static final int OFTEN = 8;

  private final PostgresServer server;

  ChangedTablesIT(PostgresServer server) {
    this.server = server;
  }

  @Test
  void preparedStatementsAreMadeAnew() {
    String url = server.createDatabase();
    try (Persistence persistence =
        Persistence.open(PersistenceSettings.of(DatabaseUrl.parse(url)), () -> NOW)) {
      persistence.migrate();
      read(persistence);

      PostgresServer.execute(
          PostgresServer.dataSource(url),
          "ALTER TABLE stripe_subscription ADD COLUMN noted_at timestamptz DEFAULT now()");

      read(persistence);
    }
  }

  private static void read(Persistence persistence) {
    IntStream.range(0, OFTEN)
        .forEach(
            time -> {
              assertThat(persistence.payments().find("sub_1")).isEmpty();
              assertThat(persistence.payments().ofUser(new UserId("somebody"))).isEmpty();
            });
  }
}
