package dev.evenomad.bootstrap.benchmark;

import dev.evenomad.bootstrap.figures.Figure;
import dev.evenomad.bootstrap.figures.ServerFigures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that is measured of speed, in one run: the core's parts with JMH, then whole servers
 * in processes of their own, on a PostgreSQL that puts every commit on the disk and on the sandbox.
 * Ends with a table, each figure next to what the machine itself can do, and writes the same as
 * JSON to {@code bootstrap/target/benchmarks.json}. Takes about a quarter of an hour, in which
 * nothing else should run. No part of the test run; by hand:
 *
 * <pre>{@code
 * ./mvnw -pl bootstrap -am verify -Dtest=Benchmarks -Dit.test=none \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 *
 * <p>{@code -Dnomad.iterations=} measures each of JMH's for so many seconds.
 */
final class Benchmarks {

  private static final int ITERATIONS = Integer.getInteger("nomad.iterations", 5);
  private static final Path JSON = Path.of("target", "benchmarks.json");

  @TempDir private Path folder;

  @Test
  void everything() throws Exception {
    List<Figure> figures = new ArrayList<>(Microbenchmarks.run(folder, ITERATIONS));
    figures.addAll(ServerFigures.all());
    System.out.print(Figure.table(figures));
    Files.writeString(JSON, Figure.json(figures));
    System.out.println("written to bootstrap/" + JSON);
  }
}
