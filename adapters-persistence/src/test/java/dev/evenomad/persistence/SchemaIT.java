package dev.evenomad.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.testkit.contract.Samples;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reads the database's own catalogue, and finds what the original's schema had. */
@ExtendWith(PostgresExtension.class)
final class SchemaIT {

  /** Table, column, type, whether it may be null, default. */
  static final String COLUMNS_OF_THE_ORIGINAL =
      """
      app_user.created_at timestamptz NOT NULL CURRENT_TIMESTAMP
      app_user.email text NULL
      app_user.id text NOT NULL
      app_user.stripe_customer_id text NULL
      app_user.stripe_subscription_id text NULL
      app_user.subscription_ends_at timestamptz NULL
      app_user.subscription_status text NOT NULL 'active'::text
      app_user.subscription_tier text NOT NULL 'free'::text
      app_user.updated_at timestamptz NOT NULL
      cached_data.cache_key text NOT NULL
      cached_data.created_at timestamptz NOT NULL CURRENT_TIMESTAMP
      cached_data.data jsonb NOT NULL
      cached_data.expires_at timestamptz NOT NULL
      cached_data.id text NOT NULL
      eve_character.access_token text NOT NULL
      eve_character.alliance_id int8 NULL
      eve_character.character_id int8 NOT NULL
      eve_character.character_name text NOT NULL
      eve_character.corporation_id int8 NOT NULL
      eve_character.created_at timestamptz NOT NULL CURRENT_TIMESTAMP
      eve_character.id text NOT NULL
      eve_character.last_sync_at timestamptz NULL
      eve_character.refresh_token text NOT NULL
      eve_character.scopes _text NULL
      eve_character.token_expires_at timestamptz NOT NULL
      eve_character.updated_at timestamptz NOT NULL
      eve_character.user_id text NOT NULL
      job.character_id int8 NULL
      job.completed_at timestamptz NULL
      job.created_at timestamptz NOT NULL CURRENT_TIMESTAMP
      job.error text NULL
      job.id text NOT NULL
      job.job_type text NOT NULL
      job.payload jsonb NULL
      job.priority int4 NOT NULL 0
      job.result jsonb NULL
      job.started_at timestamptz NULL
      job.status text NOT NULL 'pending'::text
      notification_log.body text NOT NULL
      notification_log.character_id int8 NULL
      notification_log.created_at timestamptz NOT NULL CURRENT_TIMESTAMP
      notification_log.data jsonb NULL
      notification_log.error text NULL
      notification_log.id text NOT NULL
      notification_log.read_at timestamptz NULL
      notification_log.sent_at timestamptz NULL
      notification_log.status text NOT NULL 'pending'::text
      notification_log.title text NOT NULL
      notification_log.type text NOT NULL
      notification_log.user_id text NOT NULL
      session.created_at timestamptz NOT NULL CURRENT_TIMESTAMP
      session.device_token text NULL
      session.device_type text NULL
      session.expires_at timestamptz NOT NULL
      session.id text NOT NULL
      session.token text NOT NULL
      session.user_id text NOT NULL
      user_settings.created_at timestamptz NOT NULL CURRENT_TIMESTAMP
      user_settings.default_character_id int8 NULL
      user_settings.id text NOT NULL
      user_settings.language text NOT NULL 'en'::text
      user_settings.notify_eve_mail bool NOT NULL true
      user_settings.notify_industry_jobs bool NOT NULL true
      user_settings.notify_market_orders bool NOT NULL true
      user_settings.notify_pi_extractors bool NOT NULL false
      user_settings.notify_skill_complete bool NOT NULL true
      user_settings.share_activity_stats bool NOT NULL false
      user_settings.theme text NOT NULL 'dark'::text
      user_settings.updated_at timestamptz NOT NULL
      user_settings.user_id text NOT NULL
      """;

  static final List<String> UNIQUE_IN_THE_ORIGINAL =
      List.of(
          "app_user(email)",
          "app_user(id)",
          "app_user(stripe_customer_id)",
          "app_user(stripe_subscription_id)",
          "cached_data(cache_key)",
          "cached_data(id)",
          "eve_character(character_id)",
          "eve_character(id)",
          "job(id)",
          "notification_log(id)",
          "session(id)",
          "session(token)",
          "user_settings(id)",
          "user_settings(user_id)");

  static final List<String> INDEXED_IN_THE_ORIGINAL =
      List.of(
          "app_user(email)",
          "app_user(stripe_customer_id)",
          "eve_character(user_id)",
          "eve_character(character_id)",
          "eve_character(token_expires_at)",
          "eve_character(user_id,character_id)",
          "session(user_id)",
          "session(token)",
          "session(expires_at)",
          "session(user_id,expires_at)",
          "job(job_type)",
          "job(status)",
          "job(character_id)",
          "job(created_at)",
          "job(status,created_at)",
          "cached_data(cache_key)",
          "cached_data(expires_at)",
          "user_settings(user_id)",
          "notification_log(user_id)",
          "notification_log(character_id)",
          "notification_log(status)",
          "notification_log(type)",
          "notification_log(created_at)",
          "notification_log(user_id,status)");

  static final List<String> CASCADES_OF_THE_ORIGINAL =
      List.of(
          "eve_character(user_id)->app_user(id)",
          "notification_log(user_id)->app_user(id)",
          "session(user_id)->app_user(id)",
          "user_settings(user_id)->app_user(id)");

  private static final List<String> CASCADES_OF_OURS =
      List.of(
          "idempotent_request(user_id)->app_user(id)",
          "live_event(user_id)->app_user(id)",
          "one_time_grant(user_id)->app_user(id)",
          "snapshot(character_id)->eve_character(character_id)",
          "stripe_customer(user_id)->app_user(id)",
          "stripe_subscription(customer_id)->stripe_customer(id)",
          "sync_state(character_id)->eve_character(character_id)");

  private static final String COLUMNS =
      """
      SELECT concat_ws(' ', table_name || '.' || column_name, udt_name,
          CASE is_nullable WHEN 'YES' THEN 'NULL' ELSE 'NOT NULL' END, column_default)
      FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name <> 'flyway_schema_history'
      ORDER BY table_name COLLATE "C", column_name COLLATE "C"
      """;

  private static final String INDEXES =
      """
      SELECT t.relname || '(' || string_agg(a.attname, ',' ORDER BY k.position) || ')'
      FROM pg_index i
      JOIN pg_class t ON t.oid = i.indrelid
      JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = 'public'
      CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attribute, position)
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attribute
      WHERE i.indisvalid AND i.indpred IS NULL AND i.indisunique >= %s
      GROUP BY t.relname, i.indexrelid
      """;

  private static final String CASCADES =
      """
      SELECT t.relname || '(' || a.attname || ')->' || r.relname || '(' || b.attname || ')'
      FROM pg_constraint c
      JOIN pg_class t ON t.oid = c.conrelid
      JOIN pg_class r ON r.oid = c.confrelid
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]
      JOIN pg_attribute b ON b.attrelid = r.oid AND b.attnum = c.confkey[1]
      WHERE c.contype = 'f' AND c.confdeltype = 'c' AND c.confupdtype = 'c'
        AND cardinality(c.conkey) = 1
      """;

  private final PostgresServer server;

  SchemaIT(PostgresServer server) {
    this.server = server;
  }

  @Test
  void beginsAsTheOriginalDid() {
    DataSource dataSource = PostgresServer.dataSource(server.createDatabase());

    int applied =
        Flyway.configure()
            .dataSource(dataSource)
            .locations("classpath:dev/evenomad/persistence/migration")
            .target("20251018020326")
            .load()
            .migrate()
            .migrationsExecuted;

    assertThat(applied).isEqualTo(2);
    assertThat(read(dataSource, COLUMNS))
        .containsExactlyElementsOf(COLUMNS_OF_THE_ORIGINAL.lines().toList());
    assertThat(read(dataSource, INDEXES.formatted("true")))
        .contains("flyway_schema_history(installed_rank)")
        .filteredOn(index -> !index.startsWith("flyway"))
        .containsExactlyInAnyOrderElementsOf(UNIQUE_IN_THE_ORIGINAL);
    assertThat(read(dataSource, INDEXES.formatted("false"))).containsAll(INDEXED_IN_THE_ORIGINAL);
    assertThat(read(dataSource, CASCADES))
        .containsExactlyInAnyOrderElementsOf(CASCADES_OF_THE_ORIGINAL);
  }

  @Test
  void keepsEverythingOfTheOriginal() {
    String url = server.createDatabase();
    DataSource dataSource = PostgresServer.dataSource(url);
    try (Persistence persistence = open(url)) {
      assertThat(persistence.migrate()).hasSizeGreaterThan(2);
      assertThat(persistence.migrate()).as("a second time").isEmpty();
    }

    assertThat(read(dataSource, COLUMNS))
        .extracting(SchemaIT::withoutNullability)
        .containsAll(
            COLUMNS_OF_THE_ORIGINAL
                .lines()
                .map(SchemaIT::withoutNullability)
                // The scopes have a default now.
                .map(
                    column ->
                        column.equals("eve_character.scopes _text")
                            ? column + " '{}'::text[]"
                            : column)
                .toList());
    assertThat(read(dataSource, INDEXES.formatted("true"))).containsAll(UNIQUE_IN_THE_ORIGINAL);
    assertThat(read(dataSource, INDEXES.formatted("false"))).containsAll(INDEXED_IN_THE_ORIGINAL);
    assertThat(read(dataSource, CASCADES))
        .containsAll(CASCADES_OF_THE_ORIGINAL)
        .containsAll(CASCADES_OF_OURS)
        .hasSize(CASCADES_OF_THE_ORIGINAL.size() + CASCADES_OF_OURS.size());
  }

  @Test
  void hasAnIndexForWhateverACascadeLooksFor() {
    String url = server.createDatabase();
    try (Persistence persistence = open(url)) {
      persistence.migrate();
    }

    assertThat(
            read(
                PostgresServer.dataSource(url),
                """
                SELECT c.conname FROM pg_constraint c
                WHERE c.contype = 'f' AND NOT EXISTS (
                    SELECT FROM pg_index i
                    WHERE i.indrelid = c.conrelid AND i.indisvalid AND i.indpred IS NULL
                      AND i.indkey[0] = c.conkey[1])
                """))
        .isEmpty();
  }

  @Test
  void canLiveInASchemaOfItsOwn() {
    String url = PostgresServer.with(server.createDatabase(), "schema=nomad");
    try (Persistence persistence = open(url)) {
      persistence.migrate();
      var user = Samples.fullUser();
      persistence.users().add(user);

      assertThat(persistence.users().find(user.id())).isPresent();
    }
    assertThat(
            read(
                PostgresServer.dataSource(url),
                "SELECT count(*)::text FROM pg_tables WHERE schemaname = 'public'"))
        .containsExactly("0");
  }

  private static Persistence open(String url) {
    return Persistence.open(PersistenceSettings.of(DatabaseUrl.parse(url)), () -> Samples.NOW);
  }

  private static String withoutNullability(String column) {
    return column.replace(" NOT NULL", "").replace(" NULL", "");
  }

  private static List<String> read(DataSource dataSource, String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
