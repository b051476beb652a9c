package dev.evenomad.testkit.memory;

import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.environment.Transactions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Transactions one after the other, under one lock. Each {@link Table} that joins notes how to undo
 * what it does, and a failed transaction is undone in reverse. Thread-safe.
 */
public final class InMemoryTransactions implements Transactions {

  private static final int ATTEMPTS = 5;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Runnable> undo = new ArrayDeque<>();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private Optional<RuntimeException> failure = Optional.empty();

  @Override
  public <T> T call(Supplier<T> work) {
    if (lock.isHeldByCurrentThread()) {
      return join(work);
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return callOnce(work);
      } catch (ConflictException lost) {
        if (attempt == ATTEMPTS) {
          throw lost;
        }
      }
    }
  }

  /** To be called inside of a transaction: what to do if it fails. */
  void onRollback(Runnable step) {
    if (!lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("there is no transaction of this thread");
    }
    undo.push(step);
  }

  /** To be called inside of a transaction: what to do, outside of it, once it is committed. */
  void onCommit(Runnable step) {
    if (!lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("there is no transaction of this thread");
    }
    afterCommit.add(step);
  }

  /** Databases do not go on after a failure, so that swallowing it does not help here either. */
  private <T> T join(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      failure = failure.or(() -> Optional.of(e));
      throw e;
    }
  }

  private <T> T callOnce(Supplier<T> work) {
    List<Runnable> steps = new ArrayList<>();
    T result = callOnce(work, steps);
    steps.forEach(Runnable::run);
    return result;
  }

  private <T> T callOnce(Supplier<T> work, List<Runnable> steps) {
    lock.lock();
    try {
      T result = work.get();
      if (failure.isPresent()) {
        throw failure.get();
      }
      undo.clear();
      steps.addAll(afterCommit);
      return result;
    } finally {
      // Empty after a success.
      while (!undo.isEmpty()) {
        undo.pop().run();
      }
      afterCommit.clear();
      failure = Optional.empty();
      lock.unlock();
    }
  }
}
