package dev.evenomad.persistence.schema;

import dev.evenomad.persistence.Progress;
import dev.evenomad.persistence.schema.SchemaState.Problem;
import dev.evenomad.persistence.schema.SchemaState.Unusable;
import dev.evenomad.persistence.schema.SchemaState.Usable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The schema of the database, and its migrations. Thread-safe. */
public final class Schema {

  /** The table that keeps which migrations were applied. */
  public static final String HISTORY = "flyway_schema_history";

  private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

  private static final String MIGRATIONS = "dev/evenomad/persistence/migration";

  private static final Set<MigrationState> FUTURE =
      Set.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);
  private static final Set<MigrationState> FAILED =
      Set.of(MigrationState.FAILED, MigrationState.MISSING_FAILED);

  /** Applied and not known, or known and passed over. */
  private static final Set<MigrationState> DIFFERENT =
      Set.of(MigrationState.MISSING_SUCCESS, MigrationState.IGNORED);

  /** The end of a description: the migration that a program has to know. */
  private static final Pattern NEEDS = Pattern.compile(" needs (\\d+)$");

  /** What is there, if there is no history: nothing, the original, or what we do not know. */
  private static final String WITHOUT_HISTORY =
      """
      WITH here AS (
        SELECT c.relname
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = coalesce(?, current_schema()) AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
          AND NOT EXISTS (
            SELECT FROM pg_depend d
            WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'))
      SELECT CASE
        WHEN EXISTS (SELECT FROM here WHERE relname = '_prisma_migrations') THEN 'original'
        WHEN EXISTS (SELECT FROM here) THEN 'foreign'
        ELSE 'nothing' END
      WHERE NOT EXISTS (SELECT FROM here WHERE relname = '%s')
      """
          .formatted(HISTORY);

  private static final String NOT_OURS =
      "there is something in the schema, but not the history of EVE Nomad's; use an empty database,"
          + " or name another schema with schema= in the database URL";

  private final DataSource dataSource;
  private final Optional<String> name;

  private Schema(DataSource dataSource, Optional<String> name) {
    this.dataSource = dataSource;
    this.name = name;
  }

  /**
   * A schema of the database of {@code dataSource}.
   *
   * @param name of the schema; created by migrations if it is missing; empty: where the connections
   *     point to
   */
  public static Schema of(DataSource dataSource, Optional<String> name) {
    return new Schema(dataSource, name);
  }

  static Optional<byte[]> sql(String script) {
    try (InputStream file =
        Schema.class.getClassLoader().getResourceAsStream(MIGRATIONS + "/" + script)) {
      return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * How it stands to this program. Changes nothing.
   *
   * @throws SchemaException if the database cannot be asked
   */
  public SchemaState state() {
    Optional<Unusable> foreign = foreign();
    return foreign.isPresent() ? foreign.get() : byHistory();
  }

  private SchemaState byHistory() {
    List<MigrationInfo> all = all();
    Optional<MigrationInfo> tooNew =
        newest(all, info -> FUTURE.contains(info.getState()) && !leavesUs(all, info));
    if (tooNew.isPresent()) {
      return new Unusable(
          Problem.NEWER,
          "the schema is newer than this program: it has the migration %s; run the version of EVE"
                  .formatted(migration(tooNew.get()))
              + " Nomad that made it, or restore a backup from before into an empty database");
    }
    Optional<MigrationInfo> failed = newest(all, info -> FAILED.contains(info.getState()));
    if (failed.isPresent()) {
      return new Unusable(
          Problem.FAILED,
          ("the migration %s failed and left behind what it had done; restore the backup from"
                  + " before it, or undo by hand what it did, delete its row from %s and migrate"
                  + " again")
              .formatted(migration(failed.get()), HISTORY));
    }
    Optional<MigrationInfo> different =
        all.stream()
            .filter(
                info ->
                    DIFFERENT.contains(info.getState())
                        || (info.isApplied() && !info.isChecksumMatching()))
            .findFirst();
    if (different.isPresent()) {
      return new Unusable(
          Problem.DIFFERENT,
          ("the schema has another history than this program knows, beginning with the migration"
                  + " %s; run the version of EVE Nomad that made it, or restore a backup of this"
                  + " version")
              .formatted(migration(different.get())));
    }
    Optional<MigrationInfo> future = newest(all, info -> FUTURE.contains(info.getState()));
    if (future.isPresent()) {
      return new Unusable(
          Problem.AHEAD,
          ("the schema is ahead of this program: it has the migration %s, which servers of this"
                  + " version can live with; for everything else run the version of EVE Nomad that"
                  + " made it")
              .formatted(migration(future.get())));
    }
    return new Usable(
        all.stream().filter(MigrationInfo::isApplied).map(Schema::migration).toList(),
        all.stream().filter(info -> !info.isApplied()).map(Schema::migration).toList());
  }

  /**
   * Whether a migration that we do not know leaves alone what we use. One that takes something away
   * says at the end of its name which migration a program has to know to live with it.
   */
  private static boolean leavesUs(List<MigrationInfo> all, MigrationInfo unknown) {
    Matcher needs = NEEDS.matcher(unknown.getDescription());
    return unknown.getState() == MigrationState.FUTURE_SUCCESS
        && (!needs.find()
            || all.stream()
                .filter(info -> info.getResolvedChecksum() != null)
                .anyMatch(info -> info.getVersion().getVersion().equals(needs.group(1))));
  }

  private Optional<Unusable> foreign() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(WITHOUT_HISTORY)) {
      statement.setString(1, name.orElse(null));
      try (ResultSet rows = statement.executeQuery()) {
        return switch (rows.next() ? rows.getString(1) : "history") {
          case "original" ->
              Optional.of(
                  new Unusable(
                      Problem.FOREIGN,
                      "this is a database of EVE Nomad as Prisma made it; make a new one, and fetch"
                          + " the data of this one with nomad import-prisma"));
          case "foreign" -> Optional.of(new Unusable(Problem.FOREIGN, NOT_OURS));
          default -> Optional.empty();
        };
      }
    } catch (SQLException e) {
      throw unreachable(e);
    }
  }

  /** What this program knows, oldest first. */
  public List<Migration> known() {
    return all().stream()
        .filter(info -> info.getResolvedChecksum() != null)
        .map(
            info ->
                new Migration(
                    info.getVersion().getVersion(),
                    info.getDescription(),
                    info.getScript(),
                    info.getResolvedChecksum()))
        .toList();
  }

  private List<MigrationInfo> all() {
    try {
      return Arrays.stream(flyway().load().info().all())
          .filter(info -> info.getVersion() != null)
          .toList();
    } catch (FlywayException e) {
      throw unreachable(e);
    }
  }

  /**
   * Brings the schema up to date, several processes one after the other.
   *
   * @param progress is told how many migrations are applied
   * @return what was applied, oldest first
   * @throws SchemaException if it is {@link Unusable}, or a migration fails; a migration that fails
   *     is undone, those before it stay. One that is {@link Problem#AHEAD} is left as it is
   */
  public List<Migration> migrate(Progress progress) {
    return migrate(flyway(), progress);
  }

  /**
   * Brings a schema that is not there yet to an older version.
   *
   * @throws SchemaException as {@link #migrate}
   */
  public void migrateTo(String version) {
    migrate(flyway().target(MigrationVersion.fromVersion(version)), Progress.UNSEEN);
  }

  private List<Migration> migrate(FluentConfiguration flyway, Progress progress) {
    SchemaState state = state();
    if (state instanceof Unusable(Problem problem, String explanation)
        && problem == Problem.AHEAD) {
      LOG.warn("{}", explanation);
      return List.of();
    }
    List<Migration> pending = state.orRefuse().pending();
    if (pending.isEmpty()) {
      return List.of();
    }
    flyway.callbacks(new Counting(progress, pending.size()));
    try {
      Set<String> applied =
          flyway.load().migrate().migrations.stream()
              .map(migration -> migration.version)
              .collect(Collectors.toSet());
      return pending.stream().filter(migration -> applied.contains(migration.version())).toList();
    } catch (FlywayException e) {
      if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
        throw new SchemaException(NOT_OURS, e);
      }
      Migration next =
          state().orRefuse().pending().stream().findFirst().orElseThrow(() -> unreachable(e));
      throw new SchemaException(
          "the migration %s failed and was undone: %s".formatted(next, said(e)), e);
    }
  }

  private FluentConfiguration flyway() {
    FluentConfiguration flyway =
        Flyway.configure(Schema.class.getClassLoader())
            .dataSource(dataSource)
            .locations("classpath:" + MIGRATIONS)
            .table(HISTORY)
            .validateMigrationNaming(true)
            // Flyway's own default lets a newer schema pass.
            .ignoreMigrationPatterns(new String[0])
            .cleanDisabled(true);
    name.ifPresent(flyway::schemas);
    return flyway;
  }

  private static Optional<MigrationInfo> newest(
      List<MigrationInfo> all, Predicate<MigrationInfo> which) {
    return all.stream().filter(which).reduce((older, newer) -> newer);
  }

  private static Migration migration(MigrationInfo info) {
    return new Migration(
        info.getVersion().getVersion(),
        info.getDescription(),
        info.getScript(),
        Objects.requireNonNullElse(info.getChecksum(), 0));
  }

  private static SchemaException unreachable(Exception e) {
    return new SchemaException("the schema cannot be read: " + said(e), e);
  }

  /** What the database said, not what the library made of it. */
  private static String said(Throwable e) {
    return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
        .filter(SQLException.class::isInstance)
        .reduce((outer, inner) -> inner)
        .map(Throwable::getMessage)
        .or(() -> Optional.ofNullable(e.getMessage()))
        .orElseGet(e::toString);
  }

  private static final class Counting extends BaseCallback {

    private final Progress progress;
    private final int total;
    private int done;

    Counting(Progress progress, int total) {
      this.progress = progress;
      this.total = total;
    }

    @Override
    public boolean supports(Event event, Context context) {
      return event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public void handle(Event event, Context context) {
      done++;
      progress.at("migrations", done, Math.max(done, total));
    }
  }
}
