package dev.evenomad.bootstrap.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evenomad.bootstrap.figures.Figure;
import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.openjdk.jmh.generators.bytecode.JmhBytecodeGenerator;

/**
 * Runs the benchmarks of this package with JMH, in processes of its own. What JMH generates for
 * them is made here rather than in the build, which has no use for it.
 */
final class Microbenchmarks {

  /** What a benchmark is held against. */
  private static final Map<String, String> LIMITS =
      Map.of(
          "vault", "VaultBenchmark.bareAesGcm",
          "json", "JsonBenchmark.bareRead");

  private static final String GENERATE_BY = "reflection";

  private Microbenchmarks() {}

  /**
   * Runs all of them.
   *
   * @param folder an empty one, for what JMH needs
   * @param iterations of a second each, after as many to warm up
   */
  static List<Figure> run(Path folder, int iterations) throws Exception {
    Path generated = generate(folder);
    Path result = folder.resolve("jmh.json");
    Process jmh =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseCompactObjectHeaders",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                generated + File.pathSeparator + System.getProperty("java.class.path"),
                "org.openjdk.jmh.Main",
                "-f",
                "1",
                "-wi",
                Integer.toString(iterations),
                "-w",
                "1s",
                "-i",
                Integer.toString(iterations),
                "-r",
                "1s",
                "-bm",
                "thrpt",
                "-tu",
                "s",
                "-rf",
                "json",
                "-rff",
                result.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines = jmh.inputReader()) {
      lines.lines().forEach(System.out::println);
    }
    if (jmh.waitFor() != 0) {
      throw new IllegalStateException("JMH failed: " + jmh.exitValue());
    }
    return figures(new JsonMapper().readTree(result.toFile()));
  }

  private static List<Figure> figures(JsonNode results) {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (JsonNode one : results) {
      String name = one.path("benchmark").asText();
      scores.put(
          name.substring(Microbenchmarks.class.getPackageName().length() + 1),
          one.path("primaryMetric").path("score").asDouble());
    }
    List<Figure> figures = new ArrayList<>();
    scores.forEach(
        (name, score) -> {
          String part = name.substring(0, name.indexOf("Benchmark.")).toLowerCase(Locale.ROOT);
          String what = name.substring(name.indexOf('.') + 1);
          String limit = LIMITS.getOrDefault(part, name);
          figures.add(
              new Figure(
                  part,
                  what,
                  score,
                  limit.equals(name) ? "itself" : limit.substring(limit.indexOf('.') + 1),
                  scores.getOrDefault(limit, score)));
        });
    return figures;
  }

  /** The folder with what JMH generates, and the benchmarks themselves. */
  private static Path generate(Path folder) throws Exception {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path sources = Files.createDirectories(folder.resolve("sources"));
    Path here = Path.of("target", "test-classes");
    Path packaged = Path.of(Microbenchmarks.class.getPackageName().replace('.', '/'));
    Path benchmarks = Files.createDirectories(classes.resolve(packaged));
    try (Stream<Path> files = Files.list(here.resolve(packaged))) {
      for (Path file : files.filter(file -> file.toString().contains("Benchmark.class")).toList()) {
        Files.copy(file, benchmarks.resolve(file.getFileName()));
      }
    }
    JmhBytecodeGenerator.main(
        new String[] {classes.toString(), sources.toString(), classes.toString(), GENERATE_BY});
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (Stream<Path> files = Files.walk(sources);
        StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  null,
                  manager,
                  null,
                  List.of(
                      "-proc:none",
                      "-nowarn",
                      "-d",
                      classes.toString(),
                      "-cp",
                      classes + File.pathSeparator + System.getProperty("java.class.path")),
                  null,
                  manager.getJavaFileObjectsFromPaths(
                      files.filter(file -> file.toString().endsWith(".java")).toList()))
              .call();
      if (!compiled) {
        throw new IllegalStateException("what JMH has generated does not compile");
      }
    }
    return classes;
  }
}
