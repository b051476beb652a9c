package dev.evenomad.persistence.jpa;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.snapshot.Snapshot;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncState;
import dev.evenomad.persistence.PostgresExtension;
import dev.evenomad.persistence.PostgresServer;
import dev.evenomad.persistence.PostgresStores;
import dev.evenomad.testkit.contract.BusyPilot;
import dev.evenomad.testkit.contract.Samples;
import dev.evenomad.testkit.contract.SnapshotSamples;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How long it takes to find all that is known of a user's characters for an overview, and how many
 * bytes are sent for it, next to one statement that brings their whole snapshots. First for pilots
 * as they may well be, then for those of {@link SnapshotSamples#large}, who have as much as EVE
 * allows. No part of the usual run of tests.
 *
 * <pre>{@code
 * ./mvnw -pl adapters-persistence -am verify -Dit.test=OverviewFigures -Dtest=none \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 */
@ExtendWith(PostgresExtension.class)
final class OverviewFigures {

  private static final int ROUNDS = 60;

  private static final String WHOLE =
      "SELECT character_id, kind, as_of, document::text AS document FROM snapshot"
          + " JOIN eve_character USING (character_id) WHERE user_id = ?";

  @Test
  void ofUsersWithFewAndWithManyCharacters(PostgresServer server) throws Exception {
    try (PostgresStores stores = new PostgresStores(server.createDatabase(), () -> NOW)) {
      for (int characters : new int[] {3, 70}) {
        measure(stores, "busy", characters, character -> BusyPilot.snapshots(character, NOW));
        measure(stores, "as much as EVE allows", characters, SnapshotSamples::large);
      }
    }
  }

  private static void measure(PostgresStores stores, String name, int characters, Holdings holdings)
      throws Exception {
    UserId user = Samples.user().id();
    stores.users().add(User.register(user, NOW));
    for (int i = 0; i < characters; i++) {
      EveCharacter pilot = Samples.character(user);
      stores.characters().add(pilot);
      for (SyncKind kind : SyncKind.values()) {
        stores.syncStates().add(SyncState.start(pilot.characterId(), kind, NOW));
      }
      holdings.of(pilot.characterId()).forEach(stores.snapshots()::put);
    }
    try (Connection connection = stores.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("VACUUM ANALYZE");
      report(
          name + ", " + characters + " characters, parts",
          () -> stores.overviews().find(user, NOW).orElseThrow().characters().size(),
          characters);
      report(
          name + ", " + characters + " characters, whole",
          () -> whole(connection, user) / SyncKind.values().length,
          characters);
      System.out.printf(
          Locale.ROOT,
          "  parts %,d bytes, whole %,d bytes%n",
          bytesOfParts(connection, user),
          stores.count(
              "SELECT sum(octet_length(document::text)) FROM snapshot JOIN eve_character USING"
                  + " (character_id) WHERE user_id = '"
                  + user
                  + "'"));
    }
  }

  private static long bytesOfParts(Connection connection, UserId user) throws SQLException {
    String sql = "SELECT sum(octet_length(part)) FROM (" + JdbcOverviews.FIND + ") AS found";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      JdbcOverviews.bind(statement, user, NOW);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  private static void report(String name, Callable<Integer> find, int expected) throws Exception {
    long best = Long.MAX_VALUE;
    long all = 0;
    for (int i = 0; i < 2 * ROUNDS; i++) {
      long begin = System.nanoTime();
      assertThat(find.call()).isEqualTo(expected);
      long took = System.nanoTime() - begin;
      if (i >= ROUNDS) {
        best = Math.min(best, took);
        all += took;
      }
    }
    System.out.printf(
        Locale.ROOT, "%s: %.2f ms, at best %.2f ms%n", name, all / 1e6 / ROUNDS, best / 1e6);
  }

  /** All snapshots of a user's characters, and how many they are. */
  private static int whole(Connection connection, UserId user) throws SQLException {
    int found = 0;
    try (PreparedStatement statement = connection.prepareStatement(WHOLE)) {
      statement.setString(1, user.value());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          SyncKind kind = Codes.parse(SyncKind.class, rows.getString("kind"));
          Snapshot snapshot =
              Json.document(
                      rows.getString("document"), SnapshotForm.of(kind.snapshots()).document())
                  .toSnapshot(new CharacterId(rows.getLong("character_id")), Instant.EPOCH);
          found += snapshot.asOf().equals(Instant.EPOCH) ? 1 : 0;
        }
      }
    }
    return found;
  }

  /** What a character has. */
  @FunctionalInterface
  private interface Holdings {
    List<Snapshot> of(CharacterId character);
  }
}
