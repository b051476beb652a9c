package dev.evenomad.persistence.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Columns of type {@code timestamptz}. */
final class Moments {

  private Moments() {}

  static Instant of(ResultSet columns, String name) throws SQLException {
    return Objects.requireNonNull(ofNullable(columns, name));
  }

  static @Nullable Instant ofNullable(ResultSet columns, String name) throws SQLException {
    OffsetDateTime moment = columns.getObject(name, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }
}
