package dev.evenomad.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evenomad.push.web.VapidKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NomadCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "--help, COMMAND",
    "demo --help, --json",
    "sandbox --help, --redirect-uri",
    "serve --help, FCM_CREDENTIALS",
    "migrate --help, --dry-run",
    "backup --help, --schema-only",
    "restore --help, --replace",
    "rotate-keys --help, --json",
    "vapid-keys --help, VAPID_PRIVATE_KEY",
    "import-prisma --help, PRISMA_ENCRYPTION_KEY",
    "seed --help, pilot1@example.com",
    "doctor --help, Exit codes",
    "health --help, --timeout",
  })
  void helpIsPrintedForEachCommand(String arguments, String excerpt) {
    assertThat(run(Map.of(), arguments.split(" "))).isZero();
    assertThat(out.toString()).contains("Usage: nomad", excerpt);
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"demo", "sandbox", "serve", "rotate-keys", "Exit codes: 0 done, 1 failed"})
  void theHelpNamesTheCommandsAndTheExitCodes(String excerpt) {
    run(Map.of(), "--help");
    assertThat(out.toString()).contains(excerpt);
  }

  @Test
  void theVersionNamesProgramAndJava() {
    assertThat(run(Map.of(), "--version")).isZero();
    assertThat(out.toString().lines())
        .hasSize(2)
        .satisfiesExactly(
            line -> assertThat(line).matches("nomad \\S+"),
            line -> assertThat(line).startsWith("Java " + Runtime.version()));
  }

  @ParameterizedTest
  @CsvSource({
    "sandbocks, Did you mean: nomad sandbox",
    "demo --jason, Unknown option: '--jason'",
    "backup, Missing required parameter: 'FILE'",
    "backup a --data-only --schema-only, exclude each other",
    "serve now, Unmatched argument at index 1: 'now'",
    "health --timeout 0, from 1 to 600",
    "sandbox --port eighty, Invalid value for option '--port'",
    "sandbox --port, Missing required parameter for option '--port'",
    "import-prisma, Missing required option: '--from=URL'",
    "import-prisma --from mysql://pilot:hunter2@host/db, --from:",
  })
  void wrongUsageIsNamedAndExitsWithTwo(String arguments, String complaint) {
    assertThat(run(Map.of(), arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(complaint);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void withoutACommandTheUsageIsShown() {
    assertThat(run(Map.of())).isEqualTo(2);
    assertThat(err.toString()).contains("Which command?", "Usage: nomad", "sandbox");
  }

  @ParameterizedTest
  @CsvSource({"8080, 8080", "0, 8081", "65536, 8081", "8080, 0", "8080, 65536", "-1, 8081"})
  void theSandboxRefusesPortsThatCannotBe(String port, String evePort) {
    assertThat(run(Map.of(), "sandbox", "--port=" + port, "--eve-port=" + evePort)).isEqualTo(2);
    assertThat(err.toString()).contains("The two ports are different numbers from 1 to 65535.");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aFailureIsOneLineAndExitsWithOne(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(run(Map.of(), "sandbox", "--data", file.toString())).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly("nomad: the folder " + file + " cannot be used");
  }

  @Test
  void serveNamesEveryMissingVariableAtOnceWithItsCure() {
    assertThat(run(Map.of(), "serve")).isEqualTo(78);
    assertThat(err.toString().lines())
        .startsWith("nomad: there are 6 problems with the configuration; nothing was started")
        .containsSubsequence(
            "  DATABASE_URL is missing",
            "  ENCRYPTION_KEY is missing",
            "    make one with: openssl rand -base64 32",
            "  JWT_SECRET is missing",
            "    make one with: openssl rand -base64 48",
            "  EVE_CLIENT_ID is missing",
            "    copy it from your application at https://developers.eveonline.com",
            "  EVE_CLIENT_SECRET is missing",
            "    copy it from your application at https://developers.eveonline.com",
            "  FCM_CREDENTIALS is missing")
        .hasSize(1 + 6 * 2);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"migrate", "backup a", "restore a"})
  void toolsNeedADatabase(String arguments) {
    assertThat(run(Map.of(), arguments.split(" "))).isEqualTo(78);
    assertThat(err.toString()).contains("DATABASE_URL is missing", "postgresql://user:password");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void serveNamesWhatIsWrongButNeverShowsIt() {
    Map<String, String> wrong =
        Map.of(
            "DATABASE_URL", "mysql://nomad:hunter2@db.example.org/nomad",
            "ENCRYPTION_KEY", "hunter2",
            "JWT_SECRET", "hunter2",
            "EVE_CLIENT_ID", "hunter2 hunter2",
            "EVE_CLIENT_SECRET", "hunter2 hunter2",
            "FCM_CREDENTIALS", "{\"private_key\":\"hunter2\"}",
            "PORT", "hunter2");
    assertThat(run(wrong, "serve")).isEqualTo(78);
    assertThat(err.toString())
        .contains("there are 7 problems")
        .contains(wrong.keySet())
        .doesNotContain("hunter2");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aVapidKeyIsMadeForPeopleAndForMachines() throws IOException {
    assertThat(run(Map.of(), "vapid-keys")).isZero();
    String told = out.toString().lines().findFirst().orElseThrow();
    VapidKey key = VapidKey.parse(told.substring("VAPID_PRIVATE_KEY=".length()));
    assertThat(out.toString()).contains(key.publicKey());

    out.getBuffer().setLength(0);
    assertThat(run(Map.of(), "vapid-keys", "--json")).isZero();
    JsonNode json = new JsonMapper().readTree(out.toString());
    VapidKey other = VapidKey.parse(json.path("privateKey").textValue());
    assertThat(json.path("publicKey").textValue()).isEqualTo(other.publicKey());
    assertThat(other).isNotEqualTo(key);
  }

  @Test
  void seedNamesWhatItIsNotToldAndExitsWith78() {
    assertThat(run(Map.of(), "seed")).isEqualTo(78);
    assertThat(err.toString()).contains("DATABASE_URL is missing", "ENCRYPTION_KEY is missing");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void theDoctorTellsOfAConfigurationThatIsWrongAndExitsWith78() {
    assertThat(run(Map.of("ESI_URL", "hunter2"), "doctor")).isEqualTo(78);
    assertThat(out.toString())
        .startsWith("problem  configuration  7 variables are missing or wrong")
        .contains("> ESI_URL is not usable", "\nskipped  fcm")
        .doesNotContain("hunter2");
    assertThat(err.toString()).isEmpty();
  }

  private int run(Map<String, String> environment, String... arguments) {
    return NomadCommand.commandLine(environment)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
