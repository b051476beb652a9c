package dev.evenomad.bootstrap.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How much a command says of what goes on inside. */
final class Logs {

  private Logs() {}

  /** Only what is wrong: for commands that tell their own story. */
  static void onlyErrors() {
    if (LoggerFactory.getLogger("dev.evenomad") instanceof Logger logger) {
      logger.setLevel(Level.ERROR);
    }
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.ERROR);
    }
  }
}
