package dev.evenomad.bootstrap.journey;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What somebody sees who looks over the shoulder of this process while this is open: everything
 * that is logged, ours at TRACE and the others' at DEBUG, through SLF4J and through Java's own
 * logging; standard output and error; and dumps of all threads.
 */
final class Shown implements AutoCloseable {

  private final StringBuilder text = new StringBuilder();
  private final Set<String> loggers = ConcurrentHashMap.newKeySet();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Logger ours = (Logger) LoggerFactory.getLogger("dev.evenomad");
  private final java.util.logging.Logger javaRoot = LogManager.getLogManager().getLogger("");
  private final List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
  private final List<Handler> handlers = List.of(javaRoot.getHandlers());
  private final @Nullable Level rootLevel = root.getLevel();
  private final @Nullable Level oursLevel = ours.getLevel();
  private final java.util.logging.@Nullable Level javaLevel = javaRoot.getLevel();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  private final Recording virtualThreads = new Recording();

  Shown() {
    virtualThreads.enable("jdk.VirtualThreadStart").withoutStackTrace();
    virtualThreads.start();
    root.iteratorForAppenders().forEachRemaining(appenders::add);
    appenders.forEach(root::detachAppender);
    Appending appending = new Appending(encoder());
    appending.start();
    root.addAppender(appending);
    root.setLevel(Level.DEBUG);
    ours.setLevel(Level.TRACE);
    handlers.forEach(javaRoot::removeHandler);
    javaRoot.addHandler(new Handling());
    javaRoot.setLevel(java.util.logging.Level.FINE);
    PrintStream printed = new PrintStream(new Printing(), true, StandardCharsets.UTF_8);
    System.setOut(printed);
    System.setErr(printed);
  }

  /** All of it. */
  synchronized String text() {
    return text.toString();
  }

  private synchronized void add(String line) {
    text.append(line).append('\n');
  }

  /** Who has logged. */
  Set<String> loggers() {
    return Set.copyOf(loggers);
  }

  /** Looks at {@code value} as a debugger or a log would show it. */
  void show(Object value) {
    add(value.toString());
    if (value instanceof Throwable thrown) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      add(trace.toString());
    }
  }

  /**
   * Takes a dump of all platform threads, as jstack writes it, and the names of the virtual ones
   * that were started since this is open. Those are recorded, because a dump of virtual threads
   * that are at work can end a JVM of Java 25.
   */
  void dumpThreads() {
    try {
      Path folder = Files.createTempDirectory("threads");
      Path dump = folder.resolve("threads.jfr");
      virtualThreads.dump(dump);
      // A recording may have lost a thread that is over; then there is no name that it could show.
      RecordingFile.readAllEvents(dump).stream()
          .flatMap(event -> Stream.ofNullable(event.getThread()))
          .forEach(thread -> add(String.valueOf(thread.getJavaName())));
      Files.delete(dump);
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(true, true))
        .forEach(thread -> add(thread.toString()));
  }

  @Override
  public void close() {
    virtualThreads.close();
    System.setOut(out);
    System.setErr(err);
    Arrays.stream(javaRoot.getHandlers()).forEach(javaRoot::removeHandler);
    handlers.forEach(javaRoot::addHandler);
    javaRoot.setLevel(javaLevel);
    root.iteratorForAppenders().forEachRemaining(root::detachAppender);
    appenders.forEach(root::addAppender);
    root.setLevel(rootLevel);
    ours.setLevel(oursLevel);
  }

  /** What makes lines of a log, as a real server is set up. */
  private Encoder<ILoggingEvent> encoder() {
    return appenders.stream()
        .filter(appender -> appender instanceof ConsoleAppender<ILoggingEvent>)
        .map(appender -> ((ConsoleAppender<ILoggingEvent>) appender).getEncoder())
        .findFirst()
        .orElseThrow();
  }

  private final class Appending extends AppenderBase<ILoggingEvent> {

    private final Encoder<ILoggingEvent> encoder;

    Appending(Encoder<ILoggingEvent> encoder) {
      this.encoder = encoder;
    }

    @Override
    protected void append(ILoggingEvent event) {
      loggers.add(event.getLoggerName());
      add(event.getThreadName());
      add(new String(encoder.encode(event), StandardCharsets.UTF_8));
    }
  }

  private final class Handling extends Handler {

    private final SimpleFormatter formatter = new SimpleFormatter();

    @Override
    public void publish(LogRecord message) {
      // The web server of the simulated EVE and of the proxy, which is no part of a real server.
      String name = String.valueOf(message.getLoggerName());
      if (!name.startsWith("com.sun.net.httpserver")) {
        loggers.add(name);
        add(name + " " + formatter.format(message));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private final class Printing extends OutputStream {
    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      add(new String(bytes, offset, length, StandardCharsets.UTF_8));
    }
  }
}
