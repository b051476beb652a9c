package dev.evenomad.bootstrap.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL 16 server of our own on a free port of this machine, for demo, sandbox and tests.
 * Not for production: it trusts every local connection. Closing it stops the server; closing it
 * again does nothing.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  private static final String USER = "postgres";

  private final EmbeddedPostgres postgres;
  private final Optional<Path> disposable;

  private EmbeddedDatabase(EmbeddedPostgres postgres, Optional<Path> disposable) {
    this.postgres = postgres;
    this.disposable = disposable;
  }

  /** Starts a server whose data is gone when it is closed. */
  public static EmbeddedDatabase temporary() {
    Path folder = temporaryFolder();
    try {
      // Nothing is to survive, so nothing has to reach the disk in time.
      EmbeddedPostgres.Builder careless =
          builder()
              .setServerConfig("fsync", "off")
              .setServerConfig("synchronous_commit", "off")
              .setServerConfig("full_page_writes", "off");
      return new EmbeddedDatabase(start(careless, folder), Optional.of(folder));
    } catch (RuntimeException e) {
      delete(folder);
      throw e;
    }
  }

  /**
   * Starts a server that keeps its data in {@code folder}, which nobody else may use meanwhile.
   * What an earlier run left there is still there; a server that it left running is stopped before.
   *
   * @param folder absolute
   */
  public static EmbeddedDatabase in(Path folder) {
    Postmaster.stop(folder);
    return new EmbeddedDatabase(start(builder(), folder), Optional.empty());
  }

  private static EmbeddedPostgres.Builder builder() {
    // Its owner closes it, after everything that uses it; a shutdown hook would be too early.
    return EmbeddedPostgres.builder()
        .setPgBinaryResolver(new Binaries())
        .setRegisterShutdownHook(false)
        .setCleanDataDirectory(false)
        .setPGStartupWait(Duration.ofSeconds(60))
        .setOutputRedirector(Redirect.DISCARD)
        .setErrorRedirector(Redirect.DISCARD);
  }

  private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder, Path folder) {
    try {
      return builder.setDataDirectory(folder).start();
    } catch (Binaries.MissingBinariesException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      Postmaster.stop(folder);
      throw new IllegalStateException(
          "PostgreSQL did not start; if an earlier start was broken off, remove " + folder, e);
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("eve-nomad-postgresql").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException("there is no place for temporary data", e);
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
    disposable.ifPresent(EmbeddedDatabase::delete);
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var found = Files.walk(folder)) {
      List<Path> contentFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path path : contentFirst) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the temporary data in " + folder + " is not removed", e);
    }
  }
}
