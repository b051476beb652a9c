package dev.evenomad.esi.http;

import static java.util.stream.Collectors.joining;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Everything that is logged, at any level, until it is closed. */
public final class CapturedLogs implements AutoCloseable {

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level level = root.getLevel();
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  public CapturedLogs() {
    events.start();
    root.addAppender(events);
    root.setLevel(Level.TRACE);
  }

  /** The messages of that level. */
  public List<String> at(org.slf4j.event.Level wanted) {
    return List.copyOf(events.list).stream()
        .filter(event -> event.getLevel().toString().equals(wanted.toString()))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  /** All of it with stack traces, as one text. */
  public String text() {
    return List.copyOf(events.list).stream()
        .map(
            event ->
                event.getFormattedMessage()
                    + Optional.ofNullable(event.getThrowableProxy())
                        .map(ThrowableProxyUtil::asString)
                        .orElse(""))
        .collect(joining("\n"));
  }

  @Override
  public void close() {
    root.detachAppender(events);
    root.setLevel(level);
  }
}
