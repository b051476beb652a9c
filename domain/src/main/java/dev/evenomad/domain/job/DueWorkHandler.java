package dev.evenomad.domain.job;

import java.time.Instant;
import java.util.Optional;

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

  /**
   * Does {@code work} as long as it holds it; what engines call.
   *
   * @param hold to be asked before anything that cannot be taken back
   */
  default Next handle(DueWork work, Hold hold) {
    return handle(work);
  }

  /** The right to do a piece of work, which ends when its process is taken for dead. */
  @FunctionalInterface
  interface Hold {

    /** One that does not end. */
    Hold FOR_EVER = () -> true;

    /**
     * Whether the work is still this process's. If not, another one may be doing it: this one was
     * stopped or cut off from the others for too long.
     */
    boolean lasts();
  }

  /** What becomes of a plan once its work is done. */
  sealed interface Next {

    /** Nothing more to do. */
    enum Done implements Next {
      /** The only one. */
      DONE
    }

    /**
     * Again, at that time.
     *
     * @param urgency how urgent it is then; empty: as it was
     */
    record At(Instant instant, Optional<Urgency> urgency) implements Next {

      /** At that time, as urgent as it was. */
      public At(Instant instant) {
        this(instant, Optional.empty());
      }

      /** At that time, so urgent. */
      public At(Instant instant, Urgency urgency) {
        this(instant, Optional.of(urgency));
      }
    }
  }
}
