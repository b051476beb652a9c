package dev.evenomad.persistence.backup;

import dev.evenomad.persistence.DatabaseUrl;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.persistence.PostgresServer;
import dev.evenomad.testkit.contract.Samples;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A database of a test's own, seen past the program. */
final class TestDatabase implements AutoCloseable {

  /** Tabs, backslashes, ends of lines, COPY's own marks, and a character of each kind of plane. */
  static final String AWKWARD =
      "tab\t line\n"
          + " return\r"
          + " \\ \\N \\. \\t ' \" {a,b} \u0001 \u007F \u00E9 \u4E2D \uFFFD \uD83D\uDE00"
          + " \uD840\uDC00 \uD880\uDC00 \uDB40\uDC01 \uDBBF\uDFFD \uDBFF\uDFFD";

  private static final String VERSION_OF_THE_ORIGINAL = "20251018020326";

  private final String url;
  private final DataSource dataSource;
  private final Persistence persistence;

  private TestDatabase(String url) {
    this.url = url;
    this.dataSource = PostgresServer.dataSource(url);
    this.persistence =
        Persistence.open(PersistenceSettings.of(DatabaseUrl.parse(url)), () -> Samples.NOW);
  }

  /** Without a schema. */
  static TestDatabase bare(PostgresServer server) {
    return new TestDatabase(server.createDatabase());
  }

  /** Without a schema; tables will be in the one that is named. */
  static TestDatabase bareIn(String schema, PostgresServer server) {
    return new TestDatabase(PostgresServer.with(server.createDatabase(), "schema=" + schema));
  }

  /** With the schema of this program, and no rows. */
  static TestDatabase empty(PostgresServer server) {
    TestDatabase database = bare(server);
    database.persistence.migrate();
    return database;
  }

  /** With rows in every table. */
  static TestDatabase full(PostgresServer server) {
    TestDatabase database = empty(server);
    database.fill();
    return database;
  }

  /** With the schema as the original's was, and a row in each table but one. */
  static TestDatabase old(PostgresServer server) {
    TestDatabase database = bare(server);
    Flyway.configure()
        .dataSource(database.dataSource)
        .locations("classpath:dev/evenomad/persistence/migration")
        .target(VERSION_OF_THE_ORIGINAL)
        .load()
        .migrate();
    database.execute("INSERT INTO app_user (id, email, updated_at) VALUES ('u', 'a@b.c', now())");
    database.execute(
        "INSERT INTO eve_character (id, character_id, character_name, corporation_id, user_id,"
            + " access_token, refresh_token, token_expires_at, updated_at)"
            + " VALUES ('c', 90000001, 'Old', 1, 'u', 'a', 'r', now(), now())");
    database.execute(
        "INSERT INTO notification_log (id, user_id, type, title, body)"
            + " VALUES ('n', 'u', 'eve_mail', 't', 'b')");
    return database;
  }

  String url() {
    return url;
  }

  Persistence persistence() {
    return persistence;
  }

  Backups backups() {
    return persistence.backups();
  }

  void execute(String sql) {
    PostgresServer.execute(dataSource, sql);
  }

  /** A user with a character, settings and a notification, in one transaction. */
  void addHousehold(String id, long character) {
    execute(
        """
        BEGIN;
        INSERT INTO app_user (id, email, updated_at) VALUES ('%1$s', '%1$s@example.org', now());
        INSERT INTO user_settings (id, user_id, updated_at) VALUES ('%1$s', '%1$s', now());
        INSERT INTO eve_character (id, character_id, character_name, corporation_id, user_id,
            access_token, refresh_token, token_expires_at, updated_at)
          VALUES ('%1$s', %2$d, 'Late', 1, '%1$s', 'a', 'r', now(), now());
        INSERT INTO sync_state (character_id, kind, etags) VALUES (%2$d, 'skills', '{}');
        INSERT INTO notification_log (id, user_id, type, title, body, dedup_key)
          VALUES ('%1$s', '%1$s', 'eve_mail', 't', 'b', 'k');
        COMMIT
        """
            .formatted(id, character));
  }

  private void fill() {
    String text = "E'" + AWKWARD.replace("\\", "\\\\").replace("'", "''") + "'";
    execute(
        """
        INSERT INTO app_user (id, email, created_at, updated_at, subscription_ends_at,
            stripe_customer_id, version)
          VALUES ('u1', %1$s, '-infinity', 'infinity', '0044-03-15 12:00:00 BC', '', 9223372036854775807),
            ('u2', NULL, '2024-02-29 23:59:59.999999+14', '294276-01-01', NULL, NULL, 1),
            (%1$s, 'x', '1883-11-18 12:03:58-04:56:02', now(), NULL, NULL, 1);
        INSERT INTO user_settings (id, user_id, updated_at, default_character_id, muted_characters,
            quiet_from, quiet_to, quiet_zone)
          VALUES ('s1', 'u1', now(), -9223372036854775808, '{9223372036854775807,-1,0}', '00:00', '24:00',
              'Pacific/Chatham'),
            ('s2', 'u2', now(), NULL, '{}', NULL, NULL, NULL);
        INSERT INTO eve_character (id, character_id, character_name, corporation_id, user_id,
            access_token, refresh_token, token_expires_at, scopes, updated_at)
          VALUES ('c1', 90000001, %1$s, 1, 'u1', 'sealed access', 'sealed refresh', now(),
              ARRAY[%1$s, '', 'NULL', '{', ','], now()),
            ('c2', 9223372036854775807, 'Two', 2, 'u1', 'a', 'r', now(), '{}', now());
        INSERT INTO session (id, user_id, token, expires_at, device_type, device_token)
          VALUES ('s1', 'u1', 'digest', now(), 'ios', 'push\\token'), ('s2', 'u1', 'other', now(), NULL, NULL);
        INSERT INTO job (id, job_type, status, priority, payload, result, error)
          VALUES ('j1', 'sync-skills', 'processing', -2147483648, jsonb_build_object(%1$s, %1$s),
              '[1e400, 0.1000000000000000000000000000000000001, null, true, {}]', %1$s),
            ('j2', 'sync-skills', 'pending', 0, NULL, 'null', NULL);
        INSERT INTO cached_data (id, cache_key, data, expires_at, etag)
          VALUES ('d1', 'esi:a:b:1', to_jsonb(repeat('x', 100000)), now(), 'W/"\\"');
        INSERT INTO notification_log (id, user_id, type, title, body, data, dedup_key)
          VALUES ('n1', 'u1', 'eve_mail', %1$s, '', '{"a":[]}', %1$s), ('n2', 'u2', 'eve_mail', '', %1$s, NULL, '');
        INSERT INTO one_time_grant (digest, type, user_id, scopes, expires_at)
          VALUES ('g1', 'login', NULL, NULL, now()), ('g2', 'link', 'u2', '{}', now());
        INSERT INTO idempotent_request VALUES ('u1', 'k1', 'POST /v1/x', 'h1', now(), now(), 202, NULL, %1$s);
        INSERT INTO sync_state (character_id, kind, etags) VALUES (90000001, 'skills', '{"x":"\\"1\\""}');
        INSERT INTO snapshot VALUES (90000001, 'skills', now(), '{"skills":[]}'),
          (90000001, 'mail', now(), jsonb_build_object('mails', jsonb_build_array(%1$s)));
        INSERT INTO lease VALUES ('token-refresh', 'somebody', now());
        INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked,
            picked_by, last_heartbeat, version)
          VALUES ('sync-skills', '90000001',
              (SELECT string_agg(set_byte('\\x00', 0, n), '' ORDER BY n) FROM generate_series(0, 255) n),
              '2020-01-01', true, 'a dead engine', now(), 7),
            ('housekeeping', 'sessions', NULL, '2999-01-01', false, NULL, NULL, 1)
        """
            .formatted(text));
  }

  /** All rows of all tables of a schema but the history's, each as PostgreSQL writes it, sorted. */
  Map<String, List<String>> rows() {
    Map<String, List<String>> rows = new TreeMap<>();
    for (String table :
        read(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
                + " AND tablename <> 'flyway_schema_history'")) {
      rows.put(
          table,
          read("SELECT t::text FROM \"%s\" t ORDER BY t::text COLLATE \"C\"".formatted(table)));
    }
    return rows;
  }

  /** Columns, constraints, indexes, comments and migrations. */
  List<String> structure() {
    return read(
        """
        SELECT * FROM (
          SELECT concat_ws(' ', 'column', table_name, column_name, data_type, is_nullable, column_default)
          FROM information_schema.columns WHERE table_schema = current_schema()
          UNION ALL
          SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid))
          FROM pg_constraint WHERE connamespace = current_schema()::regnamespace
          UNION ALL
          SELECT 'index ' || replace(indexdef, current_schema() || '.', '')
          FROM pg_indexes WHERE schemaname = current_schema()
          UNION ALL
          SELECT concat_ws(' ', 'comment', c.relname, d.objsubid, d.description)
          FROM pg_description d JOIN pg_class c ON c.oid = d.objoid AND d.classoid = 'pg_class'::regclass
          WHERE c.relnamespace = current_schema()::regnamespace
          UNION ALL
          SELECT concat_ws(' ', 'migration', version, checksum, success) FROM flyway_schema_history
            WHERE version IS NOT NULL
        ) AS lines (line) ORDER BY line COLLATE "C"
        """);
  }

  /** The schemas that are neither PostgreSQL's nor the usual one. */
  List<String> otherSchemas() {
    return read(
        "SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'"
            + " AND nspname NOT IN ('public', 'information_schema')");
  }

  /** The first column of what {@code sql} finds. */
  List<String> read(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(String.valueOf(rows.getString(1)));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    persistence.close();
  }
}
