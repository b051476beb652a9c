package dev.evenomad.bootstrap.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The folder of a local world, which one process uses at a time. */
final class DataFolder implements AutoCloseable {

  private final Path folder;
  private final FileChannel channel;

  private DataFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the folder, making it if need be.
   *
   * @throws IllegalStateException if another process uses it
   */
  static DataFolder take(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      @Nullable FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new IllegalStateException(
            folder + " is used by another run; stop that one, or name another folder with --data");
      }
      DataFolder taken = new DataFolder(folder, channel);
      taken.stopOrphan();
      return taken;
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + folder + " cannot be used", e);
    }
  }

  Path database() {
    return folder.resolve("postgresql");
  }

  /** A process that was killed leaves its PostgreSQL behind, which keeps the data to itself. */
  private void stopOrphan() throws IOException {
    Path pidFile = database().resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    Optional<ProcessHandle> orphan =
        ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()))
            .filter(
                process ->
                    process.info().command().filter(name -> name.endsWith("postgres")).isPresent());
    if (orphan.isPresent()) {
      orphan.get().destroy();
      try {
        orphan.get().onExit().get(20, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException e) {
        throw new IllegalStateException(
            "a PostgreSQL that an earlier run left behind does not stop: process "
                + orphan.get().pid(),
            e);
      }
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
