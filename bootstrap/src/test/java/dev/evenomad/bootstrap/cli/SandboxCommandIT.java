package dev.evenomad.bootstrap.cli;

import static dev.evenomad.bootstrap.cli.NomadProcess.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.http.contract.ApiContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SandboxCommandIT {

  private static final URI APP = URI.create("evenomad://callback");
  private static final long PILOT = 2112000001;

  @TempDir private static Path folder;
  private static Run sandbox;

  /** Goes the journey, which waits for a skill most of the time, while the other tests run. */
  private static Process shell;

  @BeforeAll
  static void start() throws IOException {
    assertThat(System.getenv("PATH").split(":"))
        .as("the journey needs curl, which is in none of these folders")
        .anyMatch(bin -> Files.isExecutable(Path.of(bin, "curl")));
    sandbox = Run.on(folder.resolve("data"), folder);
    sandbox.awaitGuide();
    shell =
        new ProcessBuilder("sh", "-eu")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("answers").toFile())
            .start();
    try (var input = shell.outputWriter()) {
      input.write(sandbox.journey());
    }
  }

  @AfterAll
  static void stop() {
    sandbox.close();
    shell.destroy();
  }

  @Test
  void theJourneyItPrintsEndsWithThePushAndTheNotification()
      throws IOException, InterruptedException {
    assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(shell.exitValue()).as(Files.readString(folder.resolve("answers"))).isZero();
    List<JsonNode> printed =
        Files.readAllLines(folder.resolve("answers")).stream().map(SandboxCommandIT::json).toList();
    assertThat(printed).hasSize(5);
    JsonNode training = printed.get(0);
    JsonNode push = printed.get(1).path("messages").path(0);
    JsonNode notification = printed.get(2).path("items").path(0);
    assertThat(training.path("finished").booleanValue()).isFalse();
    assertThat(push.path("token").textValue()).startsWith("phone-");
    assertThat(push.path("message").path("notification").path("body").textValue())
        .contains(training.path("name").textValue());
    assertThat(notification.path("body").textValue())
        .isEqualTo(push.path("message").path("notification").path("body").textValue());
    assertThat(printed.get(3).path("items")).isNotEmpty();
    assertThat(printed.get(4).at("/messages/0/payload/kind").textValue()).isEqualTo("test");
  }

  @Test
  void aSecondRunOnTheSameFolderIsRefused(@TempDir Path own) throws InterruptedException {
    try (Run second = Run.on(folder.resolve("data"), own)) {
      assertThat(second.process().exitCode()).isEqualTo(1);
      assertThat(second.process().err().lines())
          .singleElement()
          .asString()
          .startsWith("nomad: " + folder.resolve("data") + " is used by another run;");
    }
    assertThat(sandbox.postgres()).hasValueSatisfying(ProcessHandle::isAlive);
  }

  @Test
  void aRunThatWasKilledIsTakenOverWithItsDataAndARunThatIsStoppedLeavesNothingRunning(
      @TempDir Path own) throws InterruptedException {
    Path data = own.resolve("data");
    try (Run killed = Run.on(data, own.resolve("first"))) {
      killed.awaitGuide();
      String user = killed.signIn();
      ProcessHandle orphan = killed.postgres().orElseThrow();
      killed.process().kill();
      assertThat(orphan.isAlive()).isTrue();

      try (Run next = Run.on(data, own.resolve("second"))) {
        next.awaitGuide();
        assertThat(orphan.isAlive()).isFalse();
        assertThat(next.signIn()).isEqualTo(user);
        ProcessHandle postgres = next.postgres().orElseThrow();

        next.process().terminate();

        assertThat(next.process().exitCode()).isEqualTo(NomadProcess.SIGTERM);
        patiently().until(() -> !postgres.isAlive());
        assertThat(next.postgres()).isEmpty();
      }
    }
  }

  private static JsonNode json(String line) {
    try {
      return new JsonMapper().readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + line, e);
    }
  }

  /** A sandbox on free ports. */
  private record Run(NomadProcess process, Path data, URI server) implements AutoCloseable {

    static Run on(Path data, Path folder) {
      int port = NomadProcess.freePort();
      NomadProcess process =
          new NomadProcess(
              folder,
              "sandbox",
              "--port=" + port,
              "--eve-port=" + NomadProcess.freePort(),
              "--data=" + data);
      return new Run(process, data, URI.create("http://127.0.0.1:" + port));
    }

    void awaitGuide() {
      process.awaitOutput("Stop it with Ctrl-C.");
    }

    /** What the guide says to paste, as it is printed. */
    String journey() {
      return process
          .out()
          .lines()
          .filter(line -> line.isEmpty() || line.startsWith("  "))
          .collect(Collectors.joining("\n", "", "\n"));
    }

    String signIn() {
      try (Phone phone = new Phone(server, APP, ApiContract.builtIn()::check)) {
        return phone.signIn(PILOT, Optional.empty()).path("userId").textValue();
      }
    }

    /** Its PostgreSQL, as long as there is one. */
    Optional<ProcessHandle> postgres() {
      try {
        Path pid = data.resolve(Path.of("postgresql", "postmaster.pid"));
        return Files.exists(pid)
            ? ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).getFirst()))
            : Optional.empty();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      process.close();
      postgres().ifPresent(ProcessHandle::destroy);
    }
  }
}
