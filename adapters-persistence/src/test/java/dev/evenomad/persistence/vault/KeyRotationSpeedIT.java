package dev.evenomad.persistence.vault;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.persistence.PostgresExtension;
import dev.evenomad.persistence.PostgresServer;
import dev.evenomad.persistence.PostgresStores;
import dev.evenomad.persistence.Progress;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How many characters a second a rotation gets through. Few in the usual run of tests; {@code
 * ./mvnw -pl adapters-persistence -am verify -Dit.test=KeyRotationSpeedIT -Dtest=none
 * -Dsurefire.failIfNoSpecifiedTests=false -Dnomad.test.characters=100000} takes as many as wanted.
 */
@ExtendWith(PostgresExtension.class)
final class KeyRotationSpeedIT {

  private static final int CHARACTERS = Integer.getInteger("nomad.test.characters", 2_000);

  @Test
  void getsThroughManyCharacters(PostgresServer server, TestReporter reporter) throws SQLException {
    EncryptionKey old = TinkTokenVaultTest.key(1);
    EncryptionKey newest = TinkTokenVaultTest.key(2);
    try (PostgresStores stores = new PostgresStores(server.createDatabase(), () -> NOW)) {
      new SealedCharacters(stores.dataSource()).add(1, CHARACTERS, Vault.of(List.of(old)));

      long begin = System.nanoTime();
      RotationReport report =
          stores.persistence().rotateKeys(List.of(newest, old), Progress.UNSEEN);
      double seconds = (System.nanoTime() - begin) / 1e9;

      reporter.publishEntry(
          "rotation",
          "%,d characters in %.1f s, %,.0f a second"
              .formatted(CHARACTERS, seconds, CHARACTERS / seconds));
      assertThat(report.reencrypted()).isEqualTo(CHARACTERS);
      assertThat(report.complete()).isTrue();
    }
  }
}
