package dev.evenomad.bootstrap.sandbox.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults in force. Where several fit a request, the oldest strikes. Thread-safe. */
public final class Faults {

  /**
   * A fault in force.
   *
   * @param id given by {@link #add}
   * @param remaining requests it will still strike; empty until it is cleared
   * @param struck requests it has struck
   */
  public record Active(long id, Fault fault, Optional<Integer> remaining, int struck) {}

  private final List<Active> active = new ArrayList<>();
  private long lastId;

  /** Whether there are any, for the many requests that find none. */
  private volatile boolean any;

  public synchronized Active add(Fault fault) {
    var added = new Active(++lastId, fault, fault.times(), 0);
    active.add(added);
    any = true;
    return added;
  }

  public synchronized List<Active> all() {
    return List.copyOf(active);
  }

  /** Ends one fault; false when there is no such fault in force. */
  public synchronized boolean remove(long id) {
    var removed = active.removeIf(fault -> fault.id() == id);
    any = !active.isEmpty();
    return removed;
  }

  public synchronized void clear() {
    active.clear();
    any = false;
  }

  /** The fault that strikes this request, which counts as struck. */
  Optional<Fault> take(String fullPath, String pathInSite) {
    return any ? takeFirst(fullPath, pathInSite) : Optional.empty();
  }

  private synchronized Optional<Fault> takeFirst(String fullPath, String pathInSite) {
    for (var i = 0; i < active.size(); i++) {
      var candidate = active.get(i);
      if (candidate.fault().strikes(fullPath, pathInSite)) {
        var remaining = candidate.remaining().map(count -> count - 1);
        if (remaining.filter(count -> count == 0).isPresent()) {
          active.remove(i);
          any = !active.isEmpty();
        } else {
          active.set(
              i, new Active(candidate.id(), candidate.fault(), remaining, candidate.struck() + 1));
        }
        return Optional.of(candidate.fault());
      }
    }
    return Optional.empty();
  }
}
