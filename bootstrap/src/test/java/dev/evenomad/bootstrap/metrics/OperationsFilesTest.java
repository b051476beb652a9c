package dev.evenomad.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Dashboard and alert rules name nothing that is not on the page on metrics. */
final class OperationsFilesTest {

  private static final Path FOLDER = Path.of("..", "docs", "operations");

  private static final Pattern SELECTION = Pattern.compile("([a-z_]+)\\{([^}]*)}");
  private static final Pattern LABEL = Pattern.compile("(\\w+) *(=~|!~|!=|=)");
  private static final Pattern GROUPS = Pattern.compile("\\b(by|without|on) *\\(([^)]*)\\)");
  private static final Pattern WORD = Pattern.compile("(?<![\\w$])[a-z_]+\\b(?! *\\()");

  /** What Prometheus adds, and what buckets have. */
  private static final Set<String> PROMETHEUS = Set.of("instance", "job", "le");

  private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool");

  private final MetricsPage page = MetricsPage.read();

  @Test
  void theDashboardShowsWhatThereIs() throws IOException {
    JsonNode dashboard =
        new ObjectMapper().readTree(FOLDER.resolve("grafana-dashboard.json").toFile());
    assertThat(dashboard.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(41);
    assertThat(dashboard.at("/templating/list/0/type").asText()).isEqualTo("datasource");
    List<String> rows = new ArrayList<>();
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : dashboard.path("panels")) {
      assertThat(ids.add(panel.path("id").asInt())).isTrue();
      if (panel.path("type").asText().equals("row")) {
        rows.add(panel.path("title").asText());
        continue;
      }
      assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
      assertThat(panel.path("targets")).as(panel.path("title").asText()).isNotEmpty();
      for (JsonNode target : panel.path("targets")) {
        assertThat(target.at("/datasource/uid").asText()).isEqualTo("${datasource}");
        check(target.path("expr").asText());
      }
    }
    assertThat(rows).containsExactly("API", "Work", "EVE", "Push", "Cache and database", "JVM");
  }

  @Test
  void rulesSayWhatIsWrongAndWhatToDo() throws IOException {
    Map<String, List<Map<String, Object>>> file =
        new Yaml().load(Files.readString(FOLDER.resolve("alerts.yml")));
    List<Map<String, Object>> groups = file.getOrDefault("groups", List.of());
    assertThat(groups).hasSize(1);
    List<?> rules = (List<?>) groups.getFirst().getOrDefault("rules", List.of());
    assertThat(rules).hasSizeGreaterThan(7);
    Set<String> names = new HashSet<>();
    for (Object each : rules) {
      Map<?, ?> rule = (Map<?, ?>) each;
      String name = String.valueOf(rule.get("alert"));
      assertThat(names.add(name)).as(name).isTrue();
      assertThat(String.valueOf(rule.get("for"))).as(name).matches("\\d+m");
      assertThat((Map<?, ?>) rule.get("labels")).as(name).hasSize(1);
      assertThat(String.valueOf(((Map<?, ?>) rule.get("labels")).get("severity")))
          .isIn("critical", "warning");
      Map<?, ?> annotations = rule.get("annotations") instanceof Map<?, ?> texts ? texts : Map.of();
      assertThat(annotations.keySet()).hasToString("[summary, action]");
      annotations.values().forEach(text -> assertThat(String.valueOf(text)).endsWith("."));
      check(String.valueOf(rule.get("expr")));
      for (String label : labelsOf(annotations)) {
        assertThat(isKnown(label)).as("%s: %s", name, label).isTrue();
      }
    }
  }

  private static List<String> labelsOf(Map<?, ?> annotations) {
    return Pattern.compile("\\$labels\\.(\\w+)")
        .matcher(annotations.toString())
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  private void check(String expression) {
    assertThat(expression).isNotBlank();
    SELECTION
        .matcher(expression)
        .results()
        .forEach(
            selection ->
                LABEL
                    .matcher(selection.group(2))
                    .results()
                    .map(label -> label.group(1))
                    .filter(label -> !PROMETHEUS.contains(label))
                    .forEach(
                        label ->
                            assertThat(tags(selection.group(1))).as(expression).contains(label)));
    GROUPS
        .matcher(expression)
        .results()
        .flatMap(group -> Arrays.stream(group.group(2).split(",")))
        .map(String::strip)
        .forEach(label -> assertThat(isKnown(label)).as("%s: %s", expression, label).isTrue());
    String bare =
        GROUPS
            .matcher(expression.replaceAll("\\{[^}]*}", "").replaceAll("\\[[^]]*]", ""))
            .replaceAll("");
    List<String> named =
        WORD.matcher(bare)
            .results()
            .map(MatchResult::group)
            .filter(word -> !OPERATORS.contains(word))
            .toList();
    assertThat(named).as(expression).isNotEmpty();
    named.forEach(
        series ->
            assertThat(series.equals("up") || page.metricOf(series).isPresent())
                .as("%s: %s", expression, series)
                .isTrue());
  }

  private Set<String> tags(String series) {
    return page.metricOf(series)
        .flatMap(name -> Optional.ofNullable(page.metrics().get(name)))
        .map(MetricsPage.Metric::tags)
        .orElse(Set.of());
  }

  private boolean isKnown(String label) {
    return PROMETHEUS.contains(label)
        || page.metrics().values().stream().anyMatch(metric -> metric.tags().contains(label));
  }
}
