package dev.evenomad.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.bootstrap.sandbox.Sandbox;
import dev.evenomad.bootstrap.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Keeps the page on configuration true: its tables are what the code declares, and nothing else is
 * read. With the system property {@value #PROPERTY} set to {@code write}, the tables are written
 * anew.
 */
final class ConfigurationPageTest {

  private static final String PROPERTY = "nomad.docs";
  private static final Path DOCS = Path.of("..", "docs");
  private static final Path PAGE = DOCS.resolve("configuration.md");
  private static final Path ENTRY = Path.of("..", "README.md");
  private static final Path SOURCES =
      Path.of("src", "main", "java", "dev", "evenomad", "bootstrap");
  private static final String HEAD =
      "| variable | unless set | what | how to make a value |\n|---|---|---|---|\n";

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]*)#?([^):]*)\\)");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** A command, or one word. */
  private static final Pattern EXAMPLE =
      Pattern.compile(": ((?<=make one with: )[^;]+|[^ ;]+)(?=;|$)");

  private static final Pattern NAME = Pattern.compile("\"_?[A-Z][A-Z_]{3,}\"");

  /** How the names of those end that name a file. */
  private static final String FILES = "\"_FILE\"";

  private static final Pattern READ_BY_NAME =
      Pattern.compile("(?:getenv|environment(?:\\(\\))?\\.get\\w*)\\(\\s*\"(\\w+)\"");

  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  @Test
  void thePageHasEveryVariable() throws IOException {
    String written = Files.readString(PAGE);
    for (Variable.Group group : Variable.Group.values()) {
      int heading = written.indexOf("\n## " + group.title() + "\n");
      int begin = written.indexOf(HEAD, heading);
      int end = written.indexOf("\n\n", begin);
      assertThat(List.of(heading, begin, end)).as(group.title()).doesNotContain(-1).isSorted();
      written = written.substring(0, begin) + HEAD + table(group) + written.substring(end);
    }
    if ("write".equals(System.getProperty(PROPERTY))) {
      Files.writeString(PAGE, written);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(written);
  }

  private static String table(Variable.Group group) {
    return Arrays.stream(Variable.values())
        .filter(variable -> variable.group() == group)
        .map(ConfigurationPageTest::row)
        .collect(Collectors.joining("\n"));
  }

  /** An example is code here, which it cannot be in a message. */
  private static String row(Variable variable) {
    return "| %s | %s | %s | %s |"
        .formatted(
            variable.secret()
                ? "`%s` or `%s`".formatted(variable, variable.fileName())
                : "`%s`".formatted(variable),
            variable.unset(),
            variable.what(),
            EXAMPLE.matcher(variable.howToMake()).replaceFirst(": `$1`"));
  }

  @Test
  void whatItLinksToIsThere() {
    for (Variable variable : Variable.values()) {
      LINK.matcher(variable.unset() + variable.what())
          .results()
          .forEach(ConfigurationPageTest::requireTarget);
    }
  }

  private static void requireTarget(MatchResult link) {
    try {
      Stream<String> anchors =
          Files.readAllLines(DOCS.resolve(link.group(1))).stream()
              .filter(line -> line.startsWith("#"))
              .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
              .map(line -> line.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'));
      if (!link.group(2).isEmpty()) {
        assertThat(anchors).contains(link.group(2));
      }
    } catch (IOException e) {
      throw new AssertionError(link.group(), e);
    }
  }

  @Test
  void onlyDeclaredVariablesAreRead() throws IOException {
    String page = Files.readString(PAGE);
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        String source = Files.readString(file);
        if (file.startsWith(SOURCES.resolve("config"))) {
          assertThat(NAME.matcher(source).results().map(MatchResult::group))
              .as("names in %s that are not declared", file)
              .isSubsetOf(FILES);
        }
        assertThat(READ_BY_NAME.matcher(source).results().map(read -> read.group(1)))
            .as("what %s reads by itself is on the page", file)
            .allMatch(name -> page.contains("`" + name + "`"));
      }
    }
  }

  @Test
  void requiredIsWhatCannotBeMissing() {
    assertThat(problems(Map.of()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Variable.values())
                .filter(
                    variable -> variable.required() && variable.group() != Variable.Group.IMPORT)
                .map(Variable::name)
                .toList());
  }

  @ParameterizedTest
  @EnumSource
  void whatHoldsUnlessSetIsTrue(Variable variable) {
    var value = CODE.matcher(variable.unset());
    if (value.matches()) {
      Map<String, String> environment = complete();
      String before = settings(environment);
      environment.put(variable.name(), value.group(1));
      assertThat(settings(environment)).isEqualTo(before);
    }
  }

  @Test
  void theEntryNamesWhatIsRequired() throws IOException {
    String entry = Files.readString(ENTRY);
    assertThat(Arrays.stream(Variable.values()).filter(Variable::required).map(Variable::name))
        .allMatch(name -> entry.contains("`" + name + "`"));
  }

  private static List<String> problems(Map<String, String> environment) {
    return ((ServeConfiguration.Incomplete) ServeConfiguration.read(environment))
        .problems().stream().map(Problem::variable).toList();
  }

  private static String settings(Map<String, String> environment) {
    return ((ServeConfiguration.Complete) ServeConfiguration.read(environment))
        .settings()
        .toString();
  }

  private static Map<String, String> complete() {
    Map<String, String> environment = new HashMap<>();
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.of("id", "secret", List.of()))) {
      environment.put("FCM_CREDENTIALS", sandbox.serviceAccountJson());
    }
    environment.put("DATABASE_URL", "postgresql://nomad:hunter2@localhost:5432/nomad");
    environment.put("ENCRYPTION_KEY", KEY);
    environment.put("JWT_SECRET", KEY);
    environment.put("EVE_CLIENT_ID", "id");
    environment.put("EVE_CLIENT_SECRET", "secret");
    return environment;
  }
}
