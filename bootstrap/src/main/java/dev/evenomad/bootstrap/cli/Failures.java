package dev.evenomad.bootstrap.cli;

import dev.evenomad.bootstrap.config.IncompleteConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Tells of a command that failed: why, for people; the whole of it for the log. */
final class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  /** As sysexits.h has it. */
  static final int CONFIGURATION_ERROR = 78;

  private Failures() {}

  static int tell(Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
    String why = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    command.getErr().println("nomad: " + why);
    LOG.debug("{} failed", command.getCommandName(), failure);
    return failure instanceof IncompleteConfigurationException
        ? CONFIGURATION_ERROR
        : CommandLine.ExitCode.SOFTWARE;
  }
}
