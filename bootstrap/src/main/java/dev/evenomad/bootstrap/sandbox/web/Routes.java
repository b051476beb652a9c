package dev.evenomad.bootstrap.sandbox.web;

import java.util.ArrayList;
import java.util.Comparator;
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
   * @param template of the path
   * @param variables decoded, by name
   */
  public record Match<T>(T target, String template, Map<String, String> variables) {}

  /** A method with the template of a path. */
  public record Known(String method, String template) {}

  private record Route<T>(String method, String path, List<String> template, T target) {}

  /** By the number of segments. */
  private final Map<Integer, List<Route<T>>> routes = new HashMap<>();

  /** Adds a route; the first added one that fits wins. */
  public Routes<T> add(String method, String template, T target) {
    var segments = segments(template);
    routes
        .computeIfAbsent(segments.size(), size -> new ArrayList<>())
        .add(new Route<>(method, template, segments, target));
    return this;
  }

  public Optional<Match<T>> find(String method, String path) {
    var segments = segments(path);
    for (var route : routes.getOrDefault(segments.size(), List.of())) {
      if (route.method().equals(method) && fits(route.template(), segments)) {
        return Optional.of(
            new Match<>(route.target(), route.path(), variables(route.template(), segments)));
      }
    }
    return Optional.empty();
  }

  /** The methods that this path has a route for. */
  public List<String> methods(String path) {
    var segments = segments(path);
    return routes.getOrDefault(segments.size(), List.of()).stream()
        .filter(route -> fits(route.template(), segments))
        .map(Route::method)
        .distinct()
        .toList();
  }

  /** Every route, by its template. */
  public List<Known> all() {
    return routes.values().stream()
        .flatMap(List::stream)
        .map(route -> new Known(route.method(), route.path()))
        .sorted(Comparator.comparing(Known::template).thenComparing(Known::method))
        .toList();
  }

  private static List<String> segments(String path) {
    var trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return List.of(trimmed.split("/", -1));
  }

  private static boolean fits(List<String> template, List<String> path) {
    for (var i = 0; i < template.size(); i++) {
      var expected = template.get(i);
      if (!expected.startsWith("{") && !expected.equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> variables(List<String> template, List<String> path) {
    var variables = new HashMap<String, String>();
    for (var i = 0; i < template.size(); i++) {
      var expected = template.get(i);
      if (expected.startsWith("{")) {
        variables.put(expected.substring(1, expected.length() - 1), Request.decode(path.get(i)));
      }
    }
    return Map.copyOf(variables);
  }
}
