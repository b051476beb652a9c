package dev.evenomad.domain.environment;

import java.util.function.Supplier;

/**
 * Runs several steps on the stores as one. Everything that a store or the schedule does inside is
 * kept together or not at all; a store that is called outside of any transaction runs in one of its
 * own. Implementations are thread-safe; a transaction belongs to the thread that began it.
 */
public interface Transactions {

  /**
   * Runs {@code work} in a transaction and returns its result once it is committed. Inside of a
   * running transaction it joins that one.
   *
   * <p>When another writer got in the way ({@link ConflictException}, a deadlock, a serialization
   * failure), the outermost call rolls back and runs {@code work} again, a few times. So {@code
   * work} reads what it depends on itself and touches nothing but stores and schedule: no remote
   * calls, no side effects.
   *
   * @throws ConflictException if other writers kept winning; nothing was written
   * @throws OutageException if the stores cannot be used now
   * @throws RuntimeException whatever {@code work} threw; nothing was written
   */
  <T> T call(Supplier<T> work);

  /** As {@link #call}, for work without a result. */
  default void run(Runnable work) {
    this.<Boolean>call(
        () -> {
          work.run();
          return true;
        });
  }
}
