package dev.evenomad.bootstrap.figures;

import dev.evenomad.bootstrap.database.NewDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A PostgreSQL server that loses nothing, as in production: every commit is on the disk before it
 * is answered. Everything else is as PostgreSQL comes. It counts statements, which makes it a
 * little slower.
 */
final class DurableDatabase implements AutoCloseable {

  private static final String NAME = "nomad";

  private final EmbeddedPostgres postgres;
  private final ProcessHandle postmaster;
  private final NewDatabase administration;
  private final NewDatabase database;

  private DurableDatabase(EmbeddedPostgres postgres, ProcessHandle postmaster) {
    this.postgres = postgres;
    this.postmaster = postmaster;
    administration = new NewDatabase(postgres.getJdbcUrl("postgres", "postgres"));
    administration.execute("CREATE DATABASE " + NAME, "CREATE EXTENSION pg_stat_statements");
    database = new NewDatabase(administration.url().replace("/postgres?", "/" + NAME + "?"));
  }

  /** Starts one whose data is gone when it is closed. */
  static DurableDatabase start() {
    try {
      Path folder = Files.createTempDirectory("eve-nomad-figures").toAbsolutePath();
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setDataDirectory(folder)
              .setPGStartupWait(Duration.ofSeconds(60))
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("shared_preload_libraries", "pg_stat_statements")
              .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
              .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
              .start();
      long pid =
          Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid")).getFirst().strip());
      return new DurableDatabase(postgres, ProcessHandle.of(pid).orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String jdbcUrl() {
    return database.url();
  }

  void execute(String... statements) {
    database.execute(statements);
  }

  List<String> query(String sql) {
    return database.query(sql);
  }

  /** The number that a query finds. */
  long count(String sql) {
    return Long.parseLong(query(sql).getFirst());
  }

  /** The settings that decide how fast it is. */
  String settings() {
    return String.join(
        ", ",
        query(
            "SELECT name || '=' || current_setting(name) FROM unnest(array['server_version',"
                + " 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers',"
                + " 'max_wal_size', 'wal_sync_method']) AS name"));
  }

  /** What its processes have used of the processor so far. */
  Duration cpu() {
    return Stream.concat(Stream.of(postmaster), postmaster.descendants())
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Counts statements from nothing again. */
  void forgetStatements() {
    administration.execute("SELECT pg_stat_statements_reset()");
  }

  /** How many statements there were, without those that begin and end transactions. */
  long statements() {
    return counted("query NOT IN ('BEGIN', 'COMMIT', 'ROLLBACK')");
  }

  /** How many transactions were committed, also those that only read. */
  long commits() {
    return Long.parseLong(
        administration
            .query("SELECT sum(xact_commit) FROM pg_stat_database WHERE datname = '" + NAME + "'")
            .getFirst());
  }

  /** How often what was written had to reach the disk. */
  long syncs() {
    return Long.parseLong(administration.query("SELECT wal_sync FROM pg_stat_wal").getFirst());
  }

  private long counted(String which) {
    return Long.parseLong(
        administration.query("SELECT coalesce(sum(calls), 0)" + ofDatabase(which)).getFirst());
  }

  /**
   * The statements that took longest together, a line each.
   *
   * @param per by what to divide how often they ran
   */
  List<String> busiest(int most, long per) {
    return administration
        .query(
            "SELECT calls, total_exec_time, mean_exec_time, max_exec_time,"
                + " shared_blks_hit + shared_blks_read, regexp_replace(query, '\\s+', ' ', 'g')"
                + ofDatabase("true")
                + " ORDER BY total_exec_time DESC LIMIT "
                + most)
        .stream()
        .map(line -> line(line.split("\\|", 6), per))
        .toList();
  }

  private static String line(String[] columns, long per) {
    long calls = Long.parseLong(columns[0]);
    String query = columns[5];
    return String.format(
        Locale.ROOT,
        "%8.3f each, %,9.0f ms in all, %7.3f ms a time, longest %,8.1f ms, %,6.0f pages a time: %s",
        (double) calls / per,
        Double.parseDouble(columns[1]),
        Double.parseDouble(columns[2]),
        Double.parseDouble(columns[3]),
        Double.parseDouble(columns[4]) / calls,
        query.substring(0, Math.min(query.length(), 110)));
  }

  private static String ofDatabase(String which) {
    return " FROM pg_stat_statements AS s JOIN pg_database AS d ON d.oid = s.dbid"
        + " WHERE d.datname = '"
        + NAME
        + "' AND "
        + which;
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
