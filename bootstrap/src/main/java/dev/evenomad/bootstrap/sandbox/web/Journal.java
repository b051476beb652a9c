package dev.evenomad.bootstrap.sandbox.web;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * What happened, in order, with rising numbers. Keeps the newest ten thousand entries. Numbers go
 * on after {@link #clear()}, so that a reader who remembers one misses nothing. Thread-safe.
 *
 * @param <E> what is noted down
 */
public final class Journal<E> {

  private static final int CAPACITY = 10_000;

  /**
   * Something noted down.
   *
   * @param number from 1, without gaps
   */
  public record Entry<E>(long number, E event) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition appended = lock.newCondition();
  private final Deque<Entry<E>> entries = new ArrayDeque<>();
  private long last;

  /** Notes {@code event} down and wakes those who wait for it. */
  public Entry<E> append(E event) {
    lock.lock();
    try {
      var entry = new Entry<>(++last, event);
      entries.addLast(entry);
      if (entries.size() > CAPACITY) {
        entries.removeFirst();
      }
      appended.signalAll();
      return entry;
    } finally {
      lock.unlock();
    }
  }

  /** The entries that follow {@code number} and match, oldest first. */
  public List<Entry<E>> after(long number, Predicate<E> matching) {
    lock.lock();
    try {
      return entries.stream()
          .filter(entry -> entry.number() > number && matching.test(entry.event()))
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /**
   * As {@link #after}, waiting in real time for a first matching entry.
   *
   * @return empty when {@code atMost} has passed or the thread was interrupted (it stays so)
   */
  public List<Entry<E>> awaitAfter(long number, Predicate<E> matching, Duration atMost) {
    lock.lock();
    try {
      var remaining = atMost.toNanos();
      var found = after(number, matching);
      while (found.isEmpty() && remaining > 0) {
        remaining = appended.awaitNanos(remaining);
        found = after(number, matching);
      }
      return found;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  /** The number of the newest entry ever, 0 before the first. */
  public long lastNumber() {
    lock.lock();
    try {
      return last;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets the entries. */
  public void clear() {
    lock.lock();
    try {
      entries.clear();
    } finally {
      lock.unlock();
    }
  }
}
