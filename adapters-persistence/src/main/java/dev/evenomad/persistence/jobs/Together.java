package dev.evenomad.persistence.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does together what several threads want done at the same time: while one batch is done, the next
 * one gathers. A thread that comes alone is not kept waiting. Thread-safe.
 */
final class Together<T> {

  private final Consumer<List<T>> deed;
  private final ReentrantLock lock = new ReentrantLock();
  private List<Wish<T>> gathered = new ArrayList<>();

  /**
   * Does that with each batch.
   *
   * @param deed done by one of the threads that wait for it, for at least one at a time
   */
  Together(Consumer<List<T>> deed) {
    this.deed = deed;
  }

  /**
   * Comes back when it is done.
   *
   * @throws RuntimeException what the deed threw
   */
  void add(T thing) {
    Wish<T> wish = new Wish<>(thing);
    synchronized (this) {
      gathered.add(wish);
    }
    lock.lock();
    try {
      if (!wish.over) {
        run(take());
      }
    } finally {
      lock.unlock();
    }
    if (wish.failure != null) {
      throw new IllegalStateException("what was done together failed", wish.failure);
    }
  }

  private synchronized List<Wish<T>> take() {
    List<Wish<T>> batch = gathered;
    gathered = new ArrayList<>();
    return batch;
  }

  private void run(List<Wish<T>> batch) {
    RuntimeException failure = null;
    try {
      deed.accept(batch.stream().map(wish -> wish.thing).toList());
    } catch (RuntimeException e) {
      failure = e;
    }
    for (Wish<T> wish : batch) {
      wish.failure = failure;
      wish.over = true;
    }
  }

  /** What one thread wants; the lock guards what becomes of it. */
  private static final class Wish<T> {
    private final T thing;
    private boolean over;
    private @Nullable RuntimeException failure;

    Wish(T thing) {
      this.thing = thing;
    }
  }
}
