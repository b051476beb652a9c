package dev.evenomad.push.sending;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is logged during a test at any level, in SLF4J and in the platform's logging, by anybody but
 * the server that is asked.
 */
public final class EverythingLogged implements BeforeEachCallback, AfterEachCallback {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final ch.qos.logback.classic.Logger slf4jRoot =
      ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
  private final java.util.logging.Logger julRoot =
      Objects.requireNonNull(LogManager.getLogManager().getLogger(""));
  private final AppenderBase<ILoggingEvent> appender = appender();
  private final Handler handler = handler();
  private ch.qos.logback.classic.Level slf4jLevel = ch.qos.logback.classic.Level.INFO;
  private Level julLevel = Level.INFO;

  @Override
  public void beforeEach(ExtensionContext context) {
    slf4jLevel = slf4jRoot.getLevel();
    slf4jRoot.setLevel(ch.qos.logback.classic.Level.TRACE);
    appender.start();
    slf4jRoot.addAppender(appender);
    julLevel = julRoot.getLevel();
    julRoot.setLevel(Level.ALL);
    julRoot.addHandler(handler);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    slf4jRoot.detachAppender(appender);
    slf4jRoot.setLevel(slf4jLevel);
    julRoot.removeHandler(handler);
    julRoot.setLevel(julLevel);
  }

  /** Messages, parameters and stack traces; what is added joins them. */
  public List<String> lines() {
    return lines;
  }

  private AppenderBase<ILoggingEvent> appender() {
    return new AppenderBase<>() {
      @Override
      protected void append(ILoggingEvent event) {
        lines.add(event.getFormattedMessage());
        if (event.getThrowableProxy() != null) {
          lines.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
      }
    };
  }

  private Handler handler() {
    return new Handler() {
      @Override
      public void publish(LogRecord entry) {
        if (String.valueOf(entry.getLoggerName()).startsWith("com.sun.net.httpserver")) {
          return;
        }
        lines.add(
            entry.getMessage()
                + List.of(Objects.requireNonNullElse(entry.getParameters(), new Object[0])));
        if (entry.getThrown() != null) {
          lines.add(entry.getThrown().toString());
        }
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
