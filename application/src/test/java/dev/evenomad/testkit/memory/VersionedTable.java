package dev.evenomad.testkit.memory;

import dev.evenomad.domain.environment.ConflictException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** A table whose rows count their changes, so that the second of two writers is refused. */
final class VersionedTable<K, V> {

  private final InMemoryTransactions transactions;
  private final Table<K, V> table;
  private final Function<V, K> keyOf;
  private final ToLongFunction<V> versionOf;
  private final Renewal<V> renewal;

  VersionedTable(
      InMemoryTransactions transactions,
      Function<V, K> keyOf,
      ToLongFunction<V> versionOf,
      Renewal<V> renewal) {
    this.transactions = transactions;
    this.table = new Table<>(transactions, keyOf);
    this.keyOf = keyOf;
    this.versionOf = versionOf;
    this.renewal = renewal;
  }

  Optional<V> find(K key) {
    return table.find(key);
  }

  List<V> select(Predicate<V> condition) {
    return table.select(condition);
  }

  /**
   * A new row, as its first version.
   *
   * @throws ConflictException if its key is taken
   */
  void insert(V row) {
    table.insert(renewal.withVersion(row, 1));
  }

  /**
   * A changed row, as the version after its own.
   *
   * @throws ConflictException if that is not the stored one, or nothing is stored
   */
  void update(V row) {
    transactions.run(
        () -> {
          K key = keyOf.apply(row);
          V stored =
              table.find(key).orElseThrow(() -> new ConflictException(key + " is not there"));
          if (versionOf.applyAsLong(stored) != versionOf.applyAsLong(row)) {
            throw new ConflictException(key + " was changed by another writer");
          }
          table.put(renewal.withVersion(row, versionOf.applyAsLong(row) + 1));
        });
  }

  /** A row in place of the one under its key, as the same version: no writer is refused for it. */
  void amend(V row) {
    table.put(row);
  }

  List<V> remove(Predicate<V> condition) {
    return table.remove(condition);
  }

  /**
   * As {@link Table#removeEarliest}: removes at most {@code limit} matching rows, the earliest
   * first, and returns how many.
   */
  int removeEarliest(Predicate<V> condition, Function<V, Instant> time, int limit) {
    return table.removeEarliest(condition, time, limit);
  }

  /** Makes the same row with another version. */
  @FunctionalInterface
  interface Renewal<V> {
    V withVersion(V row, long version);
  }
}
