package dev.evenomad.persistence.backup;

import dev.evenomad.persistence.Progress;
import dev.evenomad.persistence.backup.Manifest.Part;
import dev.evenomad.persistence.schema.Migration;
import dev.evenomad.persistence.schema.Schema;
import dev.evenomad.persistence.schema.SchemaState;
import dev.evenomad.persistence.schema.SchemaState.Problem;
import dev.evenomad.persistence.schema.SchemaState.Unusable;
import dev.evenomad.persistence.schema.SchemaState.Usable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** One way back from a backup. Not thread-safe. */
final class Restore {

  /** Where a database is made anew, beside the one that it will replace. */
  static final String STAGE = "nomad_restore";

  /** What is newer may have more tables than we know; what failed or went astray has not. */
  private static final Set<Problem> NOT_REPLACED =
      Set.of(Problem.FOREIGN, Problem.NEWER, Problem.AHEAD);

  private static final String STAGE_COMMENT = "EVE Nomad: a restore on its way";

  private static final String STAGES =
      """
      SELECT coalesce(obj_description(oid, 'pg_namespace'), '') FROM pg_namespace
      WHERE nspname = '%s'
      """
          .formatted(STAGE);

  /** Those of our triggers. */
  private static final String FUNCTIONS =
      "SELECT format('%I.%I()', n.nspname, p.proname) FROM pg_proc p"
          + " JOIN pg_namespace n ON n.oid = p.pronamespace"
          + " WHERE n.nspname = ? AND p.proname = 'session_ended' AND p.pronargs = 0";

  /** Any number that nobody else takes; Flyway's are others. */
  private static final String TRY_LOCK =
      "SELECT pg_try_advisory_lock(hashtextextended('" + STAGE + "', 0))";

  private final Database database;
  private final Schema target;
  private final Schema stage;
  private final BackupFile backup;
  private final Manifest manifest;
  private final boolean replace;
  private final Progress progress;

  Restore(
      DataSource dataSource,
      Database database,
      Schema target,
      BackupFile backup,
      boolean replace,
      Progress progress) {
    this.database = database;
    this.target = target;
    this.stage = Schema.of(dataSource, Optional.of(STAGE));
    this.backup = backup;
    this.manifest = backup.manifest();
    this.replace = replace;
    this.progress = progress;
  }

  /** Does all of it, or nothing. Returns the version of the schema after it. */
  String run() throws SQLException, IOException {
    List<Migration> known = target.known();
    refuseUnknownHistory(known);
    backup.verify(progress);
    if (!database.texts(TRY_LOCK).equals(List.of("t"))) {
      throw new BackupException("another restore of this database is under way; wait for its end");
    }
    SchemaState state = target.state();
    refuseForeign(state);
    refuseData();
    if (manifest.kind().hasSchema()) {
      wholly();
      return known.getLast().version();
    }
    refuseOtherSchema(state, known);
    database.transaction(
        () -> {
          load(database.schema(), takeTables());
          analyze(database.schema());
        });
    return manifest.schemaVersion();
  }

  private void refuseUnknownHistory(List<Migration> known) {
    List<Migration> theirs = manifest.migrations();
    Set<String> versions = known.stream().map(Migration::version).collect(Collectors.toSet());
    for (Migration migration : theirs) {
      if (!versions.contains(migration.version())) {
        throw new BackupException(
            "the backup is newer than this program: its schema has the migration %s; restore it with"
                    .formatted(migration)
                + " the version of EVE Nomad that made it, or a newer one");
      }
    }
    if (theirs.isEmpty()
        || !theirs.equals(known.stream().limit(theirs.size()).toList())
        || !theirs.getLast().version().equals(manifest.schemaVersion())) {
      throw new BackupException(
          "the schema of the backup has another history than this program knows; restore it with"
              + " the version of EVE Nomad that made it");
    }
  }

  private void refuseForeign(SchemaState state) {
    switch (state) {
      case Usable _ -> {}
      case Unusable(Problem problem, String explanation) -> {
        if (NOT_REPLACED.contains(problem)) {
          throw new BackupException("nothing can be restored here: " + explanation);
        }
      }
    }
  }

  private void refuseData() throws SQLException {
    List<Table> kept = database.tables(database.schema()).stream().filter(Table::isKept).toList();
    List<String> withRows = database.withRows(database.schema(), kept);
    if (!replace && !withRows.isEmpty()) {
      throw new BackupException(
          "there are data in the database (%s); restore into an empty one, or have them replaced with"
                  .formatted(String.join(", ", withRows))
              + " --replace");
    }
  }

  private void wholly() throws SQLException, IOException {
    removeStage();
    database.transaction(
        () -> {
          database.execute("CREATE SCHEMA " + STAGE);
          database.execute("COMMENT ON SCHEMA " + STAGE + " IS '" + STAGE_COMMENT + "'");
        });
    try {
      stage.migrateTo(manifest.schemaVersion());
      List<Table> tables = database.tables(STAGE);
      if (manifest.kind().hasData()) {
        database.transaction(() -> load(STAGE, tables));
      }
      stage.migrate(progress);
      analyze(STAGE);
      database.transaction(this::swap);
    } catch (SQLException | IOException | RuntimeException e) {
      Database.andThen(e, this::removeStage);
      throw e;
    }
  }

  private void removeStage() throws SQLException {
    List<String> comments = database.texts(STAGES);
    if (comments.isEmpty()) {
      return;
    }
    if (!comments.equals(List.of(STAGE_COMMENT))) {
      throw new BackupException(
          "there is a schema named %s in the database, which is no restore's; rename it first"
              .formatted(STAGE));
    }
    database.execute("DROP SCHEMA " + STAGE + " CASCADE");
  }

  private void refuseOtherSchema(SchemaState state, List<Migration> known) {
    if (state instanceof Usable usable && usable.applied().equals(manifest.migrations())) {
      return;
    }
    throw new BackupException(
        "the backup is of data alone, for a schema of version %s, which this database does not have; "
                .formatted(manifest.schemaVersion())
            + (known.equals(manifest.migrations())
                ? "make it first with nomad migrate"
                : "restore it with the version of EVE Nomad that made it, or take a full backup"));
  }

  /** Nobody reads or writes the tables from now on, until the end of the transaction. */
  private List<Table> takeTables() throws SQLException {
    database.execute(
        "SELECT set_config('lock_timeout', '30s', true) WHERE current_setting('lock_timeout') ="
            + " '0'");
    List<Table> tables = database.tables(database.schema());
    database.lock(database.schema(), tables, "ACCESS EXCLUSIVE");
    // A server may have written since this was asked first.
    refuseData();
    return tables;
  }

  private void load(String schema, List<Table> tables) throws SQLException, IOException {
    List<Table> kept = tables.stream().filter(Table::isKept).toList();
    refuseOtherTables(kept);
    Indexes indexes = Indexes.dropped(database, schema, tables);
    database.execute("TRUNCATE " + Database.qualified(schema, tables));
    for (Part part : manifest.data().toList()) {
      load(schema, part);
    }
    if (isAmong(tables, "scheduled_tasks")) {
      // The engines that had it are no more; should one be, it has no say in it any longer.
      database.execute(
          "UPDATE %s SET picked = false, picked_by = NULL, last_heartbeat = NULL,"
                  .formatted(Database.qualified(schema, "scheduled_tasks"))
              + " version = version + 1 WHERE picked");
    }
    indexes.make(progress);
  }

  private static boolean isAmong(List<Table> tables, String name) {
    return tables.stream().anyMatch(table -> table.name().equals(name));
  }

  private void refuseOtherTables(List<Table> kept) {
    Map<String, Set<String>> here =
        kept.stream().collect(Collectors.toMap(Table::name, table -> Set.copyOf(table.columns())));
    Map<String, Set<String>> there =
        manifest.data().collect(Collectors.toMap(Part::table, part -> Set.copyOf(part.columns())));
    if (!there.equals(here)) {
      throw new BackupException(
          "the tables of the backup are not those of its schema version; take another backup");
    }
  }

  private void load(String schema, Part part) throws SQLException, IOException {
    try {
      backup.read(
          part,
          measured ->
              progress.at(part.table(), Math.min(measured.lines(), part.rows()), part.rows()),
          content -> {
            long rows = database.copyIn(schema, part.table(), part.columns(), content);
            if (rows != part.rows()) {
              throw new BackupException(
                  "nothing was restored: %d of %d rows of %s came to the database"
                      .formatted(rows, part.rows(), part.table()));
            }
          });
    } catch (SQLException e) {
      throw new BackupException(
          "nothing was restored, because of the rows of %s: %s"
              .formatted(part.table(), Database.said(e)),
          e);
    }
  }

  private void analyze(String schema) throws SQLException {
    database.execute("ANALYZE " + String.join(", ", withHistory(schema)));
  }

  /** The new tables take the place of the old ones, for everybody at once. */
  private void swap() throws SQLException {
    String schema = Database.quoted(database.schema());
    database.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
    takeTables();
    List<String> old = withHistory(database.schema());
    if (!old.isEmpty()) {
      database.execute("DROP TABLE " + String.join(", ", old));
    }
    for (String function : database.texts(FUNCTIONS, database.schema())) {
      database.execute("DROP FUNCTION " + function);
    }
    for (String function : database.texts(FUNCTIONS, STAGE)) {
      database.execute("ALTER FUNCTION " + function + " SET SCHEMA " + schema);
    }
    for (String table : withHistory(STAGE)) {
      database.execute("ALTER TABLE " + table + " SET SCHEMA " + schema);
    }
    // Refuses to go if there is anything left in it that should have moved.
    database.execute("DROP SCHEMA " + STAGE);
  }

  private List<String> withHistory(String schema) throws SQLException {
    return Stream.concat(
            database.tables(schema).stream().map(Table::name),
            database
                .texts(
                    "SELECT tablename FROM pg_tables WHERE schemaname = ? AND tablename = ?",
                    schema,
                    Schema.HISTORY)
                .stream())
        .map(name -> Database.qualified(schema, name))
        .toList();
  }
}
