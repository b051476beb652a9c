package dev.evenomad.bootstrap.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps something running until the process is told to stop, and then stops it in order. */
final class UntilStopped {

  private UntilStopped() {}

  /**
   * Says that it runs, and waits for Ctrl-C or SIGTERM.
   *
   * @param stop is called once, before the process ends
   * @return the exit code, for when the wait ends otherwise
   */
  static int run(PrintWriter out, String message, Runnable stop) {
    AtomicBoolean stopped = new AtomicBoolean();
    Runnable stopOnce =
        () -> {
          if (stopped.compareAndSet(false, true)) {
            stop.run();
          }
        };
    Runtime.getRuntime().addShutdownHook(new Thread(stopOnce, "stop"));
    out.println(message);
    out.flush();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stopOnce.run();
    return 0;
  }
}
