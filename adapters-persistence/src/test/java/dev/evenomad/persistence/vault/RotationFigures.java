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
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How many characters a second a rotation gets through; no part of the usual run of tests.
 *
 * <pre>{@code
 * ./mvnw -pl adapters-persistence -am verify -Dit.test=RotationFigures -Dtest=none \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 *
 * <p>{@code -Dnomad.characters=} takes another number of them.
 */
@ExtendWith(PostgresExtension.class)
final class RotationFigures {

  private static final int CHARACTERS = Integer.getInteger("nomad.characters", 100_000);

  @Test
  void getsThroughManyCharacters(PostgresServer server) throws SQLException {
    EncryptionKey old = TinkTokenVaultTest.key(1);
    EncryptionKey newest = TinkTokenVaultTest.key(2);
    try (PostgresStores stores = new PostgresStores(server.createDatabase(), () -> NOW)) {
      new SealedCharacters(stores.dataSource()).add(1, CHARACTERS, Vault.of(List.of(old)));

      long begin = System.nanoTime();
      RotationReport report =
          stores.persistence().rotateKeys(List.of(newest, old), Progress.UNSEEN);
      double seconds = (System.nanoTime() - begin) / 1e9;

      System.out.printf(
          "rotation: %,d characters in %.1f s, %,.0f a second%n",
          CHARACTERS, seconds, CHARACTERS / seconds);
      assertThat(report.reencrypted()).isEqualTo(CHARACTERS);
      assertThat(report.complete()).isTrue();
    }
  }
}
