package dev.evenomad.bootstrap.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenomad.bootstrap.cli.NomadProcess;
import dev.evenomad.bootstrap.config.ServeConfiguration;
import dev.evenomad.bootstrap.database.NewDatabase;
import dev.evenomad.bootstrap.local.LocalWorld;
import dev.evenomad.bootstrap.local.LocalWorldSettings;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.bootstrap.sandbox.Sandbox;
import dev.evenomad.bootstrap.sandbox.SandboxSettings;
import dev.evenomad.bootstrap.sandbox.game.NewPilot;
import dev.evenomad.bootstrap.sandbox.population.FirstPilots;
import dev.evenomad.bootstrap.server.NomadServer;
import dev.evenomad.bootstrap.server.ServerParts;
import dev.evenomad.bootstrap.server.ServerSettings;
import dev.evenomad.bootstrap.server.Storage;
import dev.evenomad.domain.Eve;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.http.contract.ApiContract;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The same server of other parts: each is exchanged by one method, and nothing else knows. */
final class SwappedPartsIT {

  private static final URI APP = URI.create("evenomad://callback");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  @Test
  void theWholeJourneyWithAllPartsInMemory() {
    NomadFixture world = new NomadFixture();
    CharacterId ada = world.newCharacter("Ada");
    Instant finish = world.clock.instant().plus(Duration.ofHours(2));
    world.queue(ada, NomadFixture.training(0, NomadFixture.GUNNERY, 5, finish));
    ServerSettings settings = settings(unusedVariables());
    ServerParts parts =
        new ServerParts(settings) {
          @Override
          public Storage storage() {
            return new InMemoryStorage(world.stores, world.clock);
          }

          @Override
          public Eve eve(Storage storage) {
            return world.eve;
          }

          @Override
          public PushGateway push(Clock now) {
            return world.push;
          }

          @Override
          public TokenVault vault() {
            return world.vault;
          }
        };

    try (NomadServer server = NomadServer.start(settings, parts);
        Phone phone =
            new Phone(
                server.uri(),
                APP,
                ApiContract.builtIn()::check,
                (consent, character) -> agreed(server, world.eve, consent, character))) {
      phone.signIn(ada.value(), Optional.empty());
      phone.put(
          "/v1/sessions/current/device", Map.of("type", "android", "pushToken", "ada-phone"), 204);
      await()
          .atMost(PATIENCE)
          .until(
              () -> phone.get("/v1/characters/" + ada + "/skill-queue").path("asOf").isTextual());
      world.clock.set(finish);

      await().atMost(PATIENCE).until(() -> !world.push.accepted().isEmpty());

      assertThat(world.push.accepted().getFirst().content())
          .isInstanceOfSatisfying(
              PushMessage.Content.Alert.class,
              alert -> assertThat(alert.title() + alert.body()).contains("Gunnery"));
      assertThat(phone.get("/v1/notifications").path("items")).hasSize(1);
    }
  }

  @Test
  void theJourneyWithTheVaultOfTheGuide() {
    Clock clock = Clock.systemUTC();
    try (LocalWorld world =
        new LocalWorld(
            new LocalWorldSettings(
                Optional.empty(), 0, 0, Set.of(APP), clock, new FirstPilots()))) {
      String url = world.startDatabase().jdbcUrl();
      Sandbox sandbox = world.startSandbox();
      ServerSettings settings =
          settings(world.environment(URI.create("http://127.0.0.1:" + NomadProcess.freePort())));
      ServerParts parts =
          new ServerParts(settings, clock) {
            @Override
            public TokenVault vault() {
              return GuideIT.vault(new SecretKeySpec(new byte[32], "AES"));
            }
          };
      long pilot =
          sandbox
              .world()
              .pilots()
              .create(
                  new NewPilot(
                      "Ada Guide",
                      Optional.empty(),
                      Optional.of("guide"),
                      Optional.empty(),
                      Optional.empty(),
                      Map.of((int) NomadFixture.GUNNERY.value(), 4)))
              .characterId();
      try (NomadServer server = NomadServer.start(settings, parts);
          Phone phone = new Phone(server.uri(), APP, ApiContract.builtIn()::check)) {
        phone.signIn(pilot, Optional.empty());
        await()
            .atMost(PATIENCE)
            .until(() -> phone.get("/v1/characters/" + pilot + "/skills").path("asOf").isTextual());
        assertThat(new NewDatabase(url).query("SELECT access_token FROM eve_character"))
            .singleElement()
            .asString()
            .as("not in the form of the other vault")
            .doesNotStartWith("v1:");
      }
    }
  }

  private static ServerSettings settings(Map<String, String> environment) {
    return switch (ServeConfiguration.read(environment)) {
      case ServeConfiguration.Complete complete -> complete.settings();
      case ServeConfiguration.Incomplete incomplete ->
          throw new AssertionError(incomplete.problems());
    };
  }

  /** What the server has to be told, although none of it is used. */
  private static Map<String, String> unusedVariables() {
    Map<String, String> variables = new HashMap<>();
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.of("id", "secret", List.of()))) {
      variables.put("FCM_CREDENTIALS", sandbox.serviceAccountJson());
    }
    variables.put("DATABASE_URL", "postgresql://nobody:nothing@127.0.0.1:1/nowhere");
    variables.put("ENCRYPTION_KEY", KEY);
    variables.put("JWT_SECRET", KEY);
    variables.put("EVE_CLIENT_ID", "id");
    variables.put("EVE_CLIENT_SECRET", "secret");
    variables.put("HOST", "127.0.0.1");
    variables.put("PORT", Integer.toString(NomadProcess.freePort()));
    return variables;
  }

  /** What EVE SSO does when a pilot agrees. */
  private static URI agreed(NomadServer server, ScriptedEve eve, URI consent, long character) {
    String code = eve.approve(consent, new CharacterId(character)).reveal();
    return server
        .uri()
        .resolve(
            "/v1/auth/callback?code=" + code + "&state=" + NomadFixture.stateOf(consent).reveal());
  }
}
