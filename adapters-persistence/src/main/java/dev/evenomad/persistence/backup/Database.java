package dev.evenomad.persistence.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** One connection, and what backup and restore ask of it. Not thread-safe. */
final class Database implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private static final List<String> LIMITS =
      List.of("statement_timeout", "idle_in_transaction_session_timeout");

  private static final String TABLES =
      """
      SELECT c.relname, greatest(c.reltuples, 0)::bigint,
          (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
           WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '')
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relkind IN ('r', 'p') AND c.relname = ANY (?)
      ORDER BY c.relname COLLATE "C"
      """;

  private final Connection connection;
  private final String schema;

  private Database(Connection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
  }

  /** A connection without limits of time, whose times are in UTC. */
  static Database open(DataSource dataSource, Optional<String> schema) throws SQLException {
    Connection connection = dataSource.getConnection();
    try (Statement statement = connection.createStatement()) {
      for (String setting : LIMITS) {
        statement.execute("SET %s = 0".formatted(setting));
      }
      statement.execute("SET TimeZone = 'UTC'");
      try (ResultSet rows =
          statement.executeQuery("SELECT coalesce(current_schema()::text, 'public')")) {
        rows.next();
        String current = rows.getString(1);
        return new Database(connection, schema.orElse(current));
      }
    } catch (SQLException e) {
      try (connection) {
        throw e;
      }
    }
  }

  /** The schema that the tables are in. */
  String schema() {
    return schema;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of what {@code sql} finds. */
  List<String> texts(String sql, String... arguments) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setString(i + 1, arguments[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        List<String> found = new ArrayList<>();
        while (rows.next()) {
          found.add(rows.getString(1));
        }
        return found;
      }
    }
  }

  /** Those of our tables that are in a schema. */
  List<Table> tables(String schema) throws SQLException {
    Array names = connection.createArrayOf("text", Table.OURS.toArray());
    try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
      statement.setString(1, schema);
      statement.setArray(2, names);
      try (ResultSet rows = statement.executeQuery()) {
        List<Table> found = new ArrayList<>();
        while (rows.next()) {
          String[] columns = (String[]) rows.getArray(3).getArray();
          found.add(new Table(rows.getString(1), List.of(columns), rows.getLong(2)));
        }
        return found;
      }
    }
  }

  /** Those of the tables that have rows. */
  List<String> withRows(String schema, Collection<Table> tables) throws SQLException {
    return tables.isEmpty()
        ? List.of()
        : texts(
            tables.stream()
                .map(
                    table ->
                        "SELECT '%s' WHERE EXISTS (SELECT FROM %s)"
                            .formatted(table.name(), qualified(schema, table.name())))
                .collect(Collectors.joining(" UNION ALL ")));
  }

  /** Waits until nobody else holds a lock on the tables that conflicts with this one. */
  void lock(String schema, Collection<Table> tables, String mode) throws SQLException {
    if (!tables.isEmpty()) {
      execute("LOCK TABLE " + qualified(schema, tables) + " IN " + mode + " MODE");
    }
  }

  /** All rows of a table. Returns how many. */
  long copyOut(Table table, OutputStream to) throws SQLException, IOException {
    return connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyOut("COPY " + withColumns(schema, table.name(), table.columns()) + " TO STDOUT", to);
  }

  /** All rows into a table that was emptied in this transaction. Returns how many. */
  long copyIn(String schema, String table, List<String> columns, InputStream from)
      throws SQLException, IOException {
    return connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn(
            "COPY " + withColumns(schema, table, columns) + " FROM STDIN WITH (FREEZE)",
            from,
            BUFFER);
  }

  /** Does all of it, or nothing. */
  void transaction(Work work) throws SQLException, IOException {
    connection.setAutoCommit(false);
    try {
      work.run();
      connection.commit();
    } catch (SQLException | IOException | RuntimeException e) {
      andThen(e, this::rollback);
      throw e;
    }
    connection.setAutoCommit(true);
  }

  private void rollback() throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
  }

  /** What is done after a failure does not hide it. */
  static void andThen(Exception failure, Cleanup cleanup) {
    try {
      cleanup.run();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  /** Leaves no trace in a connection that others go on with. */
  @Override
  public void close() {
    try (connection;
        Statement statement = connection.createStatement()) {
      for (String setting : LIMITS) {
        statement.execute("RESET " + setting);
      }
      statement.execute("RESET TimeZone");
      statement.execute("SELECT pg_advisory_unlock_all()");
    } catch (SQLException _) {
      // What was done is done; a connection that is broken keeps nothing.
    }
  }

  static String qualified(String schema, Collection<Table> tables) {
    return tables.stream()
        .map(table -> qualified(schema, table.name()))
        .collect(Collectors.joining(", "));
  }

  static String qualified(String schema, String name) {
    return quoted(schema) + "." + quoted(name);
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String withColumns(String schema, String table, List<String> columns) {
    return qualified(schema, table)
        + columns.stream().map(Database::quoted).collect(Collectors.joining(", ", " (", ")"));
  }

  /** What the database said, without values of rows. */
  static String said(SQLException e) {
    ServerErrorMessage server =
        e instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    if (server == null) {
      return String.valueOf(e.getMessage());
    }
    String state = String.valueOf(server.getSQLState());
    if (state.equals("55P03") || state.equals("40P01")) {
      return "the tables are in use; stop the servers, and try again";
    }
    if (state.equals("2BP01")) {
      return "what is not EVE Nomad's needs its tables (%s); remove it, and make it again afterwards"
          .formatted(server.getDetail());
    }
    // Data exceptions and violated constraints quote what they are about.
    if (state.startsWith("22") || state.startsWith("23")) {
      return Stream.of(
              "SQLSTATE " + state, server.getTable(), server.getColumn(), server.getConstraint())
          .filter(Objects::nonNull)
          .collect(Collectors.joining(", ", "a value does not fit (", ")"));
    }
    return String.valueOf(server.getMessage());
  }

  /** What a transaction does. */
  @FunctionalInterface
  interface Work {
    void run() throws SQLException, IOException;
  }

  /** What is done after a failure. */
  @FunctionalInterface
  interface Cleanup {
    void run() throws SQLException;
  }
}
