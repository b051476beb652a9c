package dev.evenomad.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenomad.bootstrap.sandbox.Sandbox;
import dev.evenomad.bootstrap.sandbox.SandboxSettings;
import dev.evenomad.bootstrap.server.ServerSettings;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.persistence.vault.EncryptionKey;
import dev.evenomad.push.web.VapidKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets in files that a variable names. */
final class SecretFilesTest {

  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String JWT = "hunter2-hunter2-hunter2-hunter2-hunter2";
  private static final String URL = "postgresql://nomad:hunter2@localhost:5432/nomad";

  @TempDir private Path folder;

  @Test
  void everySecretMayBeInAFile() throws IOException {
    Map<String, String> direct = complete();
    Map<String, String> inFiles = new HashMap<>();
    for (Map.Entry<String, String> variable : direct.entrySet()) {
      if (Variable.valueOf(variable.getKey()).secret()) {
        inFiles.put(variable.getKey() + "_FILE", file(variable.getValue() + "\n"));
      } else {
        inFiles.put(variable.getKey(), variable.getValue());
      }
    }
    assertThat(inFiles.keySet()).filteredOn(name -> name.endsWith("_FILE")).hasSize(9);

    ServerSettings settings = settings(inFiles);

    assertThat(settings.toString()).isEqualTo(settings(direct).toString());
    assertThat(settings.jwtSecrets()).containsExactly(Secret.of(JWT));
    assertThat(settings.fcm().serviceAccount().strip()).isEqualTo(direct.get("FCM_CREDENTIALS"));
  }

  @Test
  void secretsAreWhatSoundsLikeOne() {
    assertThat(Arrays.stream(Variable.values()).filter(Variable::secret).map(Variable::name))
        .containsAll(
            Arrays.stream(Variable.values())
                .map(Variable::name)
                .filter(name -> name.matches(".*(SECRET|KEY|TOKENS|CREDENTIALS|DATABASE|REDIS).*"))
                .toList());
  }

  @Test
  void toolsReadTheSameFiles() throws IOException {
    Map<String, String> environment =
        Map.of(
            "DATABASE_URL_FILE", file(URL + "\r\n"),
            "ENCRYPTION_KEY_FILE", file(KEY),
            "PRISMA_ENCRYPTION_KEY_FILE", file(" with spaces \n"));

    assertThat(ToolConfiguration.readDatabase(environment).toString()).contains("nomad");
    assertThat(ToolConfiguration.read(environment).keys())
        .extracting(EncryptionKey::id)
        .containsExactly(EncryptionKey.parse(KEY).id());
    assertThat(ImportConfiguration.read(environment).originalKey())
        .isEqualTo(Secret.of(" with spaces "));
  }

  @Test
  void onlyTheEndOfTheLastLineIsNoPartOfIt() throws IOException {
    assertThat(original("one\ntwo\n\n")).isEqualTo("one\ntwo\n");
    assertThat(original("one\r\n")).isEqualTo("one");
    assertThat(original("one")).isEqualTo("one");
  }

  private String original(String content) throws IOException {
    return ImportConfiguration.read(
            Map.of(
                "DATABASE_URL", URL,
                "ENCRYPTION_KEY", KEY,
                "PRISMA_ENCRYPTION_KEY_FILE", file(content)))
        .originalKey()
        .reveal();
  }

  @Test
  void aServiceAccountIsReadAgainWhenItsFileChanges() throws IOException {
    Map<String, String> environment = complete();
    String file = file(environment.getOrDefault("FCM_CREDENTIALS", ""));
    environment.remove("FCM_CREDENTIALS");
    environment.put("FCM_CREDENTIALS_FILE", file);

    assertThat(settings(environment).fcm().file()).contains(Path.of(file));
  }

  @Test
  void anEncryptionKeyFileMayBeAKeyset() throws IOException {
    Map<String, String> environment = complete();
    environment.remove("ENCRYPTION_KEY");
    environment.put("ENCRYPTION_KEY_FILE", file("{\"primaryKeyId\": 1, \"key\": []}"));

    assertThat(problems(environment))
        .singleElement()
        .satisfies(problem -> assertThat(problem.variable()).isEqualTo("ENCRYPTION_KEY_FILE"))
        .satisfies(problem -> assertThat(problem.what()).contains("keyset"));
  }

  @Test
  void aFileMayNameAFile() throws IOException {
    Map<String, String> environment = complete();
    String file = file(environment.getOrDefault("FCM_CREDENTIALS", ""));
    environment.remove("FCM_CREDENTIALS");
    environment.put("FCM_CREDENTIALS_FILE", file(file + "\n"));

    assertThat(settings(environment).fcm().file()).contains(Path.of(file));
  }

  @Test
  void aValueAndAFileExcludeEachOther() throws IOException {
    Map<String, String> environment = complete();
    environment.put("JWT_SECRET_FILE", file(JWT));
    assertThat(problems(environment))
        .containsExactly(
            new Problem("JWT_SECRET_FILE", "is set, and so is JWT_SECRET", "set one of the two"));

    environment.put("JWT_SECRET_FILE", " ");
    assertThat(settings(environment).jwtSecrets()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "missing, a file that is not there",
    "folder, a folder",
    "loop, a file that cannot be read",
    "empty, an empty file",
    "blank, an empty file",
    "large, a file of more than 1 MiB",
    "binary, a file that is no text",
  })
  void whatCannotBeReadIsToldOnceWithItsCure(String name, String what) throws IOException {
    Files.createDirectory(folder.resolve("folder"));
    Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));
    Files.createFile(folder.resolve("empty"));
    Files.writeString(folder.resolve("blank"), " \n");
    Files.writeString(folder.resolve("large"), "hunter2".repeat(200_000));
    Files.write(folder.resolve("binary"), new byte[] {'h', 'u', (byte) 0xff});
    Map<String, String> environment = complete();
    for (String variable : List.of("DATABASE_URL", "VAPID_PRIVATE_KEY")) {
      environment.remove(variable);
      environment.put(variable + "_FILE", folder.resolve(name).toString());
    }

    List<Problem> problems = problems(environment);

    assertThat(problems)
        .extracting(Problem::variable)
        .containsExactly("DATABASE_URL_FILE", "VAPID_PRIVATE_KEY_FILE");
    assertThat(problems)
        .allSatisfy(problem -> assertThat(problem.what()).contains("names " + what))
        .allSatisfy(problem -> assertThat(problem.cure()).isNotBlank());
    assertThat(problems.toString()).doesNotContain("hunter2", folder.toString());
    assertThatThrownBy(() -> ToolConfiguration.readDatabase(environment))
        .isInstanceOf(IncompleteConfigurationException.class)
        .hasMessageContaining("DATABASE_URL_FILE names " + what);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2", "hunter2\0", "folder/hunter2"})
  void aSecretInPlaceOfANameIsNotShown(String secret) {
    Map<String, String> environment = complete();
    environment.remove("EVE_CLIENT_SECRET");
    environment.put("EVE_CLIENT_SECRET_FILE", secret);
    assertThat(problems(environment))
        .singleElement()
        .satisfies(problem -> assertThat(problem.variable()).isEqualTo("EVE_CLIENT_SECRET_FILE"))
        .satisfies(problem -> assertThat(problem.render()).doesNotContain("hunter2"));
  }

  @Test
  void aWrongValueInAFileIsOfTheVariableThatNamesIt() throws IOException {
    Map<String, String> environment = complete();
    environment.remove("JWT_SECRET");
    environment.put("JWT_SECRET_FILE", file("hunter2"));
    assertThat(problems(environment))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.render())
                    .startsWith("JWT_SECRET_FILE is not usable")
                    .contains("openssl")
                    .doesNotContain("hunter2"));
  }

  @Test
  void whatIsNoSecretIsNotReadFromAFile() throws IOException {
    Map<String, String> environment = complete();
    environment.remove("EVE_CLIENT_ID");
    environment.put("EVE_CLIENT_ID_FILE", file("id"));
    environment.put("PUBLIC_URL_FILE", file("https://nomad.example.org"));
    assertThat(problems(environment))
        .containsExactly(
            new Problem(
                "EVE_CLIENT_ID_FILE",
                "is not read, because EVE_CLIENT_ID is no secret",
                "set EVE_CLIENT_ID itself"),
            new Problem(
                "PUBLIC_URL_FILE",
                "is not read, because PUBLIC_URL is no secret",
                "set PUBLIC_URL itself"));
  }

  private String file(String content) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "secret", ""), content).toString();
  }

  private static List<Problem> problems(Map<String, String> environment) {
    return ((ServeConfiguration.Incomplete) ServeConfiguration.read(environment)).problems();
  }

  private static ServerSettings settings(Map<String, String> environment) {
    return ((ServeConfiguration.Complete) ServeConfiguration.read(environment)).settings();
  }

  private static Map<String, String> complete() {
    Map<String, String> environment = new HashMap<>();
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.of("id", "secret", List.of()))) {
      environment.put("FCM_CREDENTIALS", sandbox.serviceAccountJson());
    }
    environment.put("DATABASE_URL", URL);
    environment.put("REDIS_URL", "redis://:hunter2@localhost:6379/0");
    environment.put("ENCRYPTION_KEY", KEY);
    environment.put("JWT_SECRET", JWT);
    environment.put("EVE_CLIENT_ID", "id");
    environment.put("EVE_CLIENT_SECRET", "secret");
    environment.put("VAPID_PRIVATE_KEY", VapidKey.generate().privateKey().reveal());
    environment.put("VAPID_SUBJECT", "mailto:ops@example.org");
    environment.put("OPERATOR_TOKENS", JWT);
    environment.put("STRIPE_WEBHOOK_SECRET", "whsec_hunter2");
    return environment;
  }
}
