package dev.evenomad.persistence.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.persistence.PostgresExtension;
import dev.evenomad.persistence.PostgresServer;
import dev.evenomad.persistence.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures the round trip of a million rows while another writes. Not part of the normal run:
 *
 * <pre>{@code
 * ./mvnw -pl domain,application,adapters-persistence verify -Dtest=none -Dit.test=MillionRows \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 */
@ExtendWith(PostgresExtension.class)
final class MillionRows {

  /** As a real server has them: sealed tokens cannot be compressed, snapshots can. */
  private static final List<String> ROWS =
      List.of(
          """
          INSERT INTO app_user (id, email, updated_at, stripe_customer_id)
            SELECT 'c' || md5('u' || n), n || '@example.org', now(), 'cus_' || md5('s' || n)
            FROM generate_series(1, 50000) n
          """,
          """
          INSERT INTO user_settings (id, user_id, updated_at)
            SELECT 'c' || md5('t' || n), 'c' || md5('u' || n), now() FROM generate_series(1, 50000) n
          """,
          """
          INSERT INTO eve_character (id, character_id, character_name, corporation_id, alliance_id, user_id,
              access_token, refresh_token, token_expires_at, scopes, updated_at, owner_hash)
            SELECT 'c' || md5('c' || n), 90000000 + n, 'Pilot of the Long Name ' || n, 98000000 + n % 500,
              99000000 + n % 50, 'c' || md5('u' || (1 + n % 50000)),
              (SELECT string_agg(encode(sha256((n || ':' || i)::bytea), 'base64'), '')
               FROM generate_series(1, 27) i),
              (SELECT string_agg(encode(sha256((n || '-' || i)::bytea), 'base64'), '')
               FROM generate_series(1, 3) i),
              now() + '20 minutes',
              '{esi-skills.read_skills.v1,esi-skills.read_skillqueue.v1,esi-mail.read_mail.v1}', now(),
              encode(sha256(n::text::bytea), 'base64')
            FROM generate_series(1, 60000) n
          """,
          """
          INSERT INTO session (id, user_id, token, expires_at, device_type, device_token)
            SELECT 'c' || md5('d' || n), 'c' || md5('u' || (1 + n % 50000)),
              encode(sha256(('d' || n)::bytea), 'hex'), now() + '7 days', 'android',
              encode(sha256(('p' || n)::bytea), 'base64') || encode(sha256(('q' || n)::bytea), 'base64')
            FROM generate_series(1, 70000) n
          """,
          """
          INSERT INTO sync_state (character_id, kind, next_poll, last_success, etags)
            SELECT 90000000 + n, 'skills', now(), now(), jsonb_build_object('/skills', md5('e' || n))
            FROM generate_series(1, 60000) n
          """,
          """
          INSERT INTO snapshot
            SELECT 90000000 + n, 'skills', now(), jsonb_build_object('queue', (
                SELECT jsonb_agg(jsonb_build_object('skill', 3300 + (n * i) % 400, 'level', 1 + i % 5,
                    'start', now() + i * interval '1 day', 'finish', now() + (i + 1) * interval '1 day',
                    'points', (n::bigint * 7919 * i) % 256000))
                FROM generate_series(1, 12) i))
            FROM generate_series(1, 60000) n
          """,
          """
          INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
            SELECT 'sync-skills', (90000000 + n)::text, now(), n % 100 = 0, 1
            FROM generate_series(1, 60000) n
          """,
          """
          INSERT INTO cached_data (id, cache_key, data, expires_at, etag)
            SELECT 'c' || md5('a' || n), 'esi:universe:type:' || n,
              jsonb_build_object('type_id', n, 'name', 'Type ' || n, 'description', repeat('Lorem ipsum ', 20)),
              now(), md5('g' || n)
            FROM generate_series(1, 40000) n
          """,
          """
          INSERT INTO notification_log (id, user_id, character_id, type, title, body, data, status, sent_at,
              dedup_key)
            SELECT 'c' || md5('n' || n), 'c' || md5('u' || (1 + n % 50000)), 90000001 + n % 60000,
              'skill_complete', 'Skill training completed', 'Caldari Battleship V is trained by Pilot ' || n,
              jsonb_build_object('skillId', 3300 + n % 400, 'level', 5), 'sent', now(), 'skill:' || n
            FROM generate_series(1, 350000) n
          """,
          """
          INSERT INTO job (id, job_type, character_id, status, payload, result, started_at, completed_at)
            SELECT 'c' || md5('j' || n), 'sync-skills', 90000001 + n % 60000, 'completed', '{}',
              jsonb_build_object('changed', n % 2 = 0), now(), now()
            FROM generate_series(1, 199999) n
          """,
          "INSERT INTO job (id, job_type, status) VALUES ('balance', 'balance', 'pending')");

  /** Two tables that always balance. */
  private static final String TRANSFER =
      """
      BEGIN;
      UPDATE job SET priority = priority + 1 WHERE id = 'balance';
      UPDATE sync_state SET failures = failures - 1 WHERE character_id = 90000001;
      COMMIT
      """;

  private static final List<String> INVARIANTS =
      List.of(
          "SELECT id FROM app_user u WHERE id LIKE 'w%' AND 1 <> (SELECT count(*) FROM"
              + " user_settings WHERE user_id = u.id)",
          "SELECT id FROM app_user u WHERE id LIKE 'w%' AND 1 <> (SELECT count(*) FROM"
              + " notification_log WHERE user_id = u.id)",
          "SELECT priority FROM job WHERE id = 'balance' AND priority <> (SELECT -sum(failures)"
              + " FROM sync_state)",
          "SELECT task_instance FROM scheduled_tasks WHERE picked");

  private final PostgresServer server;

  MillionRows(PostgresServer server) {
    this.server = server;
  }

  @Test
  void thereAndBackWhileAnotherWrites(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("million.nomad");
    AtomicBoolean stop = new AtomicBoolean();
    Stopwatch stopwatch = new Stopwatch();
    try (TestDatabase database = TestDatabase.empty(server);
        TestDatabase restored = TestDatabase.bare(server);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ROWS.forEach(database::execute);
      database.execute("VACUUM ANALYZE");
      Future<Integer> writer = threads.submit(() -> write(database, stop));

      stopwatch.start();
      BackupReport backup = database.backups().write(file, BackupKind.FULL, false, stopwatch);
      double backupSeconds = stopwatch.stop("backup");
      stop.set(true);
      int written = writer.get();
      stopwatch.start();
      RestoreReport restore = restored.backups().restore(file, false, stopwatch);
      double restoreSeconds = stopwatch.stop("restore");

      assertThat(restore.rows()).isEqualTo(backup.rows());
      backup
          .rows()
          .forEach(
              (table, rows) ->
                  assertThat(restored.read("SELECT count(*) FROM " + table))
                      .containsExactly(Long.toString(rows)));
      INVARIANTS.forEach(sql -> assertThat(restored.read(sql)).as(sql).isEmpty());
      assertThat(written).isPositive();
      for (String table : List.of("app_user", "eve_character", "cached_data", "session")) {
        String sum =
            "SELECT sum(hashtextextended(t::text, 0)) FROM %s t WHERE id LIKE 'c%%'"
                .formatted(table);
        assertThat(restored.read(sum)).as(table).isEqualTo(database.read(sum));
      }
      say("%,d rows, %,d bytes in the file".formatted(backup.totalRows(), backup.fileBytes()));
      say(
          "database: "
              + database.read("SELECT pg_size_pretty(pg_database_size(current_database()))"));
      say(
          "backup:  %.1f s, %,.0f rows/s; %,d transactions of another meanwhile"
              .formatted(backupSeconds, backup.totalRows() / backupSeconds, written));
      say(
          "restore: %.1f s, %,.0f rows/s"
              .formatted(restoreSeconds, restore.totalRows() / restoreSeconds));
    }
  }

  private static int write(TestDatabase database, AtomicBoolean stop) {
    int transactions = 0;
    while (!stop.get()) {
      database.addHousehold("w" + transactions, 97_000_000L + transactions);
      database.execute(TRANSFER);
      transactions += 2;
    }
    return transactions;
  }

  private static void say(String text) {
    System.out.println("[million rows] " + text);
  }

  /** Says how long each part took. */
  private static final class Stopwatch implements Progress {

    private final TreeMap<String, Long> nanos = new TreeMap<>();
    private long began;
    private long last;

    void start() {
      nanos.clear();
      began = System.nanoTime();
      last = began;
    }

    double stop(String name) {
      long now = System.nanoTime();
      nanos.merge("the rest", now - last, Long::sum);
      nanos.forEach((what, time) -> say("%s: %s %.1f s".formatted(name, what, time / 1e9)));
      return (now - began) / 1e9;
    }

    @Override
    public void at(String what, long done, long total) {
      long now = System.nanoTime();
      nanos.merge(what, now - last, Long::sum);
      last = now;
    }
  }
}
