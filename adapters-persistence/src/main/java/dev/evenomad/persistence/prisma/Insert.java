package dev.evenomad.persistence.prisma;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Inserts many rows by one statement, and passes over those that meet what is there already. */
final class Insert {

  private final String table;
  private final Map<String, String> types = new LinkedHashMap<>();
  private String where = "";

  private Insert(String table) {
    this.table = table;
  }

  /**
   * Into that table.
   *
   * @param columns each with its type, separated by commas; {@code id} is the first
   */
  static Insert into(String table, String columns) {
    Insert insert = new Insert(table);
    for (String column : columns.split(",", -1)) {
      String[] parts = column.strip().split(" ", -1);
      insert.types.put(parts[0], parts[1]);
    }
    return insert;
  }

  /** Only rows whose user is there. */
  Insert ofUsers() {
    where = " WHERE EXISTS (SELECT FROM app_user u WHERE u.id = s.user_id)";
    return this;
  }

  String table() {
    return table;
  }

  /** Inserts, and returns the ids of those that were inserted. */
  Set<String> run(Connection connection, List<Draft> drafts) throws SQLException {
    if (drafts.isEmpty()) {
      return Set.of();
    }
    try (PreparedStatement statement = connection.prepareStatement(sql())) {
      int parameter = 0;
      for (String column : types.keySet()) {
        Object[] values = drafts.stream().map(draft -> draft.values().get(column)).toArray();
        statement.setArray(++parameter, connection.createArrayOf("text", values));
      }
      Set<String> inserted = new HashSet<>();
      try (ResultSet ids = statement.executeQuery()) {
        while (ids.next()) {
          inserted.add(ids.getString(1));
        }
      }
      return inserted;
    }
  }

  private String sql() {
    String columns = String.join(", ", types.keySet());
    String values =
        types.entrySet().stream()
            .map(column -> "s." + column.getKey() + "::" + column.getValue())
            .collect(Collectors.joining(", "));
    String arrays = types.keySet().stream().map(c -> "?::text[]").collect(Collectors.joining(", "));
    return "INSERT INTO %s (%s) SELECT %s FROM unnest(%s) AS s (%s)%s ON CONFLICT DO NOTHING RETURNING id"
        .formatted(table, columns, values, arrays, columns, where);
  }
}
