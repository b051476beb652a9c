package dev.evenomad.persistence.prisma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.persistence.PostgresExtension;
import dev.evenomad.persistence.PostgresServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How fast a large original moves in, and with how much memory. No part of the test run; by hand:
 *
 * <pre>
 * ./mvnw -pl domain,application,adapters-persistence verify -Dtest=none -Dit.test=ImportFigures \
 *   -Dnomad.users=100000 -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * </pre>
 */
@ExtendWith(PostgresExtension.class)
final class ImportFigures {

  private final PostgresServer server;

  ImportFigures(PostgresServer server) {
    this.server = server;
  }

  @Test
  void ofALargeOriginal() {
    int users = Integer.getInteger("nomad.users", 100_000);
    try (Moving moving = new Moving(server)) {
      long began = System.nanoTime();
      OriginalGenerator.fill(moving.original, users);
      System.out.printf("made an original of %d users in %.1f s%n", users, seconds(began));

      report("first", moving);
      ImportReport again = report("second", moving);

      assertThat(again.tables()).allMatch(table -> table.taken() == 0);
    }
  }

  private static ImportReport report(String which, Moving moving) {
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    long began = System.nanoTime();
    Set<String> told = new HashSet<>();
    long[] tableBegan = {began};
    ImportReport report =
        moving.run(
            Original.KEY,
            (what, done, total) -> {
              if (done == 0) {
                tableBegan[0] = System.nanoTime();
              }
              if (done == total && told.add(what)) {
                double seconds = seconds(tableBegan[0]);
                System.out.printf(
                    "%s: %d in %.1f s, %d a second%n", what, total, seconds, rate(total, seconds));
              }
            });
    double seconds = seconds(began);
    long rows = report.tables().stream().mapToLong(ImportReport.Table::read).sum();
    System.out.printf(
        "%s run: %d rows in %.1f s, %d a second; heap %d MB at most, process %s%n",
        which, rows, seconds, rate(rows, seconds), peakHeap() >> 20, peakProcess());
    report.tables().forEach(table -> System.out.println(table));
    return report;
  }

  private static double seconds(long since) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since) / 1000.0;
  }

  private static long rate(long rows, double seconds) {
    return Math.round(rows / Math.max(seconds, 0.001));
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }

  private static String peakProcess() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM"))
          .findAny()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
