package dev.evenomad.bootstrap.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** By what this process is kept busy: samples of its threads, by the innermost known part. */
final class Profile implements AutoCloseable {

  /** What the names of classes begin with. */
  private static final List<Map.Entry<String, String>> PARTS =
      List.of(
          Map.entry("dev.evenomad.domain", "the domain"),
          Map.entry("dev.evenomad.persistence", "our part of persistence"),
          Map.entry("dev.evenomad.esi", "our part of ESI"),
          Map.entry("dev.evenomad.application", "use cases"),
          Map.entry("org.eclipse.persistence", "EclipseLink"),
          Map.entry("org.postgresql", "the driver of PostgreSQL"),
          Map.entry("com.zaxxer", "the connection pool"),
          Map.entry("com.fasterxml", "JSON"),
          Map.entry("com.google.crypto", "encryption"),
          Map.entry("com.auth0", "tokens"),
          Map.entry("jdk.internal.net.http", "the HTTP client"),
          Map.entry("java.net.http", "the HTTP client"),
          Map.entry("io.github.resilience4j", "the circuit breaker"),
          Map.entry("com.github.benmanes", "Caffeine"));

  private final Recording recording = new Recording();

  private Profile() {
    recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
    recording.start();
  }

  static Profile begin() {
    return new Profile();
  }

  /** The parts with their shares so far, the largest first. */
  List<String> shares() {
    try {
      Path file = Files.createTempFile("profile", ".jfr");
      try {
        recording.dump(file);
        Map<String, Integer> samples = new TreeMap<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
          if (event.getStackTrace() != null) {
            samples.merge(partOf(event.getStackTrace()), 1, Integer::sum);
          }
        }
        int all = samples.values().stream().mapToInt(count -> count).sum();
        return samples.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .map(part -> "%4.1f %% %s".formatted(100.0 * part.getValue() / all, part.getKey()))
            .toList();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String partOf(RecordedStackTrace trace) {
    for (RecordedFrame frame : trace.getFrames()) {
      String name = frame.getMethod().getType().getName();
      for (Map.Entry<String, String> part : PARTS) {
        if (name.startsWith(part.getKey())) {
          return part.getValue();
        }
      }
    }
    return "anything else";
  }

  @Override
  public void close() {
    recording.close();
  }
}
