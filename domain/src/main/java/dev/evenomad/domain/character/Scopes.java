package dev.evenomad.domain.character;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A set of scopes, in alphabetical order. Equal when they hold the same ones.
 *
 * @param values may be empty: a sign-in that only proves who it is
 */
public record Scopes(Set<Scope> values) {

  /** No permission at all. */
  public static final Scopes NONE = new Scopes(Set.of());

  /** What the features of today need, and nothing more. */
  public static final Scopes MINIMAL =
      of(
          Scope.READ_SKILLS,
          Scope.READ_SKILL_QUEUE,
          Scope.READ_MAIL,
          Scope.READ_MARKET_ORDERS,
          Scope.READ_INDUSTRY_JOBS,
          Scope.MANAGE_PLANETS);

  public Scopes {
    Set<Scope> sorted = new TreeSet<>(Comparator.comparing(Scope::value));
    sorted.addAll(values);
    values = Collections.unmodifiableSet(sorted);
  }

  /** These scopes. */
  public static Scopes of(Scope... scopes) {
    return new Scopes(Set.of(scopes));
  }

  /** These scopes. */
  public static Scopes of(Collection<Scope> scopes) {
    return new Scopes(Set.copyOf(scopes));
  }

  /** Reads scopes that are separated by spaces, as OAuth writes them. */
  public static Scopes parse(String text) {
    return new Scopes(
        Arrays.stream(text.trim().split(" +"))
            .filter(scope -> !scope.isEmpty())
            .map(Scope::new)
            .collect(Collectors.toSet()));
  }

  /** Whether every one of {@code needed} is among these. */
  public boolean include(Scopes needed) {
    return values.containsAll(needed.values);
  }

  /** Those of {@code needed} that are not among these. */
  public Scopes lacking(Scopes needed) {
    return new Scopes(
        needed.values.stream().filter(s -> !values.contains(s)).collect(Collectors.toSet()));
  }

  /** These and those. */
  public Scopes and(Scopes others) {
    Set<Scope> all = new TreeSet<>(Comparator.comparing(Scope::value));
    all.addAll(values);
    all.addAll(others.values);
    return new Scopes(all);
  }

  /** Separated by single spaces, as OAuth writes them. */
  @Override
  public String toString() {
    return values.stream().map(Scope::value).collect(Collectors.joining(" "));
  }
}
