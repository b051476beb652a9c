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
   * @param cure how to get a right value
   * @param parse refuses a wrong value by an {@link IllegalArgumentException} whose message does
   *     not repeat it
   * @return empty if it is missing or wrong, which is then noted
   */
  <T> Optional<T> required(String name, String cure, Function<String, T> parse) {
    Optional<String> value = value(name);
    if (value.isEmpty()) {
      problems.add(new Problem(name, "is missing", cure));
    }
    return value.flatMap(text -> parse(name, cure, parse, text));
  }

  /** A variable that may be missing; {@code fallback} then, and also when it is wrong. */
  <T> T optional(String name, T fallback, String cure, Function<String, T> parse) {
    return value(name).flatMap(text -> parse(name, cure, parse, text)).orElse(fallback);
  }

  /** Whether any of those is there, right or wrong. */
  boolean anyOf(String... names) {
    return Arrays.stream(names).anyMatch(name -> value(name).isPresent());
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Whether nothing was noted of any of those. */
  boolean right(String... names) {
    return problems.stream()
        .map(Problem::variable)
        .noneMatch(variable -> List.of(names).contains(variable));
  }

  private <T> Optional<T> parse(String name, String cure, Function<String, T> parse, String text) {
    try {
      return Optional.of(parse.apply(text));
    } catch (IllegalArgumentException e) {
      problems.add(new Problem(name, "is not usable: " + e.getMessage(), cure));
      return Optional.empty();
    }
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(s -> !s.isEmpty());
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
