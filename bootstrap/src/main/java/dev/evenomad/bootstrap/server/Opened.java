package dev.evenomad.bootstrap.server;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened, to be closed in reverse. Not thread-safe. */
public final class Opened implements AutoCloseable {

  private final Deque<AutoCloseable> resources = new ArrayDeque<>();

  /** Nothing yet. */
  public Opened() {}

  /** Remembers {@code resource} and hands it back. */
  public <T extends AutoCloseable> T add(T resource) {
    resources.push(resource);
    return resource;
  }

  /**
   * Closes everything, the last one first, also when some of it does not close well.
   *
   * @throws IllegalStateException if some of it did not; why is suppressed in it
   */
  @Override
  public void close() {
    IllegalStateException failures = new IllegalStateException("not everything could be closed");
    while (!resources.isEmpty()) {
      try {
        resources.pop().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        failures.addSuppressed(e);
      } catch (Exception e) {
        failures.addSuppressed(e);
      }
    }
    if (failures.getSuppressed().length > 0) {
      throw failures;
    }
  }
}
