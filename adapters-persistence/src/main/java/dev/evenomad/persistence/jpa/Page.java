package dev.evenomad.persistence.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Selects a page of a table that has the columns {@code created_at} and {@code id}: the newest
 * first, by keyset. In SQL, because JPQL knows neither collations nor comparisons of rows, which
 * let an index lead to where the page begins.
 */
final class Page<R> {

  private final Class<R> row;
  private final StringBuilder sql;
  private final List<Object> values = new ArrayList<>();

  private Page(String table, Class<R> row) {
    this.row = row;
    this.sql = new StringBuilder("SELECT * FROM ").append(table).append(" WHERE TRUE");
  }

  static <R> Page<R> of(String table, Class<R> row) {
    return new Page<>(table, row);
  }

  /** Admits only rows whose {@code column} compares so to the value; all, if there is none. */
  Page<R> where(String column, String comparison, Optional<?> value) {
    value.ifPresent(
        present ->
            sql.append(" AND ")
                .append(column)
                .append(' ')
                .append(comparison)
                .append(parameter(present)));
    return this;
  }

  /** Begins after the row that was created then and has that id. */
  Page<R> after(Instant createdAt, String id) {
    sql.append(" AND (created_at, id COLLATE \"C\") < (")
        .append(parameter(createdAt))
        .append(',')
        .append(parameter(id))
        .append(')');
    return this;
  }

  /**
   * The page as the domain has it.
   *
   * @param limit at most so many rows
   * @param toDomain of each row
   * @param page of its items, and of the last one of them if more follow
   */
  <T, P> P read(
      EntityManager manager,
      int limit,
      Function<R, T> toDomain,
      BiFunction<List<T>, Optional<T>, P> page) {
    List<T> found = first(limit + 1, manager).map(toDomain).toList();
    if (found.size() <= limit) {
      return page.apply(found, Optional.empty());
    }
    List<T> items = found.subList(0, limit);
    return page.apply(items, Optional.of(items.getLast()));
  }

  private Stream<R> first(int limit, EntityManager manager) {
    int last = values.size() + 1;
    Query query =
        manager.createNativeQuery(
            sql + " ORDER BY created_at DESC, id COLLATE \"C\" DESC LIMIT ?" + last, row);
    for (int i = 1; i < last; i++) {
      query.setParameter(i, values.get(i - 1));
    }
    query.setParameter(last, limit);
    Stream<?> rows = query.getResultStream();
    return rows.map(row::cast);
  }

  private String parameter(Object value) {
    values.add(value);
    return " ?" + values.size();
  }
}
