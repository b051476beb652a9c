package dev.evenomad.persistence;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.snapshot.Snapshot;
import dev.evenomad.testkit.contract.Samples;
import dev.evenomad.testkit.contract.SnapshotSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How many bytes the snapshots of a busy pilot take, and how long it takes to keep and to find
 * them: 150 queued skills and 450 trained ones, 50 mails and 500 seen ones, 305 orders, 31 jobs, 6
 * colonies. No part of the usual run of tests.
 *
 * <pre>{@code
 * ./mvnw -pl adapters-persistence -am verify -Dit.test=SnapshotFigures -Dtest=none \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 */
@ExtendWith(PostgresExtension.class)
final class SnapshotFigures {

  private static final int ROUNDS = 500;

  @Test
  void ofABusyPilot(PostgresServer server) {
    try (PostgresStores stores = new PostgresStores(server.createDatabase(), () -> NOW)) {
      var user = Samples.user();
      stores.users().add(user);
      EveCharacter pilot = Samples.character(user.id());
      stores.characters().add(pilot);
      for (Snapshot snapshot : SnapshotSamples.large(pilot.characterId())) {
        Class<? extends Snapshot> kind = snapshot.getClass();
        round(stores, snapshot, kind);

        long begin = System.nanoTime();
        round(stores, snapshot, kind);
        double micros = (System.nanoTime() - begin) / 1e3 / ROUNDS;

        String document = " FROM snapshot ORDER BY xmin::text::bigint DESC LIMIT 1";
        System.out.printf(
            "%s: %,d bytes as text, %,d on disk; put and found in %,.0f µs%n",
            kind.getSimpleName(),
            stores.count("SELECT octet_length(document::text)" + document),
            stores.count("SELECT pg_column_size(document)" + document),
            micros);
      }
      assertThat(stores.count("SELECT count(*) FROM snapshot")).isEqualTo(5);
      System.out.printf(
          "all of them: %,d bytes on disk%n",
          stores.count("SELECT sum(pg_column_size(s)) FROM snapshot s"));
    }
  }

  private static void round(
      PostgresStores stores, Snapshot snapshot, Class<? extends Snapshot> kind) {
    for (int i = 0; i < ROUNDS; i++) {
      stores.snapshots().put(snapshot);
      assertThat(stores.snapshots().find(snapshot.character(), kind)).isPresent();
    }
  }
}
