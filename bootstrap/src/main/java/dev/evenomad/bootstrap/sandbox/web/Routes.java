package dev.evenomad.bootstrap.sandbox.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what belongs to a method and a path. A template such as {@code /pilots/{id}} matches one
 * path segment per variable; a slash at the end of a path makes no difference.
 *
 * @param <T> what is found
 */
public final class Routes<T> {

  /**
   * What was found.
   *
   * @param <T> what is found
   * @param variables decoded, by name
   */
  public record Match<T>(T target, Map<String, String> variables) {}

  private record Route<T>(String method, List<String> template, T target) {}

  private final List<Route<T>> routes = new ArrayList<>();

  /** Adds a route; the first added one that fits wins. */
  public Routes<T> add(String method, String template, T target) {
    routes.add(new Route<>(method, segments(template), target));
    return this;
  }

  public Optional<Match<T>> find(String method, String path) {
    var segments = segments(path);
    for (var route : routes) {
      var variables = match(route.template(), segments);
      if (route.method().equals(method) && variables.isPresent()) {
        return Optional.of(new Match<>(route.target(), variables.get()));
      }
    }
    return Optional.empty();
  }

  /** The methods that this path has a route for. */
  public List<String> methods(String path) {
    var segments = segments(path);
    return routes.stream()
        .filter(route -> match(route.template(), segments).isPresent())
        .map(Route::method)
        .distinct()
        .toList();
  }

  private static List<String> segments(String path) {
    var trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return List.of(trimmed.split("/", -1));
  }

  private static Optional<Map<String, String>> match(List<String> template, List<String> path) {
    if (template.size() != path.size()) {
      return Optional.empty();
    }
    var variables = new HashMap<String, String>();
    for (var i = 0; i < template.size(); i++) {
      var expected = template.get(i);
      var actual = path.get(i);
      if (expected.startsWith("{")) {
        variables.put(expected.substring(1, expected.length() - 1), Request.decode(actual));
      } else if (!expected.equals(actual)) {
        return Optional.empty();
      }
    }
    return Optional.of(Map.copyOf(variables));
  }
}
