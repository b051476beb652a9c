package dev.evenomad.testkit.memory;

import dev.evenomad.domain.environment.Leases;
import dev.evenomad.domain.text.WellFormedText;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@link Leases} in memory, among the threads of one process. Thread-safe. */
public final class InMemoryLeases implements Leases {

  private final Map<String, Lease> leases = new HashMap<>();

  /** No lease is taken yet. */
  public InMemoryLeases() {}

  @Override
  public synchronized boolean take(String name, String holder, Instant now, Instant until) {
    require(name, holder);
    boolean free =
        Optional.ofNullable(leases.get(name)).filter(held -> held.until.isAfter(now)).isEmpty();
    if (free) {
      leases.put(name, new Lease(holder, until));
    }
    return free;
  }

  @Override
  public synchronized void release(String name, String holder) {
    require(name, holder);
    leases.computeIfPresent(name, (key, held) -> held.holder.equals(holder) ? null : held);
  }

  private static void require(String name, String holder) {
    WellFormedText.require("the name of a lease", name);
    WellFormedText.require("the holder of a lease", holder);
  }

  private record Lease(String holder, Instant until) {}
}
