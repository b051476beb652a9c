package dev.evenomad.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.bootstrap.sandbox.sso.RefreshRotation;
import dev.evenomad.bootstrap.sandbox.web.Fault;
import dev.evenomad.bootstrap.sandbox.web.FaultTarget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of a pilot's permission: taken back, lost, kept through outages, ended by us. */
final class GrantsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration ACCESS_LIFETIME = Duration.ofMinutes(20);
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final Duration TRAINING = Duration.ofDays(30);

  private static RunningWorld running;

  @BeforeAll
  static void start() {
    running = new RunningWorld();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @AfterEach
  void clearFaults() {
    running.world().faults().clear();
    running.world().sso().rotation(RefreshRotation.SAME);
  }

  @Test
  void theGrantOfARemovedCharacterIsEndedAtEveHoweverLongItIsDown() {
    long kept = running.pilotTraining(TRAINING);
    long removed = running.pilotTraining(TRAINING);
    try (Phone phone = running.phone()) {
      running.signIn(phone, kept);
      link(phone, removed);
      running.awaitSync(phone, removed);
      running.world().faults().add(revocations(503));

      phone.delete("/v1/characters/" + removed, 204);

      assertThat(phone.statusOf("/v1/characters/" + removed)).isEqualTo(404);
      assertThat(phone.statusOf("/v1/characters/" + removed + "/skills")).isEqualTo(404);
      phone.delete("/v1/characters/" + removed, 404);
      assertThat(phone.delete("/v1/characters/" + kept, 409).path("code").asText())
          .isEqualTo("last_character");
      running.clock.advance(Duration.ofHours(1));
      assertThat(grants(removed)).hasSize(1);
      running.world().faults().clear();

      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                running.clock.advance(Duration.ofMinutes(10));
                return grants(removed).isEmpty();
              });
      assertThat(grants(kept)).hasSize(1);
    }
  }

  @Test
  void aRemovedCharacterCanBeLinkedAgainAndStartsClean() {
    long main = running.pilotTraining(TRAINING);
    long second = running.pilotTraining(TRAINING);
    try (Phone phone = running.phone()) {
      running.signIn(phone, main);
      link(phone, second);
      running.awaitSync(phone, second);
      phone.delete("/v1/characters/" + second, 204);
      await().atMost(PATIENCE).until(() -> grants(second).isEmpty());

      link(phone, second);

      running.awaitSync(phone, second);
      assertThat(grants(second)).hasSize(1);
    }
  }

  @Test
  void aGrantThatThePilotTookBackIsAskedForOnceByTwoServersAndReadAgainAfterTheNextSignIn() {
    long pilot = running.pilotTraining(TRAINING);
    try (var another = running.anotherServer();
        Phone phone = running.phone();
        Phone tablet = RunningWorld.phoneAt(another)) {
      running.signIn(phone, pilot);
      running.signIn(tablet, pilot);
      running.awaitSync(phone, pilot);
      String before = asOf(phone, pilot);
      running.world().sso().revokeGrants(pilot);
      running.clock.advance(ACCESS_LIFETIME);
      for (int i = 0; i < 5; i++) {
        phone.post("/v1/characters/" + pilot + "/sync", Map.of(), 202);
        tablet.post("/v1/characters/" + pilot + "/sync", Map.of(), 202);
      }
      await()
          .atMost(PATIENCE)
          .until(() -> grantState(phone, pilot), "needs_reauthorization"::equals);
      running.awaitNotification(phone, "sent");
      running.clock.advance(Duration.ofHours(2));
      tablet.post("/v1/characters/" + pilot + "/sync", Map.of(), 202);

      JsonNode told = phone.get("/v1/notifications").path("items");
      assertThat(told)
          .singleElement()
          .satisfies(alert -> assertThat(alert.path("kind").asText()).contains("reauthorization"));
      assertThat(asOf(phone, pilot)).as("history stays").isEqualTo(before);
      assertThat(phone.get("/v1/characters/" + pilot).path("data"))
          .allSatisfy(data -> assertThat(data.path("readable").asBoolean()).isFalse());

      running.signIn(phone, pilot);

      await().atMost(PATIENCE).until(() -> !asOf(phone, pilot).equals(before));
      assertThat(grantState(phone, pilot)).isEqualTo("valid");
      assertThat(phone.get("/v1/notifications").path("items")).hasSize(1);
    }
  }

  @Test
  void anOutageOfTheSsoCostsNoGrant() {
    running.world().sso().rotation(RefreshRotation.NEW);
    long pilot = running.pilotTraining(TRAINING);
    try (Phone phone = running.phone()) {
      running.signIn(phone, pilot);
      running.awaitSync(phone, pilot);
      String before = asOf(phone, pilot);
      for (Fault.Effect effect :
          List.of(
              new Fault.Effect.Answer(500, Optional.empty(), Optional.empty()),
              new Fault.Effect.Answer(
                  502, Optional.of("<html>Bad gateway</html>"), Optional.empty()),
              new Fault.Effect.Answer(429, Optional.empty(), Optional.of(Duration.ofSeconds(90))),
              new Fault.Effect.Close())) {
        running
            .world()
            .faults()
            .add(new Fault(FaultTarget.SSO_TOKEN, "*", effect, Fault.Phase.BEFORE, Optional.of(1)));
      }
      running.clock.advance(ACCESS_LIFETIME);

      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                running.clock.advance(STEP);
                assertThat(grantState(phone, pilot)).isEqualTo("valid");
                return running.world().faults().all().isEmpty()
                    && !asOf(phone, pilot).equals(before);
              });
      assertThat(phone.get("/v1/notifications").path("items")).isEmpty();
    }
  }

  @Test
  void aReplacedTokenWhoseAnswerWasLostIsAskedForOnce() {
    // In a world without other pilots, whose answers could get lost instead.
    try (RunningWorld lonely = new RunningWorld();
        Phone phone = lonely.phone()) {
      lonely.world().sso().rotation(RefreshRotation.NEW);
      long pilot = lonely.pilotTraining(TRAINING);
      lonely.signIn(phone, pilot);
      lonely.awaitSync(phone, pilot);
      lonely
          .world()
          .faults()
          .add(
              new Fault(
                  FaultTarget.SSO_TOKEN,
                  "*",
                  new Fault.Effect.Close(),
                  Fault.Phase.AFTER,
                  Optional.of(1)));
      lonely.clock.advance(ACCESS_LIFETIME);

      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                lonely.clock.advance(STEP);
                return grantState(phone, pilot).equals("needs_reauthorization");
              });
      lonely.awaitNotification(phone, "sent");
      lonely.signIn(phone, pilot);

      assertThat(grantState(phone, pilot)).isEqualTo("valid");
      assertThat(phone.get("/v1/notifications").path("items")).hasSize(1);
    }
  }

  private static void link(Phone phone, long pilot) {
    JsonNode ticket = phone.post("/v1/auth/link", Map.of(), 200);
    phone.signIn(pilot, Optional.of(ticket.path("ticket").asText()));
  }

  private static Fault revocations(int status) {
    return new Fault(
        FaultTarget.SSO,
        "*/revoke",
        new Fault.Effect.Answer(status, Optional.empty(), Optional.empty()),
        Fault.Phase.BEFORE,
        Optional.empty());
  }

  private static List<List<String>> grants(long pilot) {
    return running.world().sso().grants(pilot);
  }

  private static String grantState(Phone phone, long pilot) {
    return phone.get("/v1/characters/" + pilot).at("/grant/state").asText();
  }

  private static String asOf(Phone phone, long pilot) {
    return phone.get("/v1/characters/" + pilot + "/skill-queue").path("asOf").asText();
  }
}
