package dev.evenomad.bootstrap.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenomad.bootstrap.sandbox.web.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SandboxTest {

  private static final SandboxSettings SETTINGS =
      SandboxSettings.of("the-client", "the-secret", List.of(URI.create("app://callback")));

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void everySiteIsBelowOneFreePortOfTheLoopbackAddress() {
    try (var sandbox = Sandbox.start(SETTINGS)) {
      var base = sandbox.baseUri();
      assertThat(base.getHost()).isEqualTo("127.0.0.1");
      assertThat(base.getPort()).isPositive();
      assertThat(sandbox.ssoBase()).isEqualTo(URI.create(base + "/sso"));
      assertThat(sandbox.esiBase()).isEqualTo(URI.create(base + "/esi"));
      assertThat(sandbox.fcmBase()).isEqualTo(URI.create(base + "/fcm"));
      assertThat(sandbox.controlBase()).isEqualTo(URI.create(base + "/control"));
      assertThat(sandbox.clientId()).isEqualTo("the-client");
      assertThat(sandbox.clientSecret()).isEqualTo("the-secret");
    }
  }

  @Test
  void twoAtOnceAreTwoWorlds() throws Exception {
    try (var one = Sandbox.start(SETTINGS);
        var other = Sandbox.start(SETTINGS.unseeded())) {
      assertThat(one.baseUri()).isNotEqualTo(other.baseUri());
      assertThat(get(URI.create(one.controlBase() + "/pilots"))).contains("Mara Tessen");
      assertThat(get(URI.create(other.controlBase() + "/pilots"))).isEqualTo("{\"pilots\":[]}");
    }
  }

  @Test
  void aClosedOneAnswersNoMore() {
    var sandbox = Sandbox.start(SETTINGS);
    var uri = URI.create(sandbox.esiBase() + "/status");
    sandbox.close();
    sandbox.close();
    assertThatThrownBy(() -> get(uri)).isInstanceOf(IOException.class);
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    try (var sandbox = Sandbox.start(SETTINGS)) {
      var port = sandbox.baseUri().getPort();
      assertThatThrownBy(() -> Sandbox.start(SETTINGS.withPort(port)))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("127.0.0.1:" + port);
    }
  }

  @Test
  void anUnknownSiteIsNotFound() throws Exception {
    try (var sandbox = Sandbox.start(SETTINGS)) {
      var response =
          client.send(
              HttpRequest.newBuilder(URI.create(sandbox.baseUri() + "/images/1")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.body()).contains("/control");
    }
  }

  @Test
  void theServiceAccountIsMadeForThisSandbox() {
    try (var one = Sandbox.start(SETTINGS);
        var other = Sandbox.start(SETTINGS)) {
      var json = Json.read(one.serviceAccountJson().getBytes(StandardCharsets.UTF_8)).orElseThrow();
      assertThat(json.path("type").asText()).isEqualTo("service_account");
      assertThat(json.path("project_id").asText()).isEqualTo(one.fcmProjectId());
      assertThat(json.path("token_uri").asText()).isEqualTo(one.baseUri() + "/google/token");
      assertThat(json.path("private_key").asText()).startsWith("-----BEGIN PRIVATE KEY-----\n");
      assertThat(one.serviceAccountJson()).isNotEqualTo(other.serviceAccountJson());
    }
  }

  @Test
  void theSettingsKeepTheSecretToThemselves() {
    assertThat(SETTINGS.toString()).contains("the-client").doesNotContain("the-secret");
  }

  @Test
  void nonsensicalSettingsAreRefused() {
    assertThatThrownBy(() -> SETTINGS.withPort(70_000)).hasMessageContaining("0 to 65535");
    assertThatThrownBy(() -> SandboxSettings.of(" ", "x", List.of()))
        .hasMessageContaining("must not be blank");
  }

  private String get(URI uri) throws IOException, InterruptedException {
    return client
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
