package dev.evenomad.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.bootstrap.config.ServeConfiguration;
import dev.evenomad.bootstrap.database.EmbeddedDatabase;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.bootstrap.sandbox.Sandbox;
import dev.evenomad.bootstrap.sandbox.SandboxSettings;
import dev.evenomad.http.contract.ApiContract;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServeCommandIT {

  private static final URI APP = URI.create("evenomad://callback");
  private static final long PILOT = 2112000001;

  @Test
  void configuredByTheEnvironmentAPilotSignsInAndItStopsWhenTold(@TempDir Path folder)
      throws InterruptedException {
    int port = NomadProcess.freePort();
    URI server = URI.create("http://127.0.0.1:" + port);
    URI callback = server.resolve(ServeConfiguration.CALLBACK_PATH);
    try (EmbeddedDatabase database = EmbeddedDatabase.temporary();
        Sandbox eve = Sandbox.start(SandboxSettings.of("our-id", "our-secret", List.of(callback)));
        NomadProcess serve =
            new NomadProcess(folder, environment(database.jdbcUrl(), eve, server), "serve")) {
      serve.awaitOutput("nomad serves at " + server);

      try (Phone phone = new Phone(server, APP, ApiContract.builtIn()::check)) {
        phone.signIn(PILOT, Optional.empty());
        assertThat(phone.get("/v1/characters").path("items")).hasSize(1);
      }

      serve.terminate();

      assertThat(serve.exitCode()).isEqualTo(NomadProcess.SIGTERM);
      assertThat(serve.err()).doesNotContain("our-secret", "ERROR", "Exception");
    }
  }

  @Test
  void itCanBeStoppedWhileItWaitsForItsDatabase(@TempDir Path folder) throws InterruptedException {
    int port = NomadProcess.freePort();
    URI server = URI.create("http://127.0.0.1:" + port);
    try (Sandbox eve = Sandbox.start(SandboxSettings.of("our-id", "our-secret", List.of()))) {
      Map<String, String> lost = new HashMap<>(environment("", eve, server));
      lost.put("DATABASE_URL", "postgresql://nobody@127.0.0.1:" + NomadProcess.freePort() + "/x");
      try (NomadProcess serve = new NomadProcess(folder, lost, "serve")) {
        NomadProcess.patiently()
            .until(() -> serve.err().contains("waiting: the database cannot be reached"));

        serve.terminate();

        assertThat(serve.exitCode()).isEqualTo(NomadProcess.SIGTERM);
        assertThat(serve.out()).doesNotContain("nomad serves at");
      }
    }
  }

  private static Map<String, String> environment(String database, Sandbox eve, URI url) {
    return Map.ofEntries(
        Map.entry("DATABASE_URL", database),
        Map.entry("ENCRYPTION_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
        Map.entry("JWT_SECRET", "a secret that is long enough to sign with"),
        Map.entry("EVE_CLIENT_ID", eve.clientId()),
        Map.entry("EVE_CLIENT_SECRET", eve.clientSecret()),
        Map.entry("FCM_CREDENTIALS", eve.serviceAccountJson()),
        Map.entry("HOST", url.getHost()),
        Map.entry("PORT", Integer.toString(url.getPort())),
        Map.entry("PUBLIC_URL", url.toString()),
        Map.entry("EVE_SSO_URL", eve.ssoBase().toString()),
        Map.entry("ESI_URL", eve.esiBase().toString()),
        Map.entry("FCM_URL", eve.fcmBase().toString()));
  }
}
