package dev.evenomad.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.bootstrap.metrics.MetricsPage;
import dev.evenomad.bootstrap.server.NomadServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page on metrics lists what a server tells Prometheus, and nothing else. */
final class MetricsPageIT {

  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
  private static final Pattern SAMPLE = Pattern.compile("([a-z0-9_]+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final MetricsPage page = MetricsPage.read();
  private final Map<String, String> types = new TreeMap<>();
  private final Map<String, Set<String>> tags = new TreeMap<>();

  @Test
  void thePageListsWhatIsTold() throws Exception {
    try (RunningWorld running = new RunningWorld()) {
      // All that happens, happens at the one that is asked.
      running.server.close();
      try (NomadServer server = running.anotherServer("OPERATOR_TOKENS", TOKEN);
          Phone phone = RunningWorld.phoneAt(server)) {
        long pilot = running.pilotTraining(Duration.ofMinutes(5));
        running.signIn(phone, pilot, "measured-phone");
        running.awaitSync(phone, pilot);
        running.clock.advance(Duration.ofMinutes(5));
        assertThat(running.awaitPush("measured-phone")).hasSize(1);
        running.awaitNotification(phone, "sent");
        await().until(() -> metrics(server).contains("nomad_push_duration_seconds_count"));

        String text = metrics(server);

        text.lines().forEach(this::read);
        assertThat(text)
            .contains(
                "nomad_database_up 1.0",
                "nomad_esi_breaker{state=\"closed\"} 1.0",
                "nomad_sso_duration_seconds_count{operation=\"exchange\",outcome=\"ok\"} 1",
                "route=\"/v1/notifications\",status=\"200\"");
        assertThat(text).doesNotContain(Long.toString(pilot), "Test Pilot", "measured-phone");
      }
    }
    Map<String, MetricsPage.Metric> told = new LinkedHashMap<>();
    types.forEach(
        (name, type) -> {
          if (name.startsWith("nomad_") || name.startsWith("http_")) {
            told.put(name, new MetricsPage.Metric(type, tags.getOrDefault(name, Set.of())));
          }
        });
    Map<String, MetricsPage.Metric> written =
        page.metrics().entrySet().stream()
            .filter(each -> each.getKey().startsWith("nomad_") || each.getKey().startsWith("http_"))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    assertThat(told).containsExactlyInAnyOrderEntriesOf(written);
    assertThat(types)
        .containsAllEntriesOf(
            Map.of(
                "jvm_memory_used_bytes", "gauge",
                "jvm_memory_max_bytes", "gauge",
                "jvm_threads_live_threads", "gauge",
                "process_cpu_usage", "gauge",
                "process_uptime_seconds", "gauge",
                "process_files_open_files", "gauge",
                "process_files_max_files", "gauge",
                "logback_events_total", "counter"));
  }

  private void read(String line) {
    Matcher type = TYPE.matcher(line);
    if (type.matches()) {
      String name = type.group(1);
      boolean longest = name.endsWith("_max") && types.containsKey(name.replaceAll("_max$", ""));
      if (!longest) {
        types.put(name, type.group(2));
      }
      return;
    }
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      assertThat(line).startsWith("#");
      return;
    }
    String labels = sample.group(2) == null ? "" : sample.group(2);
    page.metricOf(sample.group(1))
        .ifPresent(
            metric ->
                LABEL
                    .matcher(labels)
                    .results()
                    .filter(label -> !label.group(1).equals("le"))
                    .forEach(label -> tag(metric, label)));
  }

  private void tag(String metric, MatchResult label) {
    tags.computeIfAbsent(metric, name -> new TreeSet<>()).add(label.group(1));
    if (metric.startsWith("nomad_") || metric.startsWith("http_")) {
      assertThat(page.allows(metric, label.group(1), label.group(2)))
          .as("%s of %s: %s", label.group(1), metric, label.group(2))
          .isTrue();
    }
  }

  private static String metrics(NomadServer server) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(URI.create(server.uri() + "/prometheus"))
                  .header("Authorization", "Bearer " + TOKEN)
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValue("text/plain; version=0.0.4; charset=utf-8");
      return answer.body();
    }
  }
}
