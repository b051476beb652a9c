package dev.evenomad.persistence.schema;

import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The schema of the database, and its migrations. */
public final class Schema {

  private static final String MIGRATIONS = "classpath:dev/evenomad/persistence/migration";

  private Schema() {}

  /**
   * Brings the schema up to date, several processes one after the other. Refuses a schema that is
   * newer than this version, or that a failed migration left behind.
   *
   * @param name of the schema; created if it is missing; empty: where the connections point to
   * @return how many migrations were applied
   */
  public static int migrate(DataSource dataSource, Optional<String> name) {
    FluentConfiguration flyway =
        Flyway.configure(Schema.class.getClassLoader())
            .dataSource(dataSource)
            .locations(MIGRATIONS)
            .validateMigrationNaming(true)
            // Flyway's own default lets a newer schema pass.
            .ignoreMigrationPatterns(new String[0])
            .cleanDisabled(true);
    name.ifPresent(flyway::schemas);
    return flyway.load().migrate().migrationsExecuted;
  }
}
