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
import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.character.CorporationId;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.character.PublicProfile;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.http.contract.ApiContract;
import dev.evenomad.testkit.memory.FakeTokenVault;
import dev.evenomad.testkit.memory.InMemoryStores;
import dev.evenomad.testkit.memory.RecordingPushGateway;
import dev.evenomad.testkit.memory.ScriptedEve;
import dev.evenomad.testkit.time.SettableClock;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
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
  private static final TypeId GUNNERY = new TypeId(3300);
  private static final long ADA = 2_112_000_001L;
  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  @Test
  void theWholeJourneyWithAllPartsInMemory() {
    SettableClock clock = SettableClock.at(Instant.parse("2026-09-01T10:00:00Z"));
    ScriptedEve eve = new ScriptedEve(clock);
    InMemoryStores stores = new InMemoryStores();
    RecordingPushGateway push = new RecordingPushGateway();
    ServerSettings settings = settings(unusedVariables());
    ServerParts parts =
        new ServerParts(settings) {
          @Override
          public Storage storage() {
            return new InMemoryStorage(stores, clock);
          }

          @Override
          public Eve eve(Storage storage) {
            return eve;
          }

          @Override
          public PushGateway push(Clock now) {
            return push;
          }

          @Override
          public TokenVault vault() {
            return new FakeTokenVault();
          }
        };
    train(eve, clock.instant().plus(Duration.ofHours(2)));

    try (NomadServer server = NomadServer.start(settings, parts);
        Phone phone =
            new Phone(
                server.uri(),
                APP,
                ApiContract.builtIn()::check,
                (consent, character) -> agreed(server, eve, consent, character))) {
      phone.signIn(ADA, Optional.empty());
      phone.put(
          "/v1/sessions/current/device", Map.of("type", "android", "pushToken", "ada-phone"), 204);
      await()
          .atMost(PATIENCE)
          .until(
              () -> phone.get("/v1/characters/" + ADA + "/skill-queue").path("asOf").isTextual());
      clock.advance(Duration.ofHours(2));

      await().atMost(PATIENCE).until(() -> !push.accepted().isEmpty());

      assertThat(push.accepted().getFirst().content())
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
                      Map.of((int) GUNNERY.value(), 4)))
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

  private static void train(ScriptedEve eve, Instant finish) {
    CharacterId ada = new CharacterId(ADA);
    eve.addCharacter(
        ada,
        new CharacterName("Ada"),
        new OwnerHash("ada"),
        new PublicProfile(new CorporationId(98_000_001), Optional.empty()));
    eve.nameType(GUNNERY, Language.EN, "Gunnery");
    eve.setQueue(
        ada,
        new SkillQueue(
            List.of(
                training(0, finish.minus(Duration.ofDays(9)), finish),
                // What comes behind keeps the end of the queue out of the story.
                training(1, finish, finish.plus(Duration.ofDays(90))))));
  }

  private static SkillQueueEntry training(int position, Instant from, Instant until) {
    return new SkillQueueEntry(
        position,
        GUNNERY,
        new SkillLevel(4 + position),
        Optional.of(from),
        Optional.of(until),
        Optional.empty());
  }

  /** What EVE SSO does when a pilot agrees. */
  private static URI agreed(NomadServer server, ScriptedEve eve, URI consent, long character) {
    String code = eve.approve(consent, new CharacterId(character)).reveal();
    return server
        .uri()
        .resolve("/v1/auth/callback?code=" + code + "&state=" + parameter(consent, "state"));
  }

  private static String parameter(URI uri, String name) {
    return Arrays.stream(uri.getRawQuery().split("&"))
        .filter(parameter -> parameter.startsWith(name + "="))
        .map(parameter -> parameter.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }
}
