package dev.evenomad.bootstrap.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.bootstrap.cli.NomadProcess;
import dev.evenomad.bootstrap.local.LocalWorld;
import dev.evenomad.bootstrap.local.LocalWorldSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How soon {@code serve} answers after its process begins, and what it holds of the machine's
 * memory when nothing happens: with the jars that were packaged, on a PostgreSQL that is up to
 * date, with and without an AOT cache, which a run of the demo trains first. No part of the test
 * run; by hand:
 *
 * <pre>{@code
 * ./mvnw -pl bootstrap -am verify -Dtest=none -Dit.test=StartupFigures \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 *
 * <p>{@code -Dnomad.rounds=} starts so many times, {@code -Dnomad.seconds=} is idle for so long,
 * {@code -Dnomad.options=} adds options of the JVM.
 */
final class StartupFigures {

  private static final int ROUNDS = Integer.getInteger("nomad.rounds", 7);
  private static final Duration IDLE = Duration.ofSeconds(Integer.getInteger("nomad.seconds", 20));
  private static final List<String> OPTIONS =
      Stream.of(System.getProperty("nomad.options", "").split(" "))
          .filter(option -> !option.isEmpty())
          .toList();

  private static final Path LIBRARIES = Path.of("target", "nomad", "lib");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void untilTheFirstAnswer() throws Exception {
    Path cache = folder.resolve("nomad.aot");
    List<String> trained = List.of("-XX:AOTCache=" + cache);
    assertThat(run(List.of("-XX:AOTCacheOutput=" + cache), Map.of(), "demo").waitFor()).isZero();
    System.out.printf(Locale.ROOT, "AOT cache: %,d MB%n", Files.size(cache) >> 20);
    try (LocalWorld world = new LocalWorld(LocalWorldSettings.temporary(Set.of()))) {
      world.startDatabase();
      world.startSandbox();
      start(world, trained, Duration.ZERO);
      report("without cache", world, List.of());
      report("with cache", world, trained);
    }
  }

  private void report(String name, LocalWorld world, List<String> options) throws Exception {
    List<Start> starts = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      starts.add(start(world, options, round == ROUNDS - 1 ? IDLE : Duration.ZERO));
    }
    System.out.printf(
        Locale.ROOT,
        "%-14s lives after %s ms, serves after %s ms; processor %s ms; resident %d MB, idle %d"
            + " MB%n",
        name,
        spread(starts.stream().map(Start::lives).toList()),
        spread(starts.stream().map(Start::serves).toList()),
        spread(starts.stream().map(Start::cpu).toList()),
        starts.getLast().resident,
        starts.getLast().idle);
  }

  private static String spread(List<Duration> times) {
    List<Long> sorted = times.stream().map(Duration::toMillis).sorted().toList();
    return "%d (%d to %d)"
        .formatted(sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
  }

  private Start start(LocalWorld world, List<String> options, Duration idle) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + NomadProcess.freePort());
    Map<String, String> environment = world.environment(uri);
    long began = System.nanoTime();
    Process server = run(options, environment, "serve");
    try {
      Duration lives = until(uri.resolve("/health/liveness"), 200, began);
      // 503 until it serves.
      Duration serves = until(uri.resolve("/v1/me"), 401, began);
      Duration cpu = server.info().totalCpuDuration().orElseThrow();
      long resident = residentMegabytes(server);
      Thread.sleep(idle);
      return new Start(lives, serves, cpu, resident, residentMegabytes(server));
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  private Duration until(URI uri, int status, long began) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    while (System.nanoTime() - began < PATIENCE.toNanos()) {
      try {
        if (http.send(request, BodyHandlers.discarding()).statusCode() == status) {
          return Duration.ofNanos(System.nanoTime() - began);
        }
      } catch (IOException e) {
        // It does not listen yet.
      }
      Thread.sleep(5);
    }
    throw new AssertionError(uri + " did not answer " + status);
  }

  private Process run(List<String> options, Map<String, String> environment, String command) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(
        List.of(
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    line.addAll(OPTIONS);
    line.addAll(options);
    line.addAll(List.of("-jar", jar().toString(), command));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(command + ".log").toFile());
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path jar() {
    try (Stream<Path> jars = Files.list(LIBRARIES)) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith("nomad-bootstrap-"))
          .findFirst()
          .orElseThrow()
          .toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long residentMegabytes(Process process) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How soon it was there, and what it took; memory in megabytes of 1024² bytes. */
  private record Start(Duration lives, Duration serves, Duration cpu, long resident, long idle) {}
}
