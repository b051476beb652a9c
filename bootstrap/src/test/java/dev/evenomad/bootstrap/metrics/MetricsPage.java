package dev.evenomad.bootstrap.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the page on metrics says. */
public final class MetricsPage {

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern SUFFIX = Pattern.compile("_(bucket|count|sum|max)$");
  private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "summary");

  private final Map<String, Metric> metrics = new LinkedHashMap<>();
  private final Map<String, Set<String>> values = new LinkedHashMap<>();

  private MetricsPage(List<String> lines) {
    for (String line : lines) {
      String[] cells = line.split(" *\\| *", -1);
      if (cells.length == 7 && TYPES.contains(cells[2])) {
        String name = codes(cells[1]).getFirst();
        metrics.put(name, new Metric(cells[2], new TreeSet<>(codes(cells[4]))));
      } else if (cells.length == 5 && cells[1].startsWith("`")) {
        String metric = cells[2].startsWith("`") ? codes(cells[2]).getFirst() : "";
        values.put(codes(cells[1]).getFirst() + " " + metric, new TreeSet<>(codes(cells[3])));
      }
    }
  }

  /** As it is now. */
  public static MetricsPage read() {
    try {
      return new MetricsPage(Files.readAllLines(Path.of("..", "docs", "metrics.md")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All metrics, by the names without suffixes. */
  public Map<String, Metric> metrics() {
    return metrics;
  }

  /** The metric that a series of that name is of; empty if there is none. */
  public Optional<String> metricOf(String series) {
    return metrics.containsKey(series)
        ? Optional.of(series)
        : Optional.of(SUFFIX.matcher(series).replaceFirst(""))
            .filter(name -> !name.equals(series))
            .filter(metrics::containsKey)
            .filter(this::hasSeries);
  }

  private boolean hasSeries(String name) {
    Metric metric = metrics.get(name);
    return metric != null && Set.of("histogram", "summary").contains(metric.type());
  }

  /** Whether that tag is explained, and may have that value. */
  public boolean allows(String metric, String tag, String value) {
    Set<String> listed = values.getOrDefault(tag + " " + metric, values.get(tag + " "));
    return listed != null && (listed.isEmpty() || listed.contains(value));
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell)
        .results()
        .map((MatchResult found) -> found.group(1))
        .flatMap(code -> Arrays.stream(code.split(" ")))
        .collect(Collectors.toList());
  }

  /**
   * A metric.
   *
   * @param type as Prometheus names it
   * @param tags every one that it has
   */
  public record Metric(String type, Set<String> tags) {}
}
