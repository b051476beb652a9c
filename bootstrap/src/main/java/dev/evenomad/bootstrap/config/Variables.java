package dev.evenomad.bootstrap.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads environment variables and collects everything that is wrong with them, so that it can be
 * told at once. An empty variable counts as missing. The value of a secret may be in a file that
 * another variable names. Each is read once. Not thread-safe.
 */
final class Variables {

  private final Map<String, String> environment;
  private final Map<Variable, Value> values = new EnumMap<>(Variable.class);
  private final Set<Variable> wrong = new HashSet<>();
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
    return requiredAsItIs(variable, text -> parse.apply(text.strip()));
  }

  /** The same with any spaces around the value. */
  <T> Optional<T> requiredAsItIs(Variable variable, Function<String, T> parse) {
    Optional<T> parsed = parsed(variable, parse);
    if (parsed.isEmpty() && right(variable)) {
      note(variable, variable.name(), "is missing", variable.howToMake());
    }
    return parsed;
  }

  /** A variable that may be missing; {@code fallback} then, and also when it is wrong. */
  <T> T optional(Variable variable, T fallback, Function<String, T> parse) {
    return this.<T>parsed(variable, text -> parse.apply(text.strip())).orElse(fallback);
  }

  /** Whether any of those is there, right or wrong. */
  boolean anyOf(Variable... variables) {
    return Arrays.stream(variables)
        .anyMatch(variable -> isSet(variable.name()) || isSet(variable.fileName()));
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Whether nothing was noted of any of those. */
  boolean right(Variable... variables) {
    return Arrays.stream(variables).noneMatch(wrong::contains);
  }

  private <T> Optional<T> parsed(Variable variable, Function<String, T> parse) {
    Value value = values.computeIfAbsent(variable, this::read);
    try {
      return value.text().map(parse);
    } catch (IllegalArgumentException e) {
      note(variable, value.source(), "is not usable: " + e.getMessage(), variable.howToMake());
      return Optional.empty();
    }
  }

  private Value read(Variable variable) {
    String file = variable.fileName();
    if (isSet(file)) {
      if (!variable.secret()) {
        note(
            variable,
            file,
            "is not read, because %s is no secret".formatted(variable),
            "set %s itself".formatted(variable));
      } else if (isSet(variable.name())) {
        note(variable, file, "is set, and so is " + variable, "set one of the two");
      } else {
        return fromFile(variable, file);
      }
    }
    return new Value(variable.name(), given(variable.name()).filter(text -> right(variable)));
  }

  private Value fromFile(Variable variable, String source) {
    String name = given(source).orElseThrow().strip();
    try {
      SecretFile file = SecretFile.named(name);
      String text = file.read();
      boolean itself = variable.mayNameItsFile() && text.stripLeading().startsWith("{");
      return new Value(source, Optional.of(itself && file.isRegular() ? name : text));
    } catch (SecretFile.RefusedException e) {
      note(variable, source, e.what(), e.cure());
      return new Value(source, Optional.empty());
    }
  }

  private void note(Variable variable, String source, String what, String cure) {
    wrong.add(variable);
    problems.add(new Problem(source, what, cure));
  }

  private boolean isSet(String name) {
    return given(name).isPresent();
  }

  private Optional<String> given(String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
  }

  /**
   * What a variable holds.
   *
   * @param source the variable that it was taken from
   */
  private record Value(String source, Optional<String> text) {}

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
