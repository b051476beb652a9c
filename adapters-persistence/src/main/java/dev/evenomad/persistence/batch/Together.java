package dev.evenomad.persistence.batch;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does together what several threads want done at the same time: while one batch is done, the next
 * one gathers, and is done by the first of those who wait for it. A thread that comes alone is not
 * kept waiting. Thread-safe.
 *
 * @param <T> what is to be done
 * @param <R> what came of it
 */
public final class Together<T, R> {

  /** Classes of SQLSTATE: wrong data, violated constraints, deadlocks. */
  private static final Set<String> ABOUT_ONE = Set.of("22", "23", "40");

  private final Function<List<T>, List<R>> deed;
  private List<Wish<T, R>> gathered = new ArrayList<>();
  private boolean busy;

  /**
   * Does that with each batch. If it fails with several at once, it is done with each alone, so
   * that whatever it was about one is not the others' trouble; but not if it was the database.
   *
   * @param deed done by one of the threads that wait for it, with at least one at a time; answers
   *     with as many results, in the same order. Must be one that may be done again if it failed
   */
  public Together(Function<List<T>, List<R>> deed) {
    this.deed = deed;
  }

  /**
   * Comes back with the result when it is done. An interrupt does not keep it from being done, for
   * the others' sake, and is there again afterwards.
   *
   * @throws IllegalStateException if the deed failed, which is its cause
   */
  public R add(T thing) {
    Wish<T, R> wish = new Wish<>(thing);
    if (isFirst(wish) || wish.turn.join()) {
      lead();
    }
    return wish.result();
  }

  /** Whether nobody else is at it, who would see to the next batch. */
  private synchronized boolean isFirst(Wish<T, R> wish) {
    gathered.add(wish);
    boolean first = !busy;
    busy = true;
    return first;
  }

  private void lead() {
    List<Wish<T, R>> batch = take();
    boolean interrupted = false;
    try {
      interrupted = run(batch);
    } finally {
      handOver();
      batch.forEach(Wish::release);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized List<Wish<T, R>> take() {
    List<Wish<T, R>> batch = gathered;
    gathered = new ArrayList<>();
    return batch;
  }

  private synchronized void handOver() {
    busy = !gathered.isEmpty();
    if (busy) {
      gathered.getFirst().turn.complete(true);
    }
  }

  /** Answers whether this thread was interrupted before. */
  private boolean run(List<Wish<T, R>> batch) {
    // A virtual thread that is interrupted can use no socket.
    boolean interrupted = Thread.interrupted();
    try {
      List<R> results = deed.apply(batch.stream().map(wish -> wish.thing).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).result = results.get(i);
      }
    } catch (RuntimeException e) {
      if (batch.size() == 1 || isAboutAll(e)) {
        batch.forEach(wish -> wish.failure = e);
      } else {
        for (Wish<T, R> wish : batch) {
          interrupted |= run(List.of(wish));
        }
      }
    }
    return interrupted;
  }

  /** Whether the database failed, and not because of what one of them wanted. */
  private static boolean isAboutAll(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        String state = String.valueOf(sql.getSQLState());
        return ABOUT_ONE.stream().noneMatch(state::startsWith);
      }
    }
    return false;
  }

  /** What one thread wants, and what became of it by the time that it is released. */
  private static final class Wish<T, R> {
    private final T thing;

    /** Done: {@code true} if the thread is to do the batch, {@code false} if it was done. */
    private final CompletableFuture<Boolean> turn = new CompletableFuture<>();

    private @Nullable R result;
    private @Nullable RuntimeException failure;

    Wish(T thing) {
      this.thing = thing;
    }

    void release() {
      turn.complete(false);
    }

    R result() {
      if (result == null) {
        throw new IllegalStateException("what was done together failed", failure);
      }
      return result;
    }
  }
}
