package dev.evenomad.bootstrap.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads environment variables and collects everything that is wrong with them, so that it can be
 * told at once. An empty variable counts as missing. Not thread-safe.
 */
final class Variables {

  private final Map<String, String> environment;
  private final List<Problem> problems = new ArrayList<>();

  Variables(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * A variable that must be there.
   *
   * @param parse refuses a wrong value by an {@link IllegalArgumentException} whose message does
   *     not repeat it
   * @return empty if it is missing or wrong, which is then noted
   */
  <T> Optional<T> required(Variable variable, Function<String, T> parse) {
    Optional<String> value = value(variable);
    if (value.isEmpty()) {
      problems.add(problem(variable, "is missing"));
    }
    return value.flatMap(text -> parse(variable, parse, text));
  }

  /** A variable that may be missing; {@code fallback} then, and also when it is wrong. */
  <T> T optional(Variable variable, T fallback, Function<String, T> parse) {
    return value(variable).flatMap(text -> parse(variable, parse, text)).orElse(fallback);
  }

  /** Whether any of those is there, right or wrong. */
  boolean anyOf(Variable... variables) {
    return Arrays.stream(variables).anyMatch(variable -> value(variable).isPresent());
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Whether nothing was noted of any of those. */
  boolean right(Variable... variables) {
    return Arrays.stream(variables)
        .noneMatch(
            variable ->
                problems.stream().anyMatch(problem -> problem.variable().equals(variable.name())));
  }

  private <T> Optional<T> parse(Variable variable, Function<String, T> parse, String text) {
    try {
      return Optional.of(parse.apply(text));
    } catch (IllegalArgumentException e) {
      problems.add(problem(variable, "is not usable: " + e.getMessage()));
      return Optional.empty();
    }
  }

  private static Problem problem(Variable variable, String what) {
    return new Problem(variable.name(), what, variable.howToMake());
  }

  private Optional<String> value(Variable variable) {
    return Optional.ofNullable(environment.get(variable.name()))
        .map(String::strip)
        .filter(s -> !s.isEmpty());
  }

  /** Several of them, separated by commas. */
  static <T> Function<String, List<T>> each(Function<String, T> parse) {
    return text ->
        Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .map(parse)
            .toList();
  }
}
