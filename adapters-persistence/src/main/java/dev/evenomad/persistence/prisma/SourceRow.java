package dev.evenomad.persistence.prisma;

import dev.evenomad.persistence.jpa.Json;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A row of the original as it is read, with what had to be changed about it. Whoever reads a value
 * that the original's schema does not allow to be absent, and that is, gets an {@link
 * IllegalArgumentException} with the reason.
 */
final class SourceRow {

  /** Long before EVE; before 1582, calendars differ. */
  private static final LocalDateTime FIRST = LocalDateTime.of(1970, 1, 1, 0, 0);

  /** What an answer of ours can say: four digits of a year. */
  private static final LocalDateTime LAST = LocalDateTime.of(9999, 12, 31, 23, 59, 59);

  private final ResultSet row;
  private final List<String> changes = new ArrayList<>();

  SourceRow(ResultSet row) {
    this.row = row;
  }

  /** Notes what is not as it was; once is enough. */
  void changed(String what) {
    if (!changes.contains(what)) {
      changes.add(what);
    }
  }

  String originalId() throws SQLException {
    return Objects.requireNonNullElse(row.getString("id"), "");
  }

  /** The id of this row here. */
  String id() throws SQLException {
    String original = originalId();
    if (!OriginalIds.kept(original)) {
      changed("its id is not 1 to 64 visible ASCII characters; it has a new one");
    }
    return OriginalIds.here(original);
  }

  /** The id here of the row that this one names. */
  String reference(String column) throws SQLException {
    return OriginalIds.here(text(column));
  }

  String text(String column) throws SQLException {
    return optionalText(column).orElseThrow(() -> missing(column));
  }

  Optional<String> optionalText(String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  /** That text as a value of ours; none, and noted, if it cannot be one. */
  <T> Optional<T> valid(String column, Function<String, T> value, String change)
      throws SQLException {
    Optional<String> text = optionalText(column);
    try {
      return text.map(value);
    } catch (IllegalArgumentException e) {
      changed(change);
      return Optional.empty();
    }
  }

  boolean flag(String column) throws SQLException {
    return row.getBoolean(column);
  }

  long number(String column) throws SQLException {
    return optionalNumber(column).orElseThrow(() -> missing(column));
  }

  Optional<Long> optionalNumber(String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  /** An id of EVE's that has to be there. */
  long eveId(String column) throws SQLException {
    long id = number(column);
    if (id <= 0) {
      throw new IllegalArgumentException("its " + column + " is not positive");
    }
    return id;
  }

  /** An id of EVE's; none, and noted, if it cannot be one. */
  Optional<Long> optionalEveId(String column) throws SQLException {
    Optional<Long> id = optionalNumber(column);
    if (id.filter(value -> value <= 0).isPresent()) {
      changed("its " + column + " is not positive; it has none");
      return Optional.empty();
    }
    return id;
  }

  /** Prisma keeps UTC without saying so. */
  Instant time(String column) throws SQLException {
    return optionalTime(column).orElseThrow(() -> missing(column));
  }

  Optional<Instant> optionalTime(String column) throws SQLException {
    LocalDateTime time = row.getObject(column, LocalDateTime.class);
    if (time == null) {
      return Optional.empty();
    }
    if (time.isBefore(FIRST) || time.isAfter(LAST)) {
      changed("its " + column + " is not in the years 1970 to 9999; it is the nearest that is");
      time = time.isBefore(FIRST) ? FIRST : LAST;
    }
    return Optional.of(time.toInstant(ZoneOffset.UTC));
  }

  /** SQL's NULL is none; JSON's {@code null} is a value. */
  Optional<String> json(String column) throws SQLException {
    Optional<String> json = optionalText(column);
    if (json.isPresent() && !Json.readable(json.get())) {
      changed("its " + column + " is nested too deeply; it has none");
      return Optional.empty();
    }
    return json;
  }

  /** SQL's NULL is an empty list. */
  List<String> texts(String column) throws SQLException {
    Array array = row.getArray(column);
    return array == null
        ? List.of()
        : Arrays.stream((Object[]) array.getArray())
            .filter(Objects::nonNull)
            .map(Object::toString)
            .toList();
  }

  /** The row that this one becomes. */
  Draft becomes(Columns columns) throws SQLException {
    return new Draft(originalId(), columns.values, List.copyOf(changes));
  }

  private static IllegalArgumentException missing(String column) {
    return new IllegalArgumentException("it has no " + column);
  }

  /** The values of a draft, as PostgreSQL writes them. */
  static final class Columns {

    private final Map<String, @Nullable String> values = new LinkedHashMap<>();

    Columns with(String column, Object value) {
      values.put(column, value.toString());
      return this;
    }

    Columns with(String column, Optional<?> value) {
      values.put(column, value.map(Object::toString).orElse(null));
      return this;
    }
  }
}
