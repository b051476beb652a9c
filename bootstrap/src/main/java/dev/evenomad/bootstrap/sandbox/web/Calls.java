package dev.evenomad.bootstrap.sandbox.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many requests were answered, by operation and status. Thread-safe, cheap to add to. */
public final class Calls {

  /**
   * A number of answers.
   *
   * @param operation method and template of the path
   * @param status 0 when the connection was closed instead
   */
  public record Count(String operation, int status, long count) {}

  private record Kind(String operation, int status) {}

  private final Map<Kind, LongAdder> counts = new ConcurrentHashMap<>();

  /** Counts one more. */
  public void add(String operation, int status) {
    counts.computeIfAbsent(new Kind(operation, status), kind -> new LongAdder()).increment();
  }

  /** The counts by operation, then by status. */
  public List<Count> all() {
    var all = new ArrayList<Count>();
    counts.forEach(
        (kind, count) -> all.add(new Count(kind.operation(), kind.status(), count.sum())));
    all.sort(Comparator.comparing(Count::operation).thenComparingInt(Count::status));
    return all;
  }

  /** Counts from nothing again. */
  public void clear() {
    counts.clear();
  }
}
