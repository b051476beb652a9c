package dev.evenomad.bootstrap.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.evenomad.http.operator.Loggers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/**
 * Logback's loggers: ours, and those of libraries that write nothing secret. Thread-safe. Closing
 * gives back what was changed for a time.
 */
public final class LogbackLoggers implements Loggers, AutoCloseable {

  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(LogbackLoggers.class);

  private static final Pattern OURS = Pattern.compile("dev\\.evenomad(\\.\\w{1,80}){0,12}");

  /** Others show, when they tell everything, what they send and receive. */
  private static final Set<String> LIBRARIES =
      Set.of(
          Logger.ROOT_LOGGER_NAME,
          "com.github.kagkarlsson.scheduler",
          "com.zaxxer.hikari",
          "dev.evenomad",
          "io.micronaut",
          "org.flywaydb");

  private final LoggerContext context;
  private final InstantSource clock;
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("nomad-log-levels").daemon().factory());
  private final Map<String, ForATime> changed = new HashMap<>();

  private LogbackLoggers(LoggerContext context, InstantSource clock) {
    this.context = context;
    this.clock = clock;
  }

  /** Those of the program; empty if it logs by something else than Logback. */
  public static Optional<LogbackLoggers> ofProgram(InstantSource clock) {
    return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        ? Optional.of(new LogbackLoggers(context, clock))
        : Optional.empty();
  }

  @Override
  public synchronized List<State> all() {
    return context.getLoggerList().stream()
        .filter(logger -> mayChange(logger.getName()))
        .filter(logger -> logger.getLevel() != null || LIBRARIES.contains(logger.getName()))
        .map(this::state)
        .sorted(Comparator.comparing(State::name))
        .toList();
  }

  @Override
  public synchronized Optional<State> change(
      String name, Optional<Level> level, Optional<Duration> time) {
    if (!mayChange(name) || (level.isEmpty() && name.equals(Logger.ROOT_LOGGER_NAME))) {
      return Optional.empty();
    }
    Logger logger = context.getLogger(name);
    ForATime earlier = changed.remove(name);
    Optional<ch.qos.logback.classic.Level> before =
        earlier == null ? Optional.ofNullable(logger.getLevel()) : earlier.before;
    if (earlier != null) {
      earlier.end.cancel(false);
    }
    logger.setLevel(level.map(LogbackLoggers::logbacks).orElse(null));
    time.ifPresent(
        span ->
            changed.put(
                name,
                new ForATime(
                    before,
                    clock.instant().plus(span),
                    later.schedule(() -> giveBack(name), span.toMillis(), TimeUnit.MILLISECONDS))));
    State now = state(logger);
    LOG.info(
        "an operator has set the level of {} to {}{}",
        name,
        level.map(Level::name).orElse("that of the logger above it"),
        now.until().map(until -> " until " + until).orElse(""));
    return Optional.of(now);
  }

  private synchronized void giveBack(String name) {
    ForATime change = changed.remove(name);
    if (change != null) {
      change.end.cancel(false);
      context.getLogger(name).setLevel(change.before.orElse(null));
      LOG.info("the level of {} is again what it was", name);
    }
  }

  private static boolean mayChange(String name) {
    return LIBRARIES.contains(name) || OURS.matcher(name).matches();
  }

  private State state(Logger logger) {
    return new State(
        logger.getName(),
        Optional.ofNullable(logger.getLevel()).map(LogbackLoggers::ours),
        ours(logger.getEffectiveLevel()),
        Optional.ofNullable(changed.get(logger.getName())).map(change -> change.until));
  }

  private static Level ours(ch.qos.logback.classic.Level level) {
    return Level.valueOf(level.toString());
  }

  private static ch.qos.logback.classic.Level logbacks(Level level) {
    return ch.qos.logback.classic.Level.valueOf(level.name());
  }

  @Override
  public void close() {
    later.shutdownNow();
    List<String> names;
    synchronized (this) {
      names = List.copyOf(changed.keySet());
    }
    names.forEach(this::giveBack);
  }

  private record ForATime(
      Optional<ch.qos.logback.classic.Level> before, Instant until, ScheduledFuture<?> end) {}
}
