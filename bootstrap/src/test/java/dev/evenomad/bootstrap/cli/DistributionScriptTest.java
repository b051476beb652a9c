package dev.evenomad.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code bin/nomad} of a distribution finds Java, and with what it runs it. */
final class DistributionScriptTest {

  @TempDir private Path folder;
  private Path home;
  private Path tools;

  @BeforeEach
  void unpack() throws IOException {
    home = Files.createDirectories(folder.toRealPath().resolve("with space/nomad-1"));
    Files.createDirectories(home.resolve("lib"));
    String script = Files.readString(Path.of("src", "main", "dist", "bin", "nomad"));
    program(home.resolve("bin/nomad"), script.replace("@project.version@", "1"));
    tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : List.of("dirname", "readlink", "sed")) {
      Path found = Path.of("/usr/bin", tool);
      String path = Files.exists(found) ? found.toString() : "/bin/" + tool;
      program(tools.resolve(tool), "#!/bin/sh\nexec " + path + " \"$@\"\n");
    }
  }

  @Test
  void runsTheJavaOfJavaHome() throws IOException, InterruptedException {
    String java = java("java-25", "25.0.3").toString();
    Run run = run(home.resolve("bin/nomad"), Map.of("JAVA_HOME", java), "serve", "a b");
    assertThat(run.lines())
        .containsExactly(
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-jar",
            home + "/lib/nomad-bootstrap-1.jar",
            "serve",
            "a b");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void addsOptionsAndWhatWasLearned() throws IOException, InterruptedException {
    Files.createFile(home.resolve("lib/nomad.aot"));
    Map<String, String> environment =
        Map.of("JAVA_HOME", java("java-26", "26").toString(), "JAVA_OPTS", "-Xmx1g  -Dall=*");
    assertThat(run(home.resolve("bin/nomad"), environment, "serve").lines())
        .containsSubsequence(
            "-XX:AOTCache=" + home + "/lib/nomad.aot", "-Xmx1g", "-Dall=*", "-jar", "serve");
  }

  @Test
  void aProbeIsSmall() throws IOException, InterruptedException {
    Files.createFile(home.resolve("lib/nomad.aot"));
    Map<String, String> environment =
        Map.of("JAVA_HOME", java("java-25", "25").toString(), "JAVA_OPTS", "-Xmx4g");
    assertThat(run(home.resolve("bin/nomad"), environment, "health", "--json").lines())
        .contains("-XX:+UseSerialGC", "-Xmx32m", "health", "--json")
        .noneMatch(argument -> argument.startsWith("-XX:AOTCache") || argument.equals("-Xmx4g"));
  }

  @Test
  void isFoundThroughLinksAsIsJava() throws IOException, InterruptedException {
    Files.createSymbolicLink(tools.resolve("java"), java("java-25", "25").resolve("bin/java"));
    Files.createSymbolicLink(folder.resolve("first"), home.resolve("bin/nomad"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("first"));
    assertThat(run(second, Map.of(), "serve").lines())
        .contains(home + "/lib/nomad-bootstrap-1.jar", "serve");
  }

  @Test
  void asksAJavaWithoutAReleaseFile() throws IOException, InterruptedException {
    Path java = java("java-25", "25");
    Files.delete(java.resolve("release"));
    Map<String, String> environment = Map.of("JAVA_HOME", java.toString());
    assertThat(run(home.resolve("bin/nomad"), environment, "serve").lines()).contains("serve");
  }

  @Test
  void saysWhatIsMissing() throws IOException, InterruptedException {
    assertRefused(Map.of(), "no Java was found; install a JDK or JRE 25 or newer");
    assertRefused(Map.of("JAVA_HOME", folder.toString()), "there is no Java in JAVA_HOME");
    assertRefused(
        Map.of("JAVA_HOME", java("java-21", "21.0.1").toString()),
        "is Java 21; Java 25 or newer is needed");
    assertRefused(
        Map.of("JAVA_HOME", java("java-8", "1.8.0_402").toString()),
        "is Java 1; Java 25 or newer is needed");
  }

  private void assertRefused(Map<String, String> environment, String why)
      throws IOException, InterruptedException {
    Run run = run(home.resolve("bin/nomad"), environment, "serve");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines()).singleElement().asString().startsWith("nomad: ").contains(why);
  }

  /** One that prints its arguments. */
  private Path java(String name, String version) throws IOException {
    Path java = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        java.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
    program(
        java.resolve("bin/java"),
        """
        #!/bin/sh
        if [ "$1" = -version ]; then
          echo 'openjdk version "%s" 2026-04-21 LTS' >&2
        else
          printf '%%s\\n' "$@"
        fi
        """
            .formatted(version));
    return java;
  }

  private static void program(Path file, String script) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Run run(Path program, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(new HashMap<>(environment));
    builder.environment().put("PATH", tools.toString());
    Process process = builder.start();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), lines);
  }

  private record Run(int exitCode, List<String> lines) {}
}
