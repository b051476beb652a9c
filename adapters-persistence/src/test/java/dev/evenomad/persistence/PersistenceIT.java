package dev.evenomad.persistence;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.environment.OutageException;
import dev.evenomad.testkit.contract.Samples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
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
        new PersistenceSettings(
            DatabaseUrl.parse(url), 2, Duration.ofMillis(300), Optional.empty());

    try (Persistence persistence = Persistence.open(settings, () -> NOW)) {
      assertThat(persistence.check().orElseThrow())
          .startsWith("the database cannot be reached: Connection to 127.0.0.1")
          .doesNotContain("hunter2");
      assertThatThrownBy(() -> persistence.users().find(Samples.userId()))
          .isInstanceOf(OutageException.class)
          .satisfies(PersistenceIT::showsNoPassword);
    }
  }

  @Test
  void signsInWithAPasswordOfSpecialCharactersInBothFormsAndShowsNoWrongOne() {
    String url = server.createDatabase();
    DataSource admin = PostgresServer.dataSource(url);
    String role = "role_" + Samples.id();
    String password = "p@ss:/?#[]%&=+ wörd🚀";
    PostgresServer.execute(admin, "CREATE ROLE " + role + " LOGIN PASSWORD '" + password + "'");
    List<String> rules = rules(admin);
    try {
      write(
          admin,
          Stream.concat(Stream.of("host all " + role + " all scram-sha-256"), rules.stream())
              .toList());
      await().atMost(Duration.ofSeconds(30)).until(() -> check(url, role, "hunter2").isPresent());

      for (String form : forms(url, role, password)) {
        try (Persistence persistence = open(form)) {
          assertThat(persistence.check()).as(form).isEmpty();
        }
      }
      for (String form : forms(url, role, password + "hunter2")) {
        try (Persistence persistence = open(form)) {
          assertThat(persistence.check().orElseThrow())
              .contains("password authentication failed for user")
              .doesNotContain(password, "hunter2");
          assertThat(catchThrowable(() -> persistence.users().find(Samples.userId())))
              .satisfies(PersistenceIT::showsNoPassword);
          assertThat(catchThrowable(persistence::migrate))
              .satisfies(PersistenceIT::showsNoPassword);
        }
      }
    } finally {
      write(admin, rules);
    }
  }

  @Test
  void saysWhatIsWrongWithAConnectionWithoutThePassword() {
    String url = server.createDatabase();
    String nowhere = url.replaceFirst("/nomad_", "/nowhere_");
    for (String wrong : List.of(nowhere, PostgresServer.with(url, "sslmode=require"))) {
      String form = forms(wrong, "postgres", "hunter2").get(0);
      try (Persistence persistence = open(form)) {
        assertThat(persistence.check().orElseThrow())
            .startsWith("the database cannot be reached: ")
            .doesNotContain("hunter2");
        assertThat(catchThrowable(() -> persistence.users().find(Samples.userId())))
            .satisfies(PersistenceIT::showsNoPassword);
      }
    }
  }

  private static void showsNoPassword(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    assertThat(text.toString()).contains("SQLException").doesNotContain("hunter2", "p@ss");
  }

  private static List<String> forms(String url, String user, String password) {
    String encoded = URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
    String location = url.substring(url.indexOf('@') + 1);
    return List.of(
        "postgresql://" + user + ":" + encoded + "@" + location,
        PostgresServer.with(
            "jdbc:postgresql://" + location, "user=" + user + "&password=" + encoded));
  }

  private static Optional<String> check(String url, String user, String password) {
    try (Persistence persistence = open(forms(url, user, password).get(0))) {
      return persistence.check();
    }
  }

  private static Persistence open(String url) {
    PersistenceSettings settings =
        new PersistenceSettings(DatabaseUrl.parse(url), 2, Duration.ofSeconds(1), Optional.empty());
    return Persistence.open(settings, () -> NOW);
  }

  /** Who may sign in how: the lines of the server's own file. */
  private static List<String> rules(DataSource admin) {
    try (Connection connection = admin.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT pg_read_file(current_setting('hba_file'))")) {
      rows.next();
      return rows.getString(1).lines().filter(line -> !line.isBlank()).toList();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(DataSource admin, List<String> rules) {
    String values =
        rules.stream().map(rule -> "($$" + rule + "$$)").collect(Collectors.joining(","));
    PostgresServer.execute(
        admin,
        """
        DO $do$ BEGIN
          EXECUTE format($sql$COPY (VALUES %s) TO %%L
              WITH (FORMAT csv, QUOTE E'\\001', DELIMITER E'\\002')$sql$,
              current_setting('hba_file'));
          PERFORM pg_reload_conf();
        END $do$
        """
            .formatted(values));
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
