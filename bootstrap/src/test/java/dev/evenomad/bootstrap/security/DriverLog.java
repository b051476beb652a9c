package dev.evenomad.bootstrap.security;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Counts the statements that requests send to PostgreSQL, as its driver writes them down. What the
 * server does besides, it does not on virtual threads.
 */
final class DriverLog implements AutoCloseable {

  private final Logger driver = Logger.getLogger("org.postgresql.core.v3.QueryExecutorImpl");
  private final boolean upwards = driver.getUseParentHandlers();
  private final AtomicInteger statements = new AtomicInteger();
  private final Handler counting =
      new Handler() {
        @Override
        public void publish(LogRecord message) {
          if (String.valueOf(message.getMessage()).contains("FE=> Execute")
              && Thread.currentThread().isVirtual()) {
            statements.incrementAndGet();
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  DriverLog() {
    driver.setUseParentHandlers(false);
    driver.setLevel(Level.FINEST);
    driver.addHandler(counting);
  }

  /** How many are sent while that is done. */
  int statementsOf(Runnable work) {
    int before = statements.get();
    work.run();
    return statements.get() - before;
  }

  @Override
  public void close() {
    driver.removeHandler(counting);
    driver.setLevel(null);
    driver.setUseParentHandlers(upwards);
  }
}
