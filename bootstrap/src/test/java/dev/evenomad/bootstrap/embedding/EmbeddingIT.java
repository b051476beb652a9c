package dev.evenomad.bootstrap.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The core in somebody else's application, which has the jars and nothing of this build. */
final class EmbeddingIT {

  private static final String MODULE =
      """
      module skillwatch {
        requires dev.evenomad.application;
        requires dev.evenomad.testkit;
      }
      """;

  private static final int JAVA_21 = 65;

  @TempDir Path folder;

  @Test
  void runsOnTheClassPath() throws Exception {
    Example example = Example.compiled("embedding", folder);

    assertThat(
            run(
                "--class-path",
                example.classes() + File.pathSeparator + Example.path(),
                "SkillWatch"))
        .contains("signed in until 2026-09-08T10:00:00Z", "Gunnery");
  }

  @Test
  void runsAsAModule() throws Exception {
    Example example = Example.compiledAsModule("embedding", folder, MODULE);

    assertThat(
            run(
                "--module-path",
                example.classes() + File.pathSeparator + Example.path(),
                "--module",
                "skillwatch/example.SkillWatch"))
        .contains("Gunnery");
  }

  @Test
  void everyClassOfTheCoreIsOfJava21() throws IOException {
    for (Path jar : Example.CORE) {
      try (JarFile opened = new JarFile(jar.toFile())) {
        for (JarEntry entry : classes(opened)) {
          try (DataInputStream code = new DataInputStream(opened.getInputStream(entry))) {
            code.readInt();
            code.readUnsignedShort();
            assertThat(code.readUnsignedShort()).as(entry.getName()).isLessThanOrEqualTo(JAVA_21);
          }
        }
      }
    }
  }

  @Test
  void noPackageIsInTwoJars() throws IOException {
    Map<String, Path> places = new HashMap<>();
    for (Path jar : Example.everyJar()) {
      try (JarFile opened = new JarFile(jar.toFile())) {
        for (JarEntry entry : classes(opened)) {
          int end = entry.getName().lastIndexOf('/');
          if (end > 0) {
            String name = entry.getName().substring(0, end);
            assertThat(places.putIfAbsent(name, jar)).as(name).isIn(null, jar);
          }
        }
      }
    }
    assertThat(places)
        .containsKeys(
            "dev/evenomad/domain",
            "dev/evenomad/testkit/memory",
            "dev/evenomad/persistence",
            "dev/evenomad/http");
  }

  private static List<JarEntry> classes(JarFile jar) {
    return jar.stream().filter(entry -> entry.getName().endsWith(".class")).toList();
  }

  private static String run(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
