package dev.evenomad.persistence;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.evenomad.domain.account.User;
import dev.evenomad.testkit.contract.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
final class PersistenceIT {

  private final PostgresServer server;

  PersistenceIT(PostgresServer server) {
    this.server = server;
  }

  @Test
  void opensWithoutADatabaseAndSaysThatItIsNotThere() {
    String url = "postgresql://pilot:hunter2@127.0.0.1:" + unusedPort() + "/nomad";
    PersistenceSettings settings =
        new PersistenceSettings(DatabaseUrl.parse(url), 2, Duration.ofMillis(300));

    try (Persistence persistence = Persistence.open(settings, () -> NOW)) {
      assertThat(persistence.check().orElseThrow())
          .startsWith("the database cannot be reached: Connection to 127.0.0.1")
          .doesNotContain("hunter2");
      assertThatThrownBy(() -> persistence.users().find(Samples.userId()))
          .isInstanceOf(RuntimeException.class)
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void signsInWithAPasswordOfSpecialCharactersInBothForms() {
    String url = server.createDatabase();
    String role = "role_" + Samples.id();
    String password = "p@ss:/?#[]%&=+ wörd🚀";
    PostgresServer.execute(
        PostgresServer.dataSource(url),
        "CREATE ROLE " + role + " LOGIN PASSWORD '" + password + "'");
    String encoded = URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
    String location = url.substring(url.indexOf('@') + 1);

    for (String form :
        new String[] {
          "postgresql://" + role + ":" + encoded + "@" + location,
          PostgresServer.with(
              "jdbc:postgresql://" + location, "user=" + role + "&password=" + encoded)
        }) {
      try (Persistence persistence =
          Persistence.open(PersistenceSettings.of(DatabaseUrl.parse(form)), () -> NOW)) {
        assertThat(persistence.check()).as(form).isEmpty();
      }
    }
    PostgresServer.execute(PostgresServer.dataSource(url), "DROP ROLE " + role);
  }

  @Test
  void leavesConnectionsOpenThatItWasGiven() {
    try (HikariDataSource given = new HikariDataSource()) {
      given.setDataSource(PostgresServer.dataSource(server.createDatabase()));
      given.setMaximumPoolSize(3);
      User user = Samples.fullUser();
      try (Persistence persistence = Persistence.on(given, () -> NOW)) {
        persistence.migrate();
        persistence.users().add(user);
      }

      assertThat(given.isClosed()).isFalse();
      try (Persistence persistence = Persistence.on(given, () -> NOW)) {
        assertThat(persistence.users().find(user.id())).isPresent();
        assertThat(persistence.check()).isEmpty();
      }
    }
  }

  @Test
  void keepsTwoDatabasesApart() {
    try (PostgresStores one = new PostgresStores(server.createDatabase(), () -> NOW);
        PostgresStores two = new PostgresStores(server.createDatabase(), () -> NOW)) {
      User user = Samples.user();
      one.users().add(user);

      assertThat(one.users().find(user.id())).isPresent();
      assertThat(two.users().find(user.id())).isEmpty();
    }
  }

  @Test
  void findsInTheDatabaseWhatAnotherProcessCached() {
    String url = server.createDatabase();
    try (PostgresStores one = new PostgresStores(url, () -> NOW);
        PostgresStores two = new PostgresStores(url, () -> NOW)) {
      var data = Samples.cached(Samples.cacheKey(), NOW.plusSeconds(60));
      one.cache().put(data);

      assertThat(two.cache().find(data.key())).isEqualTo(Optional.of(data));
    }
  }

  private static int unusedPort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
