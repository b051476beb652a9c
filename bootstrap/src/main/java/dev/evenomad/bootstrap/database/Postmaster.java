package dev.evenomad.bootstrap.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A PostgreSQL server of which only the folder of its data is known. */
final class Postmaster {

  private static final int PATIENCE_SECONDS = 20;

  private Postmaster() {}

  /**
   * Stops the server that has its data in {@code folder}, if there is one: a process that was
   * killed leaves it behind, and it keeps the data to itself.
   */
  static void stop(Path folder) {
    Optional<ProcessHandle> running = find(folder.resolve("postmaster.pid"));
    if (running.isEmpty()) {
      return;
    }
    ProcessHandle process = running.get();
    process.destroy();
    try {
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stillRunning(process, e);
    } catch (ExecutionException | TimeoutException e) {
      throw stillRunning(process, e);
    }
  }

  /** What the file names: the first line is the process, the second the folder as it knows it. */
  private static Optional<ProcessHandle> find(Path pidFile) {
    try {
      List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
      return lines.size() < 2
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
              .filter(process -> serves(process, lines.get(1)));
    } catch (IOException e) {
      throw new UncheckedIOException(pidFile + " cannot be read", e);
    }
  }

  /** By now the number may be another process's. */
  private static boolean serves(ProcessHandle process, String folder) {
    return process.info().commandLine().filter(line -> line.contains(folder)).isPresent();
  }

  private static IllegalStateException stillRunning(ProcessHandle process, Exception cause) {
    return new IllegalStateException(
        "the PostgreSQL that an earlier run left behind does not stop; end process "
            + process.pid()
            + " and try again",
        cause);
  }
}
