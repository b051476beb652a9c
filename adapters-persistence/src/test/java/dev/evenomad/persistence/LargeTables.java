package dev.evenomad.persistence;

import dev.evenomad.testkit.contract.Samples;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/**
 * Fills a database as after a year of use, {@value #ROWS} rows in each table: every user has four
 * characters, a hundred users have two thousand notifications each, and a character has four jobs.
 */
final class LargeTables {

  static final int ROWS = 200_000;

  private static final String INDEXES =
      """
      SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
      JOIN pg_class t ON t.oid = i.indrelid
      WHERE t.relnamespace = 'public'::regnamespace AND NOT i.indisprimary
        AND t.relname <> 'flyway_schema_history'
        AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
      """;

  private static final List<String> INSERTS =
      List.of(
          """
          INSERT INTO app_user (id, email, updated_at, stripe_customer_id, stripe_subscription_id)
          SELECT 'u' || n, 'u' || n || '@example.org', now, 'cus_' || n, 'sub_' || n FROM numbers
          """,
          """
          INSERT INTO user_settings (id, user_id, updated_at) SELECT 's' || n, 'u' || n, now
          FROM numbers
          """,
          """
          INSERT INTO eve_character (id, character_id, character_name, corporation_id, user_id,
              access_token, refresh_token, token_expires_at, created_at, updated_at)
          SELECT 'c' || n, i, 'Nomad ' || n, 98000001, 'u' || quarter, 'access', 'refresh',
              now + i * interval '6 ms', now, now FROM numbers
          """,
          """
          INSERT INTO sync_state (character_id, kind, etags) SELECT i, 'skills', '{}' FROM numbers
          """,
          """
          INSERT INTO snapshot SELECT i, 'mail', now, '{}' FROM numbers
          """,
          """
          INSERT INTO session (id, user_id, token, previous_token, rotated_at, expires_at, created_at, device_token)
          SELECT 's' || n, 'u' || quarter, encode(sha256(n::bytea), 'hex'),
              encode(sha256(('before ' || n)::bytea), 'hex'), now, now + (i - 10000) * interval '3 s',
              now + (i - 300000) * interval '3 s', 'push' || n FROM numbers
          """,
          """
          INSERT INTO one_time_grant (digest, type, user_id, expires_at)
          SELECT 'd' || n, 'link_ticket', 'u' || n, now + (i - 10000) * interval '3 ms'
          FROM numbers
          """,
          """
          INSERT INTO idempotent_request (user_id, key, what, holder, held_until, forgotten_at)
          SELECT 'u' || n, 'k' || n, 'POST /v1/x', 'h' || n, now, now + (i - 10000) * interval '3 s'
          FROM numbers
          """,
          """
          INSERT INTO job (id, job_type, character_id, status, created_at, completed_at)
          SELECT 'j' || n, CASE i % 1000 WHEN 0 THEN 'push-delivery' ELSE 'sync-skills' END, i / 4 + 1,
              CASE WHEN i % 500 = 0 THEN 'processing' WHEN i % 50 = 0 THEN 'failed'
                  ELSE 'completed' END,
              now - i * interval '4 s',
              CASE WHEN i % 500 > 0 THEN now - i * interval '4 s' END FROM numbers
          """,
          """
          INSERT INTO notification_log (id, user_id, character_id, type, title, body, status,
              sent_at, read_at, error, dedup_key, created_at)
          SELECT 'n' || n, 'u' || hundredth, i / 4 + 1,
              CASE WHEN i % 2000 = 0 THEN 'reauthorization_needed' WHEN i % 9 = 0 THEN 'test'
                  ELSE 'skill_complete' END,
              'Title', 'Body',
              CASE WHEN i % 50 = 0 THEN 'failed' WHEN i % 3 = 0 THEN 'sent' ELSE 'read' END,
              CASE WHEN i % 50 > 0 THEN now END,
              CASE WHEN i % 50 > 0 AND i % 3 > 0 THEN now - i * interval '15 s' END,
              CASE WHEN i % 50 = 0 THEN 'refused' END,
              'd' || n, now - i * interval '15 s' FROM numbers
          """,
          """
          INSERT INTO cached_data (id, cache_key, data, expires_at)
          SELECT 'd' || n, 'esi:universe:types:' || n, '{}', now + (i - 10000) * interval '1 s'
          FROM numbers
          """,
          """
          INSERT INTO stripe_event SELECT 'evt_' || n, now + (i - 10000) * interval '3 s' FROM numbers
          """,
          """
          INSERT INTO stripe_customer SELECT 'cus_' || n, CASE WHEN i % 100 > 0 THEN 'u' || n END,
              now + (i - 10000) * interval '3 s' FROM numbers
          """,
          """
          INSERT INTO stripe_subscription (id, customer_id, status, stage, told_at, event_id)
          SELECT 'sub_' || n, 'cus_' || n, 'active', 'updated', now, 'evt_' || n FROM numbers
          """,
          """
          INSERT INTO lease SELECT 'l' || n, 'holder', now FROM numbers
          """,
          """
          INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version,
              last_heartbeat)
          SELECT 'sync-skills', i::text, now + i * interval '3 s', i % 5000 = 0, 1,
              CASE WHEN i % 5000 = 0 THEN now END
          FROM numbers
          """);

  private LargeTables() {}

  /** Without indexes and checks of foreign keys at first, which makes it fast. */
  static void fill(DataSource dataSource) {
    List<String> indexes = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(INDEXES)) {
      StringBuilder drops = new StringBuilder();
      while (rows.next()) {
        drops.append("DROP INDEX ").append(rows.getString(1)).append(';');
        indexes.add(rows.getString(2));
      }
      PostgresServer.execute(dataSource, drops.toString());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    inParallel(dataSource, INSERTS.stream().map(LargeTables::insert).toList());
    inParallel(dataSource, indexes);
    PostgresServer.execute(dataSource, "VACUUM ANALYZE");
  }

  private static String insert(String sql) {
    return """
    SET session_replication_role = replica;
    WITH numbers AS (
        SELECT i, to_char(i, 'FM000000') AS n, to_char(i / 4, 'FM000000') AS quarter,
            to_char(mod(i, 100), 'FM000000') AS hundredth, timestamptz '%s' AS now
        FROM generate_series(1, %d) AS i)
    """
            .formatted(Samples.NOW, ROWS)
        + sql;
  }

  private static void inParallel(DataSource dataSource, List<String> statements) {
    CompletableFuture.allOf(
            statements.stream()
                .map(
                    sql ->
                        CompletableFuture.runAsync(() -> PostgresServer.execute(dataSource, sql)))
                .toArray(CompletableFuture[]::new))
        .join();
  }
}
