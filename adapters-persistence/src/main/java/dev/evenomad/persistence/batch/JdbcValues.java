package dev.evenomad.persistence.batch;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values on their way into statements about many rows, and out of their results. */
public final class JdbcValues {

  private JdbcValues() {}

  /**
   * A value of each of {@code all}, in order.
   *
   * @param type of the values, as PostgreSQL names it
   */
  public static <T> Array array(
      Connection connection, String type, Collection<T> all, Function<T, @Nullable Object> value)
      throws SQLException {
    return connection.createArrayOf(type, all.stream().map(value).toArray());
  }

  /** What stands for {@code moment} in an array of {@code timestamptz}. */
  public static @Nullable String text(Optional<Instant> moment) {
    return moment.map(Instant::toString).orElse(null);
  }

  /** The moment in a column of type {@code timestamptz} that is never null. */
  public static Instant moment(ResultSet columns, String name) throws SQLException {
    return Objects.requireNonNull(nullableMoment(columns, name));
  }

  /** The moment in a column of type {@code timestamptz}; null if that is. */
  public static @Nullable Instant nullableMoment(ResultSet columns, String name)
      throws SQLException {
    OffsetDateTime moment = columns.getObject(name, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }
}
