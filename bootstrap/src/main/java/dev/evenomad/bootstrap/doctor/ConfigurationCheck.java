package dev.evenomad.bootstrap.doctor;

import dev.evenomad.bootstrap.config.Problem;
import dev.evenomad.bootstrap.config.ServeConfiguration;
import java.util.List;

/** Whether every variable is there and right. */
record ConfigurationCheck(ServeConfiguration configuration) implements Check {

  static final String PART = "configuration";

  @Override
  public Finding run() {
    return switch (configuration) {
      case ServeConfiguration.Complete complete ->
          Finding.ok(
              PART,
              "complete; EVE SSO sends pilots back to "
                  + complete.settings().sso().callback()
                  + ", which has to be registered with CCP");
      case ServeConfiguration.Incomplete incomplete -> wrong(incomplete.problems());
    };
  }

  private static Finding wrong(List<Problem> problems) {
    return Finding.problem(
        PART,
        problems.size() == 1
            ? "a variable is missing or wrong"
            : problems.size() + " variables are missing or wrong",
        problems.stream()
            .map(problem -> problem.variable() + " " + problem.what() + "; " + problem.cure())
            .toArray(String[]::new));
  }
}
