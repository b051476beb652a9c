package dev.evenomad.testkit.memory;

import dev.evenomad.domain.environment.Leases;
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
    boolean free =
        Optional.ofNullable(leases.get(name)).filter(held -> held.until.isAfter(now)).isEmpty();
    if (free) {
      leases.put(name, new Lease(holder, until));
    }
    return free;
  }

  @Override
  public synchronized void release(String name, String holder) {
    leases.computeIfPresent(name, (key, held) -> held.holder.equals(holder) ? null : held);
  }

  private record Lease(String holder, Instant until) {}
}
