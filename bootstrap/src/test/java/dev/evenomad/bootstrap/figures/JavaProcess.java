package dev.evenomad.bootstrap.figures;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Another JVM with the options that {@code ./nomad} gives it, and what can be seen of it. */
final class JavaProcess implements AutoCloseable {

  private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");
  private static final int REMEMBERED = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Consumer<String> listener;
  private final Deque<String> said = new ArrayDeque<>();

  /**
   * Starts it.
   *
   * @param environment added to ours
   * @param listener hears every line that it prints
   */
  JavaProcess(
      Map<String, String> environment,
      Consumer<String> listener,
      Class<?> main,
      String... arguments) {
    this.listener = listener;
    List<String> command =
        new ArrayList<>(
            List.of(
                BIN.resolve("java").toString(),
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        hear(line);
      }
    } catch (IOException e) {
      hear("it cannot be heard any more: " + e);
    }
  }

  private void hear(String line) {
    synchronized (said) {
      said.addLast(line);
      if (said.size() > REMEMBERED) {
        said.removeFirst();
      }
      said.notifyAll();
    }
    listener.accept(line);
  }

  /** Until it has printed a line that begins so. */
  JavaProcess await(String beginning) throws InterruptedException {
    long late = System.nanoTime() + PATIENCE.toNanos();
    synchronized (said) {
      while (said.stream().noneMatch(line -> line.startsWith(beginning))) {
        if (!process.isAlive() || System.nanoTime() > late) {
          throw new IllegalStateException("no \"" + beginning + "\" from it, but: " + said);
        }
        said.wait(100);
      }
    }
    return this;
  }

  /** Sends it a line. */
  void tell(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it printed of late that looks like trouble. */
  List<String> complaints() {
    synchronized (said) {
      return said.stream()
          .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
          .toList();
    }
  }

  /** What it has used of the processor so far. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** What it holds of the machine's memory now, in megabytes of 1024² bytes. */
  long residentMegabytes() {
    try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the heap is after garbage was collected, in the JVM's words. */
  String heapAfterCollection() {
    ask("GC.run");
    return ask("GC.heap_info").stream()
        .filter(line -> line.contains("used"))
        .findFirst()
        .map(String::strip)
        .orElse("unknown");
  }

  /** The most that the heap may be, in megabytes. */
  long heapLimitMegabytes() {
    return ask("VM.flags").stream()
        .flatMap(line -> Optional.ofNullable(value(line, "-XX:MaxHeapSize=")).stream())
        .mapToLong(bytes -> Long.parseLong(bytes) >> 20)
        .findFirst()
        .orElseThrow();
  }

  private static @Nullable String value(String line, String flag) {
    int at = line.indexOf(flag);
    return at < 0 ? null : line.substring(at + flag.length()).replaceAll("\\D.*", "");
  }

  private List<String> ask(String command) {
    try {
      Process jcmd =
          new ProcessBuilder(BIN.resolve("jcmd").toString(), Long.toString(process.pid()), command)
              .redirectErrorStream(true)
              .start();
      return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as an operator does, and waits. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(Duration.ofSeconds(30))) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
