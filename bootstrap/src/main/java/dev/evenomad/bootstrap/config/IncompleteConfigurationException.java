package dev.evenomad.bootstrap.config;

import java.util.List;
import java.util.stream.Collectors;

/** Something is missing from the configuration or wrong with it; nothing may be started. */
public final class IncompleteConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With everything that is wrong, at least one thing. */
  public IncompleteConfigurationException(List<Problem> problems) {
    super(
        (problems.size() == 1
                ? "there is a problem with the configuration"
                : "there are " + problems.size() + " problems with the configuration")
            + "; nothing was started%n".formatted()
            + problems.stream()
                .map(problem -> "  " + problem.render())
                .collect(Collectors.joining("%n".formatted())));
  }
}
