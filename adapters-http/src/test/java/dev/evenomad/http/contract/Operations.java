package dev.evenomad.http.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the operation that a request means. */
final class Operations {

  private record Route(Pattern path, long variables, JsonNode methods) {}

  private final List<Route> routes = new ArrayList<>();

  Operations(JsonNode document) {
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                routes.add(
                    new Route(
                        Pattern.compile(path.getKey().replaceAll("\\{[^}]*}", "[^/]+")),
                        path.getKey().chars().filter(c -> c == '{').count(),
                        path.getValue())));
    routes.sort(Comparator.comparingLong(Route::variables));
  }

  /** The one with the fewest variables, if several fit. */
  Optional<JsonNode> find(String method, String path) {
    String name = method.toLowerCase(Locale.ROOT);
    return routes.stream()
        .filter(route -> route.path().matcher(path).matches() && route.methods().has(name))
        .map(route -> route.methods().path(name))
        .findFirst();
  }
}
