package dev.evenomad.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenomad.bootstrap.Main;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;

/**
 * The program as a process of its own, with a folder for temporary files that nobody else uses.
 * Closing it ends the process if it still runs.
 */
public final class NomadProcess implements AutoCloseable {

  static final int SIGTERM = 128 + 15;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path temporary;
  private final Path out;
  private final Path err;
  private final Process process;

  /**
   * Starts it.
   *
   * @param folder for its temporary files and what it prints
   */
  NomadProcess(Path folder, String... arguments) {
    this(folder, Map.of(), arguments);
  }

  /**
   * Starts it.
   *
   * @param folder for its temporary files and what it prints
   * @param environment added to ours
   */
  NomadProcess(Path folder, Map<String, String> environment, String... arguments) {
    this(folder, environment, Main.class, arguments);
  }

  /**
   * Starts another program of ours.
   *
   * @param folder for its temporary files and what it prints
   * @param environment added to ours
   * @param main what begins it
   */
  public NomadProcess(
      Path folder, Map<String, String> environment, Class<?> main, String... arguments) {
    this(folder, environment, List.of(), main, arguments);
  }

  /**
   * Starts a program that is more than ours.
   *
   * @param folder for its temporary files and what it prints
   * @param environment added to ours
   * @param more jars behind our class path
   * @param main what begins it
   */
  public NomadProcess(
      Path folder,
      Map<String, String> environment,
      List<Path> more,
      Class<?> main,
      String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // Binaries of PostgreSQL are unpacked once for all.
                "-Dot.epg.working-dir="
                    + Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg"),
                "-Djava.io.tmpdir=" + folder.resolve("temporary"),
                "-cp",
                Stream.concat(
                        Stream.of(System.getProperty("java.class.path")),
                        more.stream().map(Path::toString))
                    .collect(Collectors.joining(File.pathSeparator)),
                main.getName()));
    command.addAll(List.of(arguments));
    try {
      temporary = Files.createDirectories(folder.resolve("temporary"));
      out = folder.resolve("out");
      err = folder.resolve("err");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().putAll(environment);
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it has printed. */
  public String out() {
    return read(out);
  }

  /** What it has printed to standard error. */
  public String err() {
    return read(err);
  }

  /** Until it has printed that. */
  public NomadProcess awaitOutput(String text) {
    patiently()
        .until(
            () -> {
              assertThat(process.isAlive() || out().contains(text))
                  .as("it ended without \"%s\"; it said: %s", text, err())
                  .isTrue();
              return out().contains(text);
            });
    return this;
  }

  /** Until it has begun to lay out a temporary database. */
  void awaitTemporaryFiles() {
    patiently().until(() -> !temporaryFiles().isEmpty());
  }

  List<Path> temporaryFiles() {
    try (var files = Files.list(temporary)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it has not ended. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Sends a signal, such as {@code STOP}, if it runs. */
  public void signal(String name) {
    try {
      new ProcessBuilder("kill", "-s", name, Long.toString(process.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends SIGTERM. */
  public void terminate() {
    assertThat(process.supportsNormalTermination()).isTrue();
    process.destroy();
  }

  /** Sends SIGKILL and waits for the end. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    exitCode();
  }

  /** Waits for the end. */
  public int exitCode() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("it has ended").isTrue();
    return process.exitValue();
  }

  /** A port that was free just now. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For what takes a while on a busy machine. */
  public static ConditionFactory patiently() {
    return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
