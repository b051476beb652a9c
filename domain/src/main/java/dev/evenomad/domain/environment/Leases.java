package dev.evenomad.domain.environment;

import dev.evenomad.domain.text.WellFormedText;
import java.time.Instant;

/**
 * Short, exclusive rights among all processes of an installation, for work that must not run twice
 * at the same time and cannot hold a transaction open, such as a call to another service.
 * Implementations are thread-safe and never wait.
 */
public interface Leases {

  /**
   * Takes the lease named {@code name} if nobody holds it at {@code now}. Takes effect at once,
   * whatever transaction the caller is in.
   *
   * @param name {@linkplain WellFormedText well-formed}, as {@code holder} is
   * @param holder who takes it: an id that nobody else uses
   * @param until when it ends by itself, so that a process that died blocks nobody for longer;
   *     after {@code now}
   * @return whether it was taken
   */
  boolean take(String name, String holder, Instant now, Instant until);

  /** Gives the lease back, if {@code holder} still holds it; else nothing happens. */
  void release(String name, String holder);
}
