package dev.evenomad.persistence.prisma;

import dev.evenomad.persistence.DatabaseUrl;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The original's database, as it was at one moment: everything is read in one transaction that
 * cannot write, in a session that cannot either.
 */
final class Source implements AutoCloseable {

  private static final List<String> MIGRATIONS =
      List.of("20251018014129_init", "20251018020326_add_user_settings_and_notifications");

  /** What Prisma made: tables, their columns and types. */
  private static final String TABLES =
      """
      User: id text, email text, createdAt time, updatedAt time, subscriptionTier text, \
      subscriptionStatus text, subscriptionEndsAt time, stripeCustomerId text, \
      stripeSubscriptionId text
      Character: id text, characterId integer, characterName text, corporationId integer, \
      allianceId integer, userId text, accessToken text, refreshToken text, tokenExpiresAt time, \
      scopes text[], createdAt time, updatedAt time, lastSyncAt time
      Session: id text, userId text, token text, expiresAt time, createdAt time, deviceType text, \
      deviceToken text
      Job: id text, jobType text, characterId text, status text, priority integer, payload jsonb, \
      result jsonb, error text, createdAt time, startedAt time, completedAt time
      CachedData: id text, cacheKey text, data jsonb, expiresAt time, createdAt time
      UserSettings: id text, userId text, theme text, defaultCharacterId integer, language text, \
      notifySkillComplete boolean, notifyMarketOrders boolean, notifyIndustryJobs boolean, \
      notifyPIExtractors boolean, notifyEveMail boolean, shareActivityStats boolean, \
      createdAt time, updatedAt time
      NotificationLog: id text, userId text, characterId integer, type text, title text, \
      body text, data jsonb, status text, sentAt time, readAt time, error text, createdAt time
      """;

  private static final String TIME = "timestamp without time zone";

  private final Connection connection;
  private final String name;

  private Source(Connection connection, String name) {
    this.connection = connection;
    this.name = name;
  }

  /**
   * Opens it.
   *
   * @throws ImportRefusedException if it cannot be reached, or is no such database in good order
   */
  static Source open(DatabaseUrl url) {
    Connection connection;
    try {
      connection = url.dataSource().getConnection();
    } catch (SQLException e) {
      throw new ImportRefusedException(
          "the database to import from cannot be reached at %s: %s".formatted(url, e.getMessage()),
          e);
    }
    Source source = new Source(connection, url.toString());
    try {
      source.begin();
      source.check();
      return source;
    } catch (SQLException e) {
      source.close();
      throw source.unreadable(e);
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private void begin() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET default_transaction_read_only = on");
      // Between two reads as much time passes as writing takes.
      statement.execute("SET idle_in_transaction_session_timeout = 0");
      statement.execute("SET statement_timeout = 0");
    }
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
  }

  private void check() throws SQLException {
    Map<String, Map<String, String>> tables = tables();
    if (!tables.containsKey("_prisma_migrations")) {
      throw refused("it has no table _prisma_migrations");
    }
    checkMigrations();
    List<String> problems = new ArrayList<>();
    for (String line : TABLES.lines().toList()) {
      String table = line.substring(0, line.indexOf(':'));
      Map<String, String> columns = tables.get(table);
      if (columns == null) {
        problems.add("it has no table \"" + table + "\"");
      } else {
        for (String column : line.substring(table.length() + 2).split(", ", -1)) {
          checkColumn(table, columns, column, problems);
        }
      }
    }
    if (!problems.isEmpty()) {
      throw refused(String.join("; ", problems));
    }
  }

  private static void checkColumn(
      String table, Map<String, String> columns, String column, List<String> problems) {
    String[] expected = column.split(" ", -1);
    String type = expected[1].equals("time") ? TIME : expected[1];
    String found = columns.get(expected[0]);
    if (found == null) {
      problems.add("\"%s\" has no column \"%s\"".formatted(table, expected[0]));
    } else if (!found.equals(type)) {
      problems.add("\"%s\".\"%s\" is %s in place of %s".formatted(table, expected[0], found, type));
    }
  }

  /** Columns and their types, by table. */
  private Map<String, Map<String, String>> tables() throws SQLException {
    Map<String, Map<String, String>> tables = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT c.relname, a.attname, format_type(a.atttypid, NULL)
                FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
                  AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
                """)) {
      while (rows.next()) {
        tables
            .computeIfAbsent(rows.getString(1), table -> new TreeMap<>())
            .put(rows.getString(2), rows.getString(3));
      }
    }
    return tables;
  }

  private void checkMigrations() throws SQLException {
    Map<String, Boolean> finished = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT migration_name, finished_at IS NOT NULL FROM _prisma_migrations"
                    + " WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name")) {
      while (rows.next()) {
        finished.merge(rows.getString(1), rows.getBoolean(2), Boolean::logicalAnd);
      }
    }
    finished.forEach(
        (migration, done) -> {
          String shown = OneLine.of(migration, 80);
          if (!MIGRATIONS.contains(migration)) {
            throw new ImportRefusedException(
                "%s has the migration %s, which this version does not know: it is newer, or not the original's"
                    .formatted(name, shown));
          }
          if (!done) {
            throw new ImportRefusedException(
                "in %s the migration %s failed or has not ended; resolve it there with: prisma migrate resolve"
                    .formatted(name, shown));
          }
        });
    for (String migration : MIGRATIONS) {
      if (!finished.containsKey(migration)) {
        throw new ImportRefusedException(
            "%s lacks the migration %s; bring it up to date there with: prisma migrate deploy"
                .formatted(name, migration));
      }
    }
  }

  /** How many rows a table has. */
  long count(String table) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM \"" + table + "\"")) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /**
   * Reads rows one after the other, a few in memory at a time.
   *
   * @param fetchSize how many
   */
  void read(String query, int fetchSize, Reader reader) {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setFetchSize(fetchSize);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.read(new SourceRow(rows));
        }
      }
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private ImportRefusedException refused(String why) {
    return new ImportRefusedException(
        "%s is not an EVE Nomad database as Prisma made it: %s. Check --from, and its parameter schema"
            .formatted(name, why));
  }

  private ImportRefusedException unreadable(SQLException e) {
    return new ImportRefusedException(
        "the database to import from, %s, cannot be read: %s. What came over stays; run it again to go on"
            .formatted(name, e.getMessage()),
        e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It was only read from, and its server ends the session.
    }
  }

  /** Takes a row. */
  @FunctionalInterface
  interface Reader {
    void read(SourceRow row) throws SQLException;
  }
}
