package dev.evenomad.domain.idempotency;

import dev.evenomad.domain.environment.ConflictException;
import java.time.Instant;

/**
 * Requests that users named by a key, and what was answered to them, shared by all processes.
 * Whoever claims a request does it; everybody else who repeats it learns how it stands. They go
 * with their user. Implementations are thread-safe and never wait.
 */
public interface IdempotentRequests {

  /**
   * Claims a request: of any number of callers, at most one gets {@link Claim.Taken}. Takes effect
   * at once, whatever transaction the caller is in.
   *
   * @param holder who claims it: an id that nobody else uses
   * @param until when the claim ends by itself unless the request was answered, so that a process
   *     that died blocks nobody for longer; after {@code now}
   * @param forgotten when the request is forgotten, answered or not; not before {@code until}
   * @throws ConflictException if the user is not there
   */
  Claim claim(KeyedRequest request, String holder, Instant now, Instant until, Instant forgotten);

  /**
   * Keeps the answer to a request that {@code holder} has claimed and not answered yet. Joins
   * transactions, so that a request is done and answered, or neither.
   *
   * @return whether it was kept; if not, the claim was lost to somebody else
   */
  boolean answer(KeyedRequest request, String holder, KeptAnswer answer);

  /**
   * Gives a claim back, if {@code holder} still has it and has not answered; else nothing happens.
   * Takes effect at once.
   */
  void release(KeyedRequest request, String holder);

  /**
   * Removes requests that are forgotten at {@code now}, the earliest first, except those that
   * another transaction is changing.
   *
   * @param limit at most so many, positive
   * @return how many
   */
  int removeForgotten(Instant now, int limit);

  /** How a request stands. */
  sealed interface Claim {

    /** It is the caller's to be done. */
    record Taken() implements Claim {}

    /** Somebody else is doing it. */
    record Running() implements Claim {}

    /** It was done. */
    record Answered(KeptAnswer answer) implements Claim {}

    /** The key stands for another request of the user. */
    record Reused() implements Claim {}
  }
}
