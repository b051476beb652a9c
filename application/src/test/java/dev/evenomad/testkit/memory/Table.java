package dev.evenomad.testkit.memory;

import dev.evenomad.domain.environment.ConflictException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Rows under their keys. Every step is a transaction, or joins the one that is running. */
final class Table<K, V> {

  private final InMemoryTransactions transactions;
  private final Function<V, K> keyOf;
  private final Map<K, V> rows = new HashMap<>();

  Table(InMemoryTransactions transactions, Function<V, K> keyOf) {
    this.transactions = transactions;
    this.keyOf = keyOf;
  }

  Optional<V> find(K key) {
    return transactions.call(() -> Optional.ofNullable(rows.get(key)));
  }

  /** Matching rows in no order. */
  List<V> select(Predicate<V> condition) {
    return transactions.call(() -> rows.values().stream().filter(condition).toList());
  }

  /**
   * A new row.
   *
   * @throws ConflictException if its key is taken
   */
  void insert(V row) {
    transactions.run(
        () -> {
          if (rows.containsKey(keyOf.apply(row))) {
            throw new ConflictException(keyOf.apply(row) + " is there already");
          }
          put(row);
        });
  }

  /** A row in place of the one under its key, if any. */
  void put(V row) {
    transactions.run(
        () -> {
          K key = keyOf.apply(row);
          Optional<V> before = Optional.ofNullable(rows.put(key, row));
          transactions.onRollback(() -> restore(key, before));
        });
  }

  /** Removes matching rows and returns them. */
  List<V> remove(Predicate<V> condition) {
    return transactions.call(
        () -> {
          List<V> removed = select(condition);
          for (V row : removed) {
            K key = keyOf.apply(row);
            rows.remove(key);
            transactions.onRollback(() -> restore(key, Optional.of(row)));
          }
          return removed;
        });
  }

  /** Removes at most {@code limit} matching rows, the earliest first, and returns how many. */
  int removeEarliest(Predicate<V> condition, Function<V, Instant> time, int limit) {
    return transactions.call(
        () -> {
          Set<V> earliest =
              select(condition).stream()
                  .sorted(Comparator.comparing(time))
                  .limit(limit)
                  .collect(Collectors.toSet());
          return remove(earliest::contains).size();
        });
  }

  private void restore(K key, Optional<V> row) {
    row.ifPresentOrElse(value -> rows.put(key, value), () -> rows.remove(key));
  }
}
