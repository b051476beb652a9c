package dev.evenomad.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A PostgreSQL server for tests: the one that the system property {@value #URL} names, whose user
 * is a superuser; else one that is started here, in a container where Docker runs.
 */
public final class PostgresServer implements AutoCloseable {

  private static final String URL = "nomad.test.database";

  private static final DockerImageName IMAGE = DockerImageName.parse("postgres:16-bookworm");

  private final Optional<Closeable> started;
  private final String url;
  private final List<String> created = new ArrayList<>();

  private PostgresServer(Optional<Closeable> started, String url) {
    this.started = started;
    this.url = url;
  }

  static PostgresServer start() {
    String given = System.getProperty(URL);
    if (given != null) {
      return new PostgresServer(Optional.empty(), given);
    }
    return dockerRuns() ? container() : embedded();
  }

  /** Asked of the library only where there may be a Docker, because it looks long and loudly. */
  private static boolean dockerRuns() {
    return (System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock")))
        && DockerClientFactory.instance().isDockerAvailable();
  }

  private static PostgresServer container() {
    PostgreSQLContainer server = new PostgreSQLContainer(IMAGE);
    server.start();
    return new PostgresServer(
        Optional.of(server::close),
        "postgresql://%s:%s@%s:%d/%s"
            .formatted(
                server.getUsername(),
                server.getPassword(),
                server.getHost(),
                server.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                server.getDatabaseName()));
  }

  private static PostgresServer embedded() {
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
    if (started.isPresent()) {
      started.get().close();
    } else {
      created.forEach(
          name -> execute(dataSource(url), "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"));
    }
  }
}
