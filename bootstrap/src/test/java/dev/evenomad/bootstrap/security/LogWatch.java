package dev.evenomad.bootstrap.security;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Reads everything that is logged while it is open, as a real server writes it, and keeps only what
 * should not be there: secrets, lines that an attacker made up, and failures. Thread-safe.
 */
final class LogWatch implements AutoCloseable {

  /** Begins every line that an attacker wants in the log. */
  static final String FORGED = "FORGED-LINE";

  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Logger ours = (Logger) LoggerFactory.getLogger("dev.evenomad");
  private final @Nullable Level rootLevel = root.getLevel();
  private final @Nullable Level oursLevel = ours.getLevel();
  private final List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
  private final Set<String> secrets = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<String> findings = new ConcurrentLinkedQueue<>();
  private final AtomicLong events = new AtomicLong();

  /**
   * Opens it.
   *
   * @param others how much is logged by everybody but us, who log everything
   */
  LogWatch(Level others) {
    for (Iterator<Appender<ILoggingEvent>> all = root.iteratorForAppenders(); all.hasNext(); ) {
      appenders.add(all.next());
    }
    Encoder<ILoggingEvent> encoder =
        appenders.stream()
            .filter(appender -> appender instanceof ConsoleAppender<ILoggingEvent>)
            .map(appender -> ((ConsoleAppender<ILoggingEvent>) appender).getEncoder())
            .findFirst()
            .orElseThrow();
    appenders.forEach(root::detachAppender);
    Reading reading = new Reading(encoder);
    reading.start();
    root.addAppender(reading);
    root.setLevel(others);
    ours.setLevel(Level.TRACE);
  }

  /** From now on, this must not be logged. */
  void secret(String value) {
    if (value.length() >= 12) {
      secrets.add(value);
    }
  }

  Set<String> secrets() {
    return Set.copyOf(secrets);
  }

  /** How much was read. */
  long events() {
    return events.get();
  }

  /** What should not have been logged since this was asked last. */
  List<String> findings() {
    List<String> found = new ArrayList<>();
    for (String next = findings.poll(); next != null; next = findings.poll()) {
      found.add(next);
    }
    return found;
  }

  @Override
  public void close() {
    for (Iterator<Appender<ILoggingEvent>> all = root.iteratorForAppenders(); all.hasNext(); ) {
      all.next().stop();
    }
    root.detachAndStopAllAppenders();
    appenders.forEach(root::addAppender);
    root.setLevel(rootLevel);
    ours.setLevel(oursLevel);
  }

  private final class Reading extends AppenderBase<ILoggingEvent> {

    private final Encoder<ILoggingEvent> encoder;

    Reading(Encoder<ILoggingEvent> encoder) {
      this.encoder = encoder;
    }

    @Override
    protected void append(ILoggingEvent event) {
      events.incrementAndGet();
      String text = new String(encoder.encode(event), StandardCharsets.UTF_8);
      for (String secret : secrets) {
        if (text.contains(secret)) {
          findings.add("a secret is logged: " + text);
        }
      }
      if (text.startsWith(FORGED) || text.contains("\n" + FORGED) || text.contains("\r" + FORGED)) {
        findings.add("a line was forged: " + text);
      }
      if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
        findings.add("a failure is logged: " + text);
      }
    }
  }
}
