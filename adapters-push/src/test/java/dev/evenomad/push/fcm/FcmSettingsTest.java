package dev.evenomad.push.fcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FcmSettingsTest {
  private static final String ACCOUNT =
      FakeGoogle.serviceAccount(URI.create("https://oauth2.googleapis.com/token"));
  private static final List<String> KEY_LINES =
      Arrays.stream(FakeGoogle.privateKeyPem().split("\n", -1))
          .filter(line -> !line.isEmpty() && !line.startsWith("-"))
          .toList();

  @TempDir private Path folder;

  @Test
  void defaultsAreGoogleAndTheAccountsOwnProject() {
    FcmSettings settings = FcmSettings.fromJson(ACCOUNT);

    assertThat(settings.projectId()).isEqualTo("nomad-test");
    assertThat(settings.baseUri()).hasToString("https://fcm.googleapis.com");
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.maxConcurrent()).isEqualTo(100);
    assertThat(settings.file()).isEmpty();
    assertThat(sendUri(settings))
        .hasToString("https://fcm.googleapis.com/v1/projects/nomad-test/messages:send");
  }

  @Test
  void projectAndServerCanBeOthers() {
    FcmSettings settings =
        FcmSettings.fromJson(ACCOUNT)
            .withProjectId("other-project")
            .withBaseUri(URI.create("http://127.0.0.1:8080/fcm/"));

    assertThat(settings.projectId()).isEqualTo("other-project");
    assertThat(sendUri(settings))
        .hasToString("http://127.0.0.1:8080/fcm/v1/projects/other-project/messages:send");
  }

  @Test
  void aFileIsRememberedSoThatItCanChange() throws IOException {
    Path file = Files.writeString(folder.resolve("account.json"), ACCOUNT);

    FcmSettings settings = FcmSettings.fromFile(file);

    assertThat(settings.serviceAccount()).isEqualTo(ACCOUNT);
    assertThat(settings.file()).contains(file);
    assertThat(settings.withProjectId("other").withLimits(Duration.ofSeconds(1), 1).file())
        .contains(file);
    assertThat(settings.withBaseUri(URI.create("http://127.0.0.1")).file()).contains(file);
  }

  @Test
  void whatBeginsWithABraceIsTheTextAndAllElseIsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("account.json"), ACCOUNT);

    assertThat(FcmSettings.fromJsonOrFile(file.toString())).isEqualTo(FcmSettings.fromFile(file));
    assertThat(FcmSettings.fromJsonOrFile("\n " + ACCOUNT))
        .isEqualTo(FcmSettings.fromJson(ACCOUNT));
  }

  @Test
  void aMissingFileIsNamedWhenItIsKnownToBeOne() {
    Path file = folder.resolve("nowhere.json");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> FcmSettings.fromFile(file))
        .withMessageContaining(file.toString());
  }

  @Test
  void whatIsNeitherTextNorFileIsNotRepeated() {
    String inTheWrongPlace =
        Base64.getEncoder().encodeToString(ACCOUNT.getBytes(StandardCharsets.UTF_8));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> FcmSettings.fromJsonOrFile(inTheWrongPlace))
        .withMessageContaining("neither JSON")
        .satisfies(
            e -> assertThat(e.getMessage()).doesNotContain(inTheWrongPlace.substring(0, 16)));
  }

  @Test
  void everythingMissingIsNamedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FcmSettings.fromJson("{}"))
        .withMessageContaining("it lacks type, project_id, client_email, private_key;");
  }

  @ParameterizedTest
  @ValueSource(strings = {"type", "project_id", "client_email", "private_key"})
  void whatIsMissingIsNamed(String member) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FcmSettings.fromJson(accountWith(member, null)))
        .withMessageContaining("it lacks " + member + ";");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FcmSettings.fromJson(accountWith(member, " ")))
        .withMessageContaining("it lacks " + member + ";");
  }

  @Test
  void keyIdAndTokenUriMayBeMissing() {
    assertThat(ServiceAccount.parse(accountWith("token_uri", null)).tokenUri())
        .hasToString("https://oauth2.googleapis.com/token");
    assertThat(ServiceAccount.parse(accountWith("private_key_id", null)).keyId()).isEmpty();
  }

  @Test
  void anotherTypeOfAccountIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FcmSettings.fromJson(accountWith("type", "authorized_user")))
        .withMessageContaining("its type is not service_account");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://example.org/token", "/token", "not a uri", "https:"})
  void theTokenUriIsOfHttp(String uri) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FcmSettings.fromJson(accountWith("token_uri", uri)))
        .withMessageContaining("token_uri");
  }

  @Test
  void nothingOfABrokenKeyIsShown() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    byte[] elliptic = generator.generateKeyPair().getPrivate().getEncoded();
    String pem = FakeGoogle.privateKeyPem();
    for (String broken :
        List.of(
            pem.replace("\n", "\\n"),
            pem.substring(0, 400),
            pem.replace("PRIVATE KEY", "RSA PRIVATE KEY"),
            KEY_LINES.getFirst(),
            "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getEncoder().encodeToString(elliptic)
                + "\n-----END PRIVATE KEY-----\n")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> FcmSettings.fromJson(accountWith("private_key", broken)))
          .withMessageContaining("private_key is not an RSA key")
          .withNoCause()
          .satisfies(e -> assertNoKey(e.toString()));
    }
  }

  @Test
  void nothingOfBrokenJsonIsShown() {
    for (String broken :
        List.of(
            ACCOUNT.substring(0, ACCOUNT.length() / 2),
            ACCOUNT.replace("\"private_key\":\"", "\"private_key\":"),
            ACCOUNT + "}",
            "[" + ACCOUNT + "]")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> FcmSettings.fromJson(broken))
          .withMessageContaining("it is not")
          .withNoCause()
          .satisfies(e -> assertNoKey(e.toString()));
    }
  }

  @Test
  void settingsDoNotShowTheKey() {
    assertNoKey(FcmSettings.fromJson(ACCOUNT).toString());
    assertNoKey(ServiceAccount.parse(ACCOUNT).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../admin", "a/b", "a b", "a?b"})
  void aProjectIdStaysInItsPlaceInThePath(String id) {
    FcmSettings settings = FcmSettings.fromJson(ACCOUNT);

    assertThatIllegalArgumentException().isThrownBy(() -> settings.withProjectId(id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fcm.googleapis.com",
        "ftp://fcm.googleapis.com",
        "https://user:secret@fcm.googleapis.com",
        "https://fcm.googleapis.com?key=1",
        "https://fcm.googleapis.com#top"
      })
  void theBaseUriIsOfHttpAndNothingMore(String uri) {
    FcmSettings settings = FcmSettings.fromJson(ACCOUNT);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withBaseUri(URI.create(uri)))
        .withMessageContaining("base URI");
  }

  @Test
  void limitsAreSane() {
    FcmSettings settings = FcmSettings.fromJson(ACCOUNT);

    for (Duration timeout : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofHours(1))) {
      assertThatIllegalArgumentException().isThrownBy(() -> settings.withLimits(timeout, 1));
    }
    for (int concurrent : new int[] {-1, 0, 10_001}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> settings.withLimits(Duration.ofSeconds(1), concurrent));
    }
  }

  private static URI sendUri(FcmSettings settings) {
    return settings.sendUri(ServiceAccount.parse(settings.serviceAccount()));
  }

  private static String accountWith(String member, @Nullable String value) {
    try {
      ObjectNode account = (ObjectNode) FakeGoogle.JSON.readTree(ACCOUNT);
      return value == null
          ? account.without(member).toString()
          : account.put(member, value).toString();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertNoKey(String text) {
    assertThat(text).doesNotContain("BEGIN");
    for (String line : KEY_LINES) {
      assertThat(text).doesNotContain(line.substring(0, Math.min(12, line.length())));
    }
  }
}
