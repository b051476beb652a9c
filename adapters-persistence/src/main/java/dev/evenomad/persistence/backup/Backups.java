package dev.evenomad.persistence.backup;

import dev.evenomad.persistence.Progress;
import dev.evenomad.persistence.schema.Migration;
import dev.evenomad.persistence.schema.Schema;
import dev.evenomad.persistence.schema.SchemaException;
import dev.evenomad.persistence.schema.SchemaState.Unusable;
import dev.evenomad.persistence.schema.SchemaState.Usable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Backups of one database, and the way back from them. Thread-safe.
 *
 * <p>A backup is a ZIP file: {@code schema/*.sql} are the migrations that make the schema, {@code
 * data/*.copy} the rows of the tables in the text format of PostgreSQL's COPY, which neither its
 * version nor the machine's kind changes, and {@code manifest.json} says what all of it is, with
 * checksums; the comment of the ZIP is the checksum of the manifest. Secrets in the rows are as
 * encrypted as they are in the database. Leases and budgets are not in it: they are rights of
 * processes that run now, and what they just spent.
 */
public final class Backups {

  private final DataSource dataSource;
  private final Optional<String> schemaName;
  private final InstantSource clock;

  private Backups(DataSource dataSource, Optional<String> schemaName, InstantSource clock) {
    this.dataSource = dataSource;
    this.schemaName = schemaName;
    this.clock = clock;
  }

  /**
   * Those of the database of {@code dataSource}.
   *
   * @param dataSource gives connections without a limit of time
   * @param schemaName where the tables are; empty: where the connections point to
   * @param clock says when a backup was made
   */
  public static Backups of(
      DataSource dataSource, Optional<String> schemaName, InstantSource clock) {
    return new Backups(dataSource, schemaName, clock);
  }

  /**
   * Makes a backup: one consistent snapshot, while others write. Migrations wait for its end. The
   * file has its name once it is whole, and can be read by its owner alone.
   *
   * @param overwrite whether a file of that name may be replaced
   * @param progress is told of each table how many rows have been read
   * @throws BackupException if there is none, or if the file or the database refuses
   */
  public BackupReport write(Path file, BackupKind kind, boolean overwrite, Progress progress) {
    List<Migration> migrations = applied();
    Instant createdAt = clock.instant();
    try (BackupWriter writer = BackupWriter.begin(file, overwrite);
        Database database = Database.open(dataSource, schemaName)) {
      if (kind.hasSchema()) {
        for (Migration migration : migrations) {
          writer.add(migration, migration.sql().orElseThrow());
        }
      }
      if (kind.hasData()) {
        addData(writer, database, migrations, progress);
      }
      Manifest manifest =
          new Manifest(
              Manifest.FORMAT,
              kind,
              createdAt.toString(),
              migrations.getLast().version(),
              migrations,
              writer.parts());
      long bytes = writer.finish(manifest);
      return new BackupReport(
          file, kind, createdAt, manifest.schemaVersion(), rows(manifest), bytes);
    } catch (IOException e) {
      throw new BackupException("the backup cannot be written: " + said(e), e);
    } catch (SQLException e) {
      throw new BackupException("the database cannot be read: " + Database.said(e), e);
    }
  }

  private List<Migration> applied() {
    return switch (schema().state()) {
      case Usable usable when usable.applied().isEmpty() ->
          throw new BackupException("there is nothing to back up: the database has no schema yet");
      case Usable usable -> usable.applied();
      case Unusable unusable ->
          throw new BackupException("nothing can be backed up here: " + unusable.explanation());
    };
  }

  private void addData(
      BackupWriter writer, Database database, List<Migration> migrations, Progress progress)
      throws SQLException, IOException {
    List<Table> tables = database.tables(database.schema());
    database.transaction(
        () -> {
          database.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
          // Before the snapshot, which the first query takes: DDL does not heed snapshots.
          database.lock(database.schema(), tables, "ACCESS SHARE");
          if (!database.tables(database.schema()).stream()
                  .map(Table::name)
                  .toList()
                  .equals(tables.stream().map(Table::name).toList())
              || !database
                  .texts(
                      "SELECT version FROM %s WHERE version IS NOT NULL ORDER BY installed_rank"
                          .formatted(Database.qualified(database.schema(), Schema.HISTORY)))
                  .equals(migrations.stream().map(Migration::version).toList())) {
            throw new BackupException("the schema was migrated at this moment; try again");
          }
          for (Table table : tables) {
            if (table.isKept()) {
              writer.add(table, database, progress);
            }
          }
        });
  }

  /**
   * Makes of the database what is in a backup, or leaves it as it was: nobody sees anything in
   * between, and after a crash the next restore clears up. A backup of an older schema is brought
   * up to date. Work that was being done is to be done again. Servers should not run meanwhile:
   * what they write while this runs is replaced too.
   *
   * @param replace whether data that are there may be lost
   * @param progress is told what is verified and loaded
   * @throws BackupException if the file is damaged, newer or no backup, if there are data and they
   *     must not be lost, or if the database refuses
   */
  public RestoreReport restore(Path file, boolean replace, Progress progress) {
    try (BackupFile backup = BackupFile.open(file);
        Database database = Database.open(dataSource, schemaName)) {
      String version = new Restore(dataSource, database, schema(), backup, replace, progress).run();
      Manifest manifest = backup.manifest();
      return new RestoreReport(
          file,
          manifest.kind(),
          Instant.parse(manifest.createdAt()),
          manifest.schemaVersion(),
          version,
          rows(manifest));
    } catch (IOException e) {
      throw new BackupException("the backup cannot be read: " + said(e), e);
    } catch (SQLException e) {
      throw new BackupException("nothing was restored: " + Database.said(e), e);
    } catch (SchemaException e) {
      throw new BackupException("nothing was restored: " + e.getMessage(), e);
    }
  }

  private Schema schema() {
    return Schema.of(dataSource, schemaName);
  }

  private static SortedMap<String, Long> rows(Manifest manifest) {
    SortedMap<String, Long> rows = new TreeMap<>();
    manifest.data().forEach(part -> rows.put(part.table(), part.rows()));
    return rows;
  }

  private static String said(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "there is no file " + missing.getFile();
      case AccessDeniedException denied -> "access to " + denied.getFile() + " is denied";
      default -> String.valueOf(e.getMessage());
    };
  }
}
