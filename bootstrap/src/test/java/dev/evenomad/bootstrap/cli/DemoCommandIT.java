package dev.evenomad.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoCommandIT {

  @TempDir private static Path folderOfDemo;

  /** Waits for a skill to finish most of the time, while the other tests run. */
  private static NomadProcess demo;

  @BeforeAll
  static void startDemo() {
    demo = new NomadProcess(folderOfDemo, "demo", "--json");
  }

  @AfterAll
  static void stopDemo() {
    demo.close();
  }

  @Test
  void withJsonItPrintsOneObjectAndNothingElseAndLeavesNothing()
      throws InterruptedException, JsonProcessingException {
    assertThat(demo.exitCode()).as(demo.err()).isZero();

    assertThat(demo.out()).endsWith("}" + System.lineSeparator()).hasLineCount(1);
    JsonNode report = new JsonMapper().readTree(demo.out());
    assertThat(report.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "ok", "steps", "pushLatencyMillis", "startupMillis", "peakRssMb");
    assertThat(report.path("ok").booleanValue()).isTrue();
    assertThat(report.path("steps"))
        .hasSize(12)
        .allSatisfy(
            step -> {
              assertThat(step.path("name").textValue()).isNotBlank();
              assertThat(step.path("ok").booleanValue()).isTrue();
              assertThat(step.path("millis").isIntegralNumber()).isTrue();
            });
    assertThat(report.path("pushLatencyMillis").longValue()).isBetween(1L, 10_000L);
    assertThat(report.path("startupMillis").longValue()).isBetween(1L, 30_000L);
    assertThat(report.path("peakRssMb").isIntegralNumber() || report.path("peakRssMb").isNull())
        .isTrue();
    assertThat(demo.err()).isEmpty();
    assertThat(demo.temporaryFiles()).isEmpty();
  }

  @Test
  void aStepThatFailsNamesItself() {
    Saboteur out = new Saboteur();
    int exitCode = NomadCommand.commandLine(Map.of()).setOut(new PrintWriter(out)).execute("demo");

    assertThat(out.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("ok   start PostgreSQL 16 "),
            line -> assertThat(line).startsWith("ok   start the sandbox "),
            line -> assertThat(line).startsWith("ok   start the server "),
            line ->
                assertThat(line).startsWith("FAIL sign in ").contains("temporarily_unavailable"),
            line -> assertThat(line).isEqualTo("The demo failed at: sign in"));
    assertThat(exitCode).isEqualTo(1);
  }

  @Test
  void toldToStopWhilePostgresStartsItLeavesNothing(@TempDir Path folder)
      throws InterruptedException {
    try (NomadProcess stopped = new NomadProcess(folder, "demo")) {
      stopped.awaitTemporaryFiles();

      stopped.terminate();

      assertThat(stopped.exitCode()).isEqualTo(NomadProcess.SIGTERM);
      assertThat(stopped.temporaryFiles()).isEmpty();
      assertThat(ProcessHandle.allProcesses())
          .noneMatch(
              process -> process.info().commandLine().orElse("").contains(folder + "/temporary/"));
    }
  }

  /** Reads along and breaks EVE's sign-on as soon as it is told where EVE is. */
  private static final class Saboteur extends StringWriter {

    private static final Pattern EVE = Pattern.compile("EVE and FCM at (\\S+)");

    private boolean done;

    @Override
    public void flush() {
      Matcher eve = EVE.matcher(toString());
      if (!done && eve.find()) {
        done = true;
        breakSignOn(URI.create(eve.group(1) + "/control/faults"));
      }
    }

    private static void breakSignOn(URI faults) {
      HttpRequest fault =
          HttpRequest.newBuilder(faults)
              .POST(BodyPublishers.ofString("{\"target\":\"sso-token\",\"status\":503}"))
              .build();
      try (HttpClient http = HttpClient.newHttpClient()) {
        assertThat(http.send(fault, BodyHandlers.discarding()).statusCode()).isEqualTo(201);
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
