package dev.evenomad.persistence.backup;

import dev.evenomad.persistence.Progress;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What keeps tables in order, taken away while rows are loaded and made again after it, which is
 * several times as fast as to keep it row by row, and needs no order among the tables. Within one
 * transaction.
 */
final class Indexes {

  /** Foreign keys first, because they need the indexes of what they refer to. */
  private static final String CONSTRAINTS =
      """
      SELECT %s
      FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
      WHERE t.oid IN (%s) AND c.contype IN ('f', 'p', 'u', 'x')
      ORDER BY c.contype <> 'f', c.oid
      """;

  private static final String PLAIN_INDEXES =
      """
      SELECT %s
      FROM pg_index i
      WHERE i.indrelid IN (%s)
        AND NOT EXISTS (SELECT FROM pg_constraint c
          WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x'))
      ORDER BY i.indexrelid
      """;

  private final Database database;
  private final List<String> make;

  private Indexes(Database database, List<String> make) {
    this.database = database;
    this.make = make;
  }

  /** Takes the indexes, keys and foreign keys of the tables away. */
  static Indexes dropped(Database database, String schema, List<Table> tables) throws SQLException {
    // What is printed is qualified where it has to be.
    database.execute("SET LOCAL search_path = " + Database.quoted(schema));
    String oids =
        String.join(
            ", ",
            tables.stream()
                .map(table -> "'" + Database.qualified(schema, table.name()) + "'::regclass")
                .toList());
    List<String> drop = new ArrayList<>();
    List<String> make = new ArrayList<>();
    if (!tables.isEmpty()) {
      drop.addAll(
          database.texts(
              CONSTRAINTS.formatted(
                  "format('ALTER TABLE %s DROP CONSTRAINT %I', t.oid::regclass, c.conname)",
                  oids)));
      make.addAll(
          database.texts(
              CONSTRAINTS.formatted(
                  "format('ALTER TABLE %s ADD CONSTRAINT %I %s', t.oid::regclass, c.conname,"
                      + " pg_get_constraintdef(c.oid))",
                  oids)));
      drop.addAll(
          database.texts(
              PLAIN_INDEXES.formatted("format('DROP INDEX %s', i.indexrelid::regclass)", oids)));
      make.addAll(database.texts(PLAIN_INDEXES.formatted("pg_get_indexdef(i.indexrelid)", oids)));
    }
    for (String sql : drop) {
      database.execute(sql);
    }
    return new Indexes(database, make.reversed());
  }

  /** Makes them again; fails if the rows break a key. */
  void make(Progress progress) throws SQLException {
    for (int i = 0; i < make.size(); i++) {
      progress.at("indexes", i, make.size());
      database.execute(make.get(i));
    }
    progress.at("indexes", make.size(), make.size());
  }
}
