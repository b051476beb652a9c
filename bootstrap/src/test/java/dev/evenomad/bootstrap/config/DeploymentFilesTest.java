package dev.evenomad.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What image, compose.yaml and unit of systemd must not lose, since nothing here runs them. */
final class DeploymentFilesTest {

  private static final Path ROOT = Path.of("..");
  private static final Path SYSTEMD = Path.of("src", "main", "dist", "systemd");

  /** The server ends within this time; see docs/jobs.md. */
  private static final int STOP_SECONDS = 15;

  private static final String SECRETS = "/run/secrets/";

  private static final Set<String> NAMES =
      Arrays.stream(Variable.values()).map(Variable::name).collect(Collectors.toSet());
  private static final Set<String> FILES =
      Arrays.stream(Variable.values())
          .filter(Variable::secret)
          .map(Variable::fileName)
          .collect(Collectors.toSet());

  private static List<String> image;
  private static JsonNode compose;
  private static List<String> unit;

  @BeforeAll
  static void read() throws IOException {
    image =
        Files.readString(ROOT.resolve("Dockerfile"))
            .replace("\\\n", " ")
            .lines()
            .filter(line -> !line.startsWith("#"))
            .toList();
    Object content = new Yaml().load(Files.readString(ROOT.resolve("compose.yaml")));
    compose = new JsonMapper().valueToTree(content);
    unit = Files.readAllLines(SYSTEMD.resolve("nomad.service"));
  }

  @Test
  void theImageIsOfPinnedOnesAndRunsAsNobodyInParticular() {
    List<String> bases = instructions("FROM");
    assertThat(bases).hasSize(2).allSatisfy(DeploymentFilesTest::requirePinned);
    List<String> last = image.subList(image.lastIndexOf("FROM " + bases.getLast()), image.size());
    assertThat(last).anyMatch(line -> line.matches("USER [1-9][0-9]+:[1-9][0-9]+"));
    assertThat(last).contains("EXPOSE 8080", "CMD [\"serve\"]");
    assertThat(last).anyMatch(line -> line.matches("HEALTHCHECK .*\"health\"]"));
    assertThat(last).noneMatch(line -> line.startsWith("RUN"));
  }

  @Test
  void theImageHasNoSecret() {
    assertThat(Stream.concat(instructions("ENV").stream(), instructions("ARG").stream()))
        .noneMatch(line -> NAMES.stream().anyMatch(line::contains));
    assertThat(instructions("COPY")).noneMatch(line -> line.contains("secret"));
  }

  @Test
  void onlySourcesGoIntoTheBuild() throws IOException {
    assertThat(Files.readAllLines(ROOT.resolve(".dockerignore")))
        .as("everything is left out, but")
        .contains("*")
        .noneMatch(line -> line.startsWith("!") && line.matches(".*(secret|git|target|test).*"));
  }

  @Test
  void whatModulesHaveBesideTheirSourcesGoesIntoTheBuild() throws IOException {
    List<String> admitted = Files.readAllLines(ROOT.resolve(".dockerignore"));
    try (Stream<Path> files = Files.find(ROOT, 2, (path, what) -> what.isRegularFile())) {
      assertThat(
              files
                  .map(ROOT::relativize)
                  .filter(file -> file.getNameCount() == 2)
                  .filter(file -> Files.exists(ROOT.resolve(file).resolveSibling("pom.xml")))
                  .filter(file -> !file.endsWith("pom.xml"))
                  .filter(file -> !file.getFileName().toString().startsWith(".")))
          .allMatch(file -> admitted.contains("!" + file));
    }
  }

  @Test
  void everyServiceOfComposeIsPinnedAndLimited() {
    assertThat(names(compose.path("services")))
        .containsExactlyInAnyOrder("nomad", "postgres", "redis");
    assertThat(compose.path("services"))
        .allSatisfy(service -> requirePinned(service.path("image").asText()))
        .allSatisfy(
            service ->
                assertThat(texts(service.path("security_opt")))
                    .containsExactly("no-new-privileges:true"));
    JsonNode server = service("nomad");
    assertThat(server.path("read_only").asBoolean()).isTrue();
    assertThat(texts(server.path("cap_drop"))).containsExactly("ALL");
    assertThat(names(server)).doesNotContain("user", "privileged", "volumes");
    assertThat(seconds(server.path("stop_grace_period").asText())).isGreaterThan(STOP_SECONDS);
  }

  @Test
  void onlyTheServerIsReached() {
    for (String name : List.of("postgres", "redis")) {
      assertThat(names(service(name)))
          .doesNotContain("ports", "network_mode")
          .contains("volumes", "healthcheck");
      assertThat(texts(service(name).path("networks"))).containsExactly("data");
    }
    assertThat(compose.at("/networks/data/internal").asBoolean()).isTrue();
  }

  @Test
  void secretsOfComposeAreFiles() {
    JsonNode environment = service("nomad").path("environment");
    List<String> handedOver = texts(service("nomad").path("secrets"));
    for (Map.Entry<String, JsonNode> variable : environment.properties()) {
      String name = variable.getKey();
      String value = variable.getValue().asText();
      if (FILES.contains(name)) {
        assertThat(value).startsWith(SECRETS);
        assertThat(handedOver).contains(value.substring(SECRETS.length()));
      } else {
        assertThat(NAMES).contains(name);
        assertThat(value).as("%s has no password", name).doesNotContain("@");
      }
    }
    assertThat(names(environment)).containsAll(requiredFiles());
    assertThat(names(compose.path("secrets"))).containsAll(handedOver);
    assertThat(compose.path("secrets"))
        .allSatisfy(secret -> assertThat(secret.path("file").asText()).startsWith("secrets/"));
    assertThat(names(service("postgres").path("environment")))
        .contains("POSTGRES_PASSWORD_FILE")
        .doesNotContain("POSTGRES_PASSWORD");
  }

  @Test
  void whatComposeAsksForIsInTheExample() throws IOException {
    String example = Files.readString(ROOT.resolve(".env.example"));
    assertThat(
            Pattern.compile("\\$\\{([A-Z_]+)")
                .matcher(Files.readString(ROOT.resolve("compose.yaml")))
                .results()
                .map(asked -> asked.group(1)))
        .isNotEmpty()
        .allMatch(name -> Pattern.compile("(?m)^#?" + name + "=").matcher(example).find());
    assertThat(example).doesNotContain("SECRET=", "KEY=", "DATABASE_URL=");
    assertThat(Files.readAllLines(ROOT.resolve(".gitignore"))).contains(".env", "secrets/");
  }

  @Test
  void secretsOfTheUnitAreCredentials() {
    Set<String> handedOver = unitValues("LoadCredential", "([a-z-]+):.*");
    Map<String, String> files =
        unitLines("Environment")
            .map(line -> line.split("="))
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    assertThat(files.keySet()).isSubsetOf(FILES).containsAll(requiredFiles());
    assertThat(files.values().stream().map(value -> value.replace("%d/", "")))
        .containsExactlyInAnyOrderElementsOf(handedOver);
  }

  @Test
  void theUnitLeavesTimeToStopAndDoesNotRepeatAWrongConfiguration() {
    assertThat(unit)
        .contains("Restart=on-failure", "RestartPreventExitStatus=78", "SuccessExitStatus=143")
        .contains("DynamicUser=yes", "ProtectSystem=strict", "NoNewPrivileges=yes")
        .noneMatch(line -> line.matches("MemoryDenyWriteExecute=(yes|true|1)"));
    assertThat(Integer.parseInt(unitValues("TimeoutStopSec", "(\\d+)").iterator().next()))
        .isGreaterThan(STOP_SECONDS);
  }

  @Test
  void theVariablesOfTheUnitAreNoSecrets() throws IOException {
    assertThat(
            Files.readAllLines(SYSTEMD.resolve("nomad.env")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .filter(name -> !name.equals("JAVA_OPTS")))
        .allMatch(NAMES::contains)
        .noneMatch(name -> FILES.contains(name + "_FILE"));
  }

  /** Without them no server starts. */
  private static List<String> requiredFiles() {
    return Arrays.stream(Variable.values())
        .filter(variable -> variable.required() && variable.secret())
        .filter(variable -> variable.group() != Variable.Group.IMPORT)
        .map(Variable::fileName)
        .toList();
  }

  private static List<String> instructions(String name) {
    return image.stream()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1))
        .toList();
  }

  private static void requirePinned(String image) {
    assertThat(image).matches(".*:[^}]*[0-9].*").doesNotContain("latest");
  }

  private static JsonNode service(String name) {
    return compose.path("services").path(name);
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static int seconds(String time) {
    return Integer.parseInt(time.replace("s", ""));
  }

  /** Also those that are commented out. */
  private static Stream<String> unitLines(String key) {
    return unit.stream()
        .map(line -> line.replaceFirst("^#(?=[A-Z])", ""))
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1));
  }

  private static Set<String> unitValues(String key, String pattern) {
    return unitLines(key)
        .flatMap(line -> Pattern.compile(pattern).matcher(line).results())
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toSet());
  }
}
