package dev.evenomad.persistence.prisma;

import dev.evenomad.persistence.DatabaseUrl;
import dev.evenomad.persistence.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;

/** A database of the original backend, as Prisma makes it. */
final class Original {

  static final String KEY = "b3JpZ2luYWwga2V5IG9mIHRoZSBvcmlnaW5hbCE=";

  private static final String[] TABLES = {
    "_prisma_migrations",
    "User",
    "Character",
    "Session",
    "Job",
    "CachedData",
    "UserSettings",
    "NotificationLog"
  };

  private final OriginalEncryption encryption = new OriginalEncryption(KEY);
  private final String url;
  private final DataSource dataSource;

  private Original(String url) {
    this.url = url;
    this.dataSource = PostgresServer.dataSource(url);
  }

  /** A new one, empty but for the history of its migrations. */
  static Original in(String url) {
    Original original = new Original(url);
    original.execute(schema());
    return original;
  }

  static String schema() {
    try (InputStream sql = Original.class.getResourceAsStream("original.sql")) {
      return new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  DatabaseUrl url() {
    return DatabaseUrl.parse(url);
  }

  String fullUrl() {
    return url;
  }

  String encrypted(String token) {
    return encryption.encrypt(token);
  }

  void execute(String sql) {
    PostgresServer.execute(dataSource, sql);
  }

  Connection connection() throws SQLException {
    return dataSource.getConnection();
  }

  /** Runs a statement with texts for its parameters. */
  void execute(String sql, String... texts) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < texts.length; i++) {
        statement.setString(i + 1, texts[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  void addUser(String id) {
    execute("INSERT INTO \"User\" (id, \"updatedAt\") VALUES (?, '2026-01-02')", id);
  }

  void addCharacter(String id, long characterId, String user) {
    execute(
        """
        INSERT INTO "Character" (id, "characterId", "characterName", "corporationId", "userId",
            "accessToken", "refreshToken", "tokenExpiresAt", scopes, "updatedAt")
        VALUES (?, ?::integer, 'Pilot', 98000001, ?, ?, ?, '2026-01-01', NULL, '2026-01-02')
        """,
        id,
        Long.toString(characterId),
        user,
        encrypted("access-" + id),
        encrypted("refresh-" + id));
  }

  void addSession(String id, String user, String token) {
    execute(
        """
        INSERT INTO "Session" (id, "userId", token, "createdAt", "expiresAt")
        VALUES (?, ?, ?, '2026-01-01', '2026-01-08')
        """,
        id,
        user,
        token);
  }

  void addNotification(String id, String user) {
    execute(
        """
        INSERT INTO "NotificationLog" (id, "userId", type, title, body, status, "sentAt")
        VALUES (?, ?, 'skill_complete', 'Title', 'Body', 'sent', '2026-01-02')
        """,
        id,
        user);
  }

  /** A digest of everything that a table holds, by table. */
  Map<String, String> digests() {
    Map<String, String> digests = new TreeMap<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        try (ResultSet rows =
            statement.executeQuery(
                "SELECT md5(coalesce(string_agg(t::text || t.xmin || t.ctid, '|' ORDER BY id), ''))"
                    + " FROM \""
                    + table
                    + "\" t")) {
          rows.next();
          digests.put(table, rows.getString(1));
        }
      }
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT string_agg(relname || relkind::text, ',' ORDER BY relname) FROM pg_class"
                  + " WHERE relnamespace = 'public'::regnamespace")) {
        rows.next();
        digests.put("catalogue", rows.getString(1));
      }
      return digests;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
