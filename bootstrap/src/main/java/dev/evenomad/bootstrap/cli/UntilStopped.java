package dev.evenomad.bootstrap.cli;

import dev.evenomad.bootstrap.server.Opened;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a command has running, closed in reverse when the command is over or the process is told to
 * stop, whichever comes first. Thread-safe.
 */
final class UntilStopped implements AutoCloseable {

  private final Opened opened = new Opened();
  private final AtomicReference<@Nullable Thread> starting = new AtomicReference<>();
  private volatile boolean closed;

  private UntilStopped() {}

  /** Nothing yet. From now on Ctrl-C and SIGTERM close whatever is started. */
  static UntilStopped begin() {
    UntilStopped running = new UntilStopped();
    Runtime.getRuntime().addShutdownHook(new Thread(running::close, "stop"));
    return running;
  }

  /**
   * Starts something.
   *
   * @throws CancellationException if the process was told to stop
   */
  synchronized <T extends AutoCloseable> T start(Supplier<T> start) {
    if (closed) {
      throw new CancellationException("stopped");
    }
    starting.set(Thread.currentThread());
    try {
      return opened.add(start.get());
    } finally {
      starting.set(null);
    }
  }

  /** Waits for Ctrl-C or SIGTERM, after which the process ends by itself. */
  void await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Closes everything; what is being started just now is interrupted and awaited. Closing again
   * does nothing.
   */
  @Override
  public void close() {
    // Said before it waits for its turn: nothing more may begin meanwhile.
    closed = true;
    Thread starter = starting.get();
    if (starter != null) {
      starter.interrupt();
    }
    synchronized (this) {
      opened.close();
    }
  }
}
