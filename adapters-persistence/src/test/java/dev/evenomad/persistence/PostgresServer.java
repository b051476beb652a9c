package dev.evenomad.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * A PostgreSQL server for tests: the one that the system property {@value #URL} names, whose user
 * may create databases, else one that is started here.
 */
public final class PostgresServer implements AutoCloseable {

  private static final String URL = "nomad.test.database";

  private final Optional<EmbeddedPostgres> embedded;
  private final String url;
  private final List<String> created = new ArrayList<>();

  private PostgresServer(Optional<EmbeddedPostgres> embedded, String url) {
    this.embedded = embedded;
    this.url = url;
  }

  static PostgresServer start() {
    String given = System.getProperty(URL);
    if (given != null) {
      return new PostgresServer(Optional.empty(), given);
    }
    try {
      EmbeddedPostgres server = EmbeddedPostgres.start();
      return new PostgresServer(
          Optional.of(server),
          "postgresql://postgres:postgres@localhost:" + server.getPort() + "/postgres");
    } catch (IOException e) {
      throw new IllegalStateException("the embedded PostgreSQL did not start", e);
    }
  }

  /** The URL of a new, empty database. */
  public synchronized String createDatabase() {
    String name = "nomad_" + UUID.randomUUID().toString().replace("-", "");
    // In a language whose order of texts is not that of their characters.
    execute(
        dataSource(url),
        "CREATE DATABASE "
            + name
            + " TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'en-US'");
    created.add(name);
    return url.replaceFirst("/[^/?]*(\\?.*)?$", "/" + name + "$1");
  }

  /** That URL with more parameters. */
  public static String with(String databaseUrl, String parameters) {
    return databaseUrl + (databaseUrl.contains("?") ? "&" : "?") + parameters;
  }

  /** Connections without a pool. */
  public static DataSource dataSource(String databaseUrl) {
    return DatabaseUrl.parse(databaseUrl).dataSource(Map.of());
  }

  /** Runs one statement. */
  public static void execute(DataSource dataSource, String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (embedded.isPresent()) {
      embedded.get().close();
    } else {
      created.forEach(
          name -> execute(dataSource(url), "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"));
    }
  }
}
