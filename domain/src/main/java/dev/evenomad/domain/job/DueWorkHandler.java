package dev.evenomad.domain.job;

import java.time.Instant;

/**
 * Does due work when its time has come; called by the engine behind {@link Schedule}. The same work
 * may be begun again after a process died in the middle of it, so it has to be idempotent.
 * Implementations are thread-safe.
 */
@FunctionalInterface
public interface DueWorkHandler {

  /**
   * Does {@code work}.
   *
   * @return what becomes of its plan
   * @throws RuntimeException for outages and bugs; the engine tries again later, ever more slowly
   */
  Next handle(DueWork work);

  /** What becomes of a plan once its work is done. */
  sealed interface Next {

    /** Nothing more to do. */
    enum Done implements Next {
      /** The only one. */
      DONE
    }

    /** Again, at that time. */
    record At(Instant instant) implements Next {}
  }
}
