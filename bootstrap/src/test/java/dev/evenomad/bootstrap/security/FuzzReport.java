package dev.evenomad.bootstrap.security;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What became of the requests to each route, and everything that should not have. */
final class FuzzReport {

  private static final int MOST_SHOWN = 20;

  /** Of one route. */
  private static final class Row {
    /** By the first digit of the status; 0 for none. */
    private final int[] answers = new int[6];

    private final List<Long> nanos = new ArrayList<>();
    private int violations;

    private double p99() {
      List<Long> sorted = nanos.stream().sorted().toList();
      return sorted.isEmpty() ? 0 : sorted.get((int) (sorted.size() * 0.99)) / 1e6;
    }
  }

  private final long seed;
  private final Map<String, Row> rows = new TreeMap<>();
  private final List<String> violations = new ArrayList<>();

  FuzzReport(long seed) {
    this.seed = seed;
  }

  void add(String route, Reply reply) {
    Row row = row(route);
    row.answers[Math.min(5, reply.status() / 100)]++;
    row.nanos.add(reply.took().toNanos());
  }

  void violation(String route, long number, String what, Draft draft, Reply reply) {
    row(route).violations++;
    violations.add(
        "request %d of seed %d to %s: %s%n%s%n→ %s"
            .formatted(number, seed, route, what, draft, reply));
  }

  /** Of the server as a whole. */
  void violation(long number, String what) {
    violations.add("before request %d of seed %d: %s".formatted(number, seed, what));
  }

  private Row row(String route) {
    return rows.computeIfAbsent(route, none -> new Row());
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  int requests() {
    return rows.values().stream().mapToInt(row -> row.nanos.size()).sum();
  }

  /** How many requests each route got. */
  Map<String, Integer> requestsByRoute() {
    Map<String, Integer> requests = new TreeMap<>();
    rows.forEach((route, row) -> requests.put(route, row.nanos.size()));
    return requests;
  }

  /** A line for each route. */
  String table(Duration time) {
    StringBuilder table = new StringBuilder();
    line(table, "route", "requests", "none", "2xx", "3xx", "4xx", "5xx", "wrong", "p99 ms");
    Row all = new Row();
    rows.forEach(
        (route, row) -> {
          line(table, route, row);
          for (int i = 0; i < row.answers.length; i++) {
            all.answers[i] += row.answers[i];
          }
          all.nanos.addAll(row.nanos);
          all.violations += row.violations;
        });
    line(table, "all", all);
    table.append(
        String.format(
            Locale.ROOT,
            "%nseed %d, %d s, %,d requests, %d violations%n",
            seed,
            time.toSeconds(),
            requests(),
            violations.size()));
    violations.stream()
        .limit(MOST_SHOWN)
        .forEach(one -> table.append('\n').append(one).append('\n'));
    return table.toString();
  }

  private static void line(StringBuilder table, String route, Row row) {
    line(
        table,
        route,
        row.nanos.size(),
        row.answers[0],
        row.answers[2],
        row.answers[3],
        row.answers[4],
        row.answers[5],
        row.violations,
        String.format(Locale.ROOT, "%.1f", row.p99()));
  }

  private static void line(StringBuilder table, String route, Object... cells) {
    table.append(String.format(Locale.ROOT, "%-52s", route));
    for (Object cell : cells) {
      table.append(String.format(Locale.ROOT, "%9s", cell));
    }
    table.append('\n');
  }

  /** The same for machines. */
  void write(Path file, Duration time) {
    JsonMapper mapper = new JsonMapper();
    ObjectNode json = mapper.createObjectNode();
    json.put("seed", seed).put("seconds", time.toSeconds()).put("requests", requests());
    ObjectNode routes = json.putObject("routes");
    rows.forEach(
        (route, row) ->
            routes
                .putObject(route)
                .put("requests", row.nanos.size())
                .put("none", row.answers[0])
                .put("2xx", row.answers[2])
                .put("3xx", row.answers[3])
                .put("4xx", row.answers[4])
                .put("5xx", row.answers[5])
                .put("violations", row.violations)
                .put("p99Millis", row.p99()));
    violations.forEach(json.putArray("violations")::add);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
