package dev.evenomad.bootstrap.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How much memory the operating system says this process held at most. */
final class ResidentMemory {

  private ResidentMemory() {}

  /** In megabytes of 1024² bytes; empty where the kernel does not tell. */
  static Optional<Long> peakMegabytes() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
