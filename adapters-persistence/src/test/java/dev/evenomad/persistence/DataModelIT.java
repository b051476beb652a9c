package dev.evenomad.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.testkit.contract.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Keeps the page that says where each item of the original's data model is, as the database's own
 * catalogue has it. With the system property {@value #PROPERTY} set to {@code write}, the page is
 * written anew.
 */
@ExtendWith(PostgresExtension.class)
final class DataModelIT {

  private static final String PROPERTY = "nomad.docs";
  private static final Path PAGE = Path.of("..", "docs", "data-model.md");

  private static final Map<String, String> MODELS =
      Map.of(
          "app_user", "User",
          "eve_character", "Character",
          "session", "Session",
          "job", "Job",
          "cached_data", "CachedData",
          "user_settings", "UserSettings",
          "notification_log", "NotificationLog");

  /** Whose query each of the original's indexes serves. */
  private static final Map<String, String> QUERIES =
      Map.ofEntries(
          Map.entry("app_user(email)", "`Users.findByEmail` for `FindAccount`"),
          Map.entry(
              "app_user(stripe_customer_id)", "`Users.findByStripeCustomer` for `FindAccount`"),
          Map.entry(
              "eve_character(user_id)", "`Characters.ofUser` for `Account`; removal of a user"),
          Map.entry(
              "eve_character(character_id)",
              "`Characters.find` for `AdmitCharacter`, `SyncCharacter` and others"),
          Map.entry(
              "eve_character(token_expires_at)",
              "`Characters.withTokensExpiringBefore` for `RefreshUnusedGrants`"),
          Map.entry("eve_character(user_id,character_id)", "`Characters.findOf` for `Account`"),
          Map.entry(
              "session(user_id)",
              "`Sessions.ofUser` for `DeliverPush`, `Sessions.removeAll`; removal of a user"),
          Map.entry("session(token)", "`Sessions.findByToken` for `CurrentSession`"),
          Map.entry("session(expires_at)", "`Sessions.removeExpired` for `TidyUp`"),
          Map.entry(
              "session(user_id,expires_at)",
              "`Sessions.ofUser` for `RaiseAlerts`, `SignedInDevices`"),
          Map.entry("job(job_type)", "`Jobs.page` for `JobHistory`"),
          Map.entry("job(status)", "`Jobs.page` for `JobHistory`"),
          Map.entry(
              "job(character_id)",
              "`Jobs.ofCharacter` for `FollowJobs`, `Jobs.openOf` for `RequestSync`"),
          Map.entry("job(created_at)", "`Jobs.page` for `JobHistory`"),
          Map.entry("job(status,created_at)", "`Jobs.page` for `JobHistory`"),
          Map.entry("cached_data(cache_key)", "`Cache.find`, `Cache.findAll`, `Cache.put`"),
          Map.entry("cached_data(expires_at)", "`Cache.removeExpiredBefore` for `TidyUp`"),
          Map.entry("user_settings(user_id)", "`AllSettings.find` for `Preferences`"),
          Map.entry(
              "notification_log(user_id)", "`Notifications.page` for `Inbox`; removal of a user"),
          Map.entry("notification_log(character_id)", "`Notifications.page` for `Inbox`"),
          Map.entry("notification_log(status)", "`Notifications.page` for `NotificationHistory`"),
          Map.entry("notification_log(type)", "`Notifications.page` for `NotificationHistory`"),
          Map.entry(
              "notification_log(created_at)", "`Notifications.page` for `NotificationHistory`"),
          Map.entry(
              "notification_log(user_id,status)",
              "`Notifications.unreadCount`, `Notifications.markAllRead` for `Inbox`"));

  private static final String COLUMNS =
      """
      SELECT c.relname || '.' || a.attname,
          concat_ws(' ', format_type(a.atttypid, a.atttypmod),
              CASE WHEN a.attnotnull THEN 'NOT NULL' END,
              'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid))
      FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
      """;

  private static final String INDEXES =
      """
      SELECT t.relname || '(' || string_agg(a.attname, ',' ORDER BY k.position) || ')',
          string_agg(DISTINCT n.relname, '')
      FROM pg_index i
      JOIN pg_class t ON t.oid = i.indrelid AND t.relnamespace = 'public'::regnamespace
      JOIN pg_class n ON n.oid = i.indexrelid
      CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attribute, position)
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attribute
      WHERE i.indisvalid AND i.indpred IS NULL AND i.indisunique >= %s
      GROUP BY t.relname, i.indexrelid
      ORDER BY i.indexrelid DESC
      """;

  private static final String CASCADES =
      """
      SELECT t.relname || '(' || a.attname || ')->' || r.relname || '(' || b.attname || ')',
          c.conname
      FROM pg_constraint c
      JOIN pg_class t ON t.oid = c.conrelid
      JOIN pg_class r ON r.oid = c.confrelid
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]
      JOIN pg_attribute b ON b.attrelid = r.oid AND b.attnum = c.confkey[1]
      WHERE c.contype = 'f' AND c.confdeltype = 'c' AND c.confupdtype = 'c'
      """;

  private static final String HEAD =
      """
      # The original's data model, and where it is

      Every field, unique constraint, cascade and index of the original's Prisma schema, and what the
      database's catalogue has in its place. Names are in snake case; moments have their time zone;
      EVE's ids have 64 bits. Where the original had a unique and a plain index on the same column,
      the unique one serves both. What is not in this table is new: see the migrations.

      This page is written by `DataModelIT`, which fails when the page and the database differ.

      | original | here | as, or for |
      |---|---|---|
      """;

  private static final Pattern COLUMN_LIST = Pattern.compile("(\\w+)\\(([\\w,]+)\\)");

  private final DataSource dataSource;

  DataModelIT(PostgresServer server) {
    String url = server.createDatabase();
    dataSource = PostgresServer.dataSource(url);
    try (Persistence persistence =
        Persistence.open(PersistenceSettings.of(DatabaseUrl.parse(url)), () -> Samples.NOW)) {
      persistence.migrate();
    }
  }

  @Test
  void isAsThePageSays() throws IOException {
    String page =
        HEAD
            + Stream.of(fields(), unique(), cascades(), indexes())
                .flatMap(rows -> rows)
                .collect(Collectors.joining("\n", "", "\n"));
    if ("write".equals(System.getProperty(PROPERTY))) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }

    assertThat(page).doesNotContain("MISSING");
    assertThat(PAGE).as("run with -D%s=write to write it anew", PROPERTY).hasContent(page);
  }

  private Stream<String> fields() {
    Map<String, String> columns = read(COLUMNS);
    return SchemaIT.COLUMNS_OF_THE_ORIGINAL
        .lines()
        .map(line -> line.substring(0, line.indexOf(' ')))
        .map(
            column -> {
              String[] parts = column.split("\\.", 2);
              return row(
                  MODELS.get(parts[0]) + "." + camelCase(parts[1]),
                  column,
                  columns.getOrDefault(column, "MISSING"));
            });
  }

  private Stream<String> unique() {
    Map<String, String> names = read(INDEXES.formatted("true"));
    return SchemaIT.UNIQUE_IN_THE_ORIGINAL.stream()
        .map(
            columns -> {
              String field = original(columns).replaceAll("\\((.*)\\)", ".$1");
              String constraint = field.endsWith(".id") ? "@id" : "@unique";
              return row(field + " " + constraint, names.getOrDefault(columns, "MISSING"), "");
            });
  }

  private Stream<String> cascades() {
    Map<String, String> names = read(CASCADES);
    return SchemaIT.CASCADES_OF_THE_ORIGINAL.stream()
        .map(
            cascade -> {
              String[] ends = cascade.split("->", 2);
              return row(
                  original(ends[0]) + " → " + original(ends[1]) + " onDelete: Cascade",
                  names.getOrDefault(cascade, "MISSING"),
                  "");
            });
  }

  private Stream<String> indexes() {
    Map<String, String> names = read(INDEXES.formatted("false"));
    return SchemaIT.INDEXED_IN_THE_ORIGINAL.stream()
        .map(
            columns ->
                "| %s | `%s` | %s |"
                    .formatted(
                        "`" + original(columns) + " @@index`",
                        names.getOrDefault(columns, "MISSING"),
                        QUERIES.getOrDefault(columns, "MISSING")));
  }

  private static String row(String original, String here, String what) {
    return "| `%s` | `%s` | %s |".formatted(original, here, what.isEmpty() ? "" : "`" + what + "`");
  }

  /** {@code eve_character(user_id)} as {@code Character(userId)}. */
  private static String original(String columns) {
    Matcher matcher = COLUMN_LIST.matcher(columns);
    assertThat(matcher.matches()).as(columns).isTrue();
    return Stream.of(matcher.group(2).split(","))
        .map(DataModelIT::camelCase)
        .collect(Collectors.joining(", ", MODELS.get(matcher.group(1)) + "(", ")"));
  }

  private static String camelCase(String column) {
    return column.equals("notify_pi_extractors")
        ? "notifyPIExtractors"
        : Pattern.compile("_(.)")
            .matcher(column)
            .replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
  }

  /** The first column of what {@code sql} finds, and the second one of the last such row. */
  private Map<String, String> read(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      Map<String, String> found = new TreeMap<>();
      while (rows.next()) {
        found.put(rows.getString(1), rows.getString(2));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
