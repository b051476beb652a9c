package dev.evenomad.bootstrap.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A PostgreSQL 16 server of our own on a free port of this machine, for demo, sandbox and tests.
 * Not for production: it trusts every local connection. Closing it stops the server.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  private static final String USER = "postgres";

  private final EmbeddedPostgres postgres;

  private EmbeddedDatabase(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /** Starts a server whose data is gone when it is closed. */
  public static EmbeddedDatabase temporary() {
    // Nothing is to survive, so nothing has to reach the disk in time.
    return start(
        builder()
            .setServerConfig("fsync", "off")
            .setServerConfig("synchronous_commit", "off")
            .setServerConfig("full_page_writes", "off"));
  }

  /**
   * Starts a server that keeps its data in {@code folder}, which nobody else may use meanwhile.
   * What an earlier run left there is still there.
   */
  public static EmbeddedDatabase in(Path folder) {
    return start(builder().setDataDirectory(folder).setCleanDataDirectory(false));
  }

  private static EmbeddedPostgres.Builder builder() {
    // Its owner closes it, after everything that uses it; a shutdown hook would be too early.
    return EmbeddedPostgres.builder()
        .setRegisterShutdownHook(false)
        .setPGStartupWait(Duration.ofSeconds(60))
        .setOutputRedirector(Redirect.DISCARD)
        .setErrorRedirector(Redirect.DISCARD);
  }

  private static EmbeddedDatabase start(EmbeddedPostgres.Builder builder) {
    try {
      return new EmbeddedDatabase(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded PostgreSQL did not start", e);
    }
  }

  /** Where it is, in JDBC's words. */
  public String jdbcUrl() {
    return postgres.getJdbcUrl(USER, USER);
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded PostgreSQL did not stop", e);
    }
  }
}
