package dev.evenomad.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.bootstrap.local.UnexpectedAnswerException;
import dev.evenomad.bootstrap.sandbox.fcm.PushTokenState;
import dev.evenomad.bootstrap.sandbox.sso.TokenQuirk;
import dev.evenomad.bootstrap.sandbox.web.Fault;
import dev.evenomad.bootstrap.sandbox.web.FaultTarget;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong outside, and what the pilot sees of it. */
final class BadCasesIT {

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
  }

  @Test
  void aSoldCharacterLeavesTheSellerAndTheBuyerStartsClean() {
    long sold = running.pilotTraining(Duration.ofDays(1));
    long kept = running.pilotTraining(Duration.ofDays(1));
    try (Phone seller = running.phone();
        Phone buyer = running.phone()) {
      String sellerId = running.signIn(seller, sold).path("userId").asText();
      JsonNode ticket = seller.post("/v1/auth/link", Map.of(), 200);
      seller.signIn(kept, Optional.of(ticket.path("ticket").asText()));
      running.awaitSync(seller, sold);

      running.world().pilots().transfer(sold, "the-buyer");
      String buyerId = running.signIn(buyer, sold).path("userId").asText();

      assertThat(buyerId).isNotEqualTo(sellerId);
      assertThat(seller.get("/v1/characters").path("items"))
          .extracting(character -> character.path("characterId").asLong())
          .containsExactly(kept);
      assertThat(seller.statusOf("/v1/characters/" + sold)).isEqualTo(404);
      assertThat(buyer.statusOf("/v1/characters/" + kept)).isEqualTo(404);
      assertThat(buyer.get("/v1/notifications").path("items")).isEmpty();
    }
  }

  @Test
  void signInWhileTheSsoIsDownChangesNothingAndWorksLater() {
    long pilot = running.pilotTraining(Duration.ofDays(1));
    running.world().faults().add(Fault.answer(FaultTarget.SSO_TOKEN, 503, 100));
    try (Phone phone = running.phone()) {
      assertThatThrownBy(() -> phone.signIn(pilot, Optional.empty()))
          .isInstanceOf(UnexpectedAnswerException.class)
          .hasMessageContaining("temporarily_unavailable");
      running.world().faults().clear();
      running.signIn(phone, pilot);
      assertThat(phone.get("/v1/characters").path("items")).hasSize(1);
    }
  }

  @Test
  void firstSignInWhileEsiIsDownChangesNothingAndWorksLater() {
    long pilot = running.pilotTraining(Duration.ofDays(1));
    running.world().faults().add(Fault.answer(FaultTarget.ESI, 502, 100));
    try (Phone phone = running.phone()) {
      assertThatThrownBy(() -> phone.signIn(pilot, Optional.empty()))
          .isInstanceOf(UnexpectedAnswerException.class)
          .hasMessageContaining("temporarily_unavailable");
      running.world().faults().clear();
      running.signIn(phone, pilot);
    }
  }

  @Test
  void aSkillThatFinishesWhileEsiIsDownIsToldOnTime() {
    long pilot = running.pilotTraining(Duration.ofMinutes(30));
    try (Phone phone = running.phone()) {
      running.signIn(phone, pilot, "esi-down-phone");
      running.awaitSync(phone, pilot);
      // For nobody else, or ESI would be left alone before this pilot's skills are asked for.
      running
          .world()
          .faults()
          .add(
              new Fault(
                  FaultTarget.ESI,
                  "/characters/" + pilot + "/skill*",
                  new Fault.Effect.Answer(502, Optional.empty(), Optional.empty()),
                  Fault.Phase.BEFORE,
                  Optional.empty()));
      // One kind of data after the other gets hold of a new token.
      running.pass(Duration.ofMinutes(30));
      assertThat(running.awaitPush("esi-down-phone")).hasSize(1);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  phone.get("/v1/characters/" + pilot + "/skill-queue").path("stale").asBoolean());
    }
  }

  @Test
  void anUnregisteredDeviceIsDroppedAndTheOthersGoOn() {
    long pilot = running.pilotTraining(Duration.ofMinutes(40));
    running.world().push().treat("dead-phone", PushTokenState.UNREGISTERED);
    try (Phone dead = running.phone();
        Phone alive = running.phone()) {
      running.signIn(dead, pilot, "dead-phone");
      running.signIn(alive, pilot, "live-phone");
      running.awaitSync(alive, pilot);
      running.clock.advance(Duration.ofMinutes(40));
      assertThat(running.awaitPush("live-phone")).hasSize(1);
      running.awaitNotification(alive, "sent");
      assertThat(running.pushes("dead-phone")).isEmpty();
    }
  }

  @Test
  void anAlertThatNoDeviceTakesHasFailed() {
    long pilot = running.pilotTraining(Duration.ofMinutes(50));
    running.world().push().treat("only-dead-phone", PushTokenState.UNREGISTERED);
    try (Phone phone = running.phone()) {
      running.signIn(phone, pilot, "only-dead-phone");
      running.awaitSync(phone, pilot);
      running.clock.advance(Duration.ofMinutes(50));
      JsonNode failed = running.awaitNotification(phone, "failed");
      assertThat(failed.path("error").asText()).contains("UNREGISTERED");
      // The token is gone, so the next alert has nobody to push to and is shown in the app alone.
      phone.post("/v1/notifications/test", Map.of(), 202);
      running.awaitNotification(phone, "sent");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TokenQuirk.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ES256", "ISSUER_WITH_SLASH", "ISSUER_WITHOUT_SCHEME"})
  void aTokenThatEveDidNotSignForUsSignsNobodyIn(TokenQuirk quirk) {
    long pilot = running.pilotTraining(Duration.ofDays(1));
    running.world().sso().nextTokens(quirk, 1);
    try (Phone phone = running.phone()) {
      assertThatThrownBy(() -> phone.signIn(pilot, Optional.empty()))
          .isInstanceOf(UnexpectedAnswerException.class)
          .hasMessageContaining("eve_sign_in_failed");
      running.signIn(phone, pilot);
    }
  }

  @Test
  void aNewSigningKeyOfEveIsLearned() {
    long pilot = running.pilotTraining(Duration.ofDays(1));
    try (Phone phone = running.phone()) {
      running.signIn(phone, pilot);
      running.clock.advance(Duration.ofMinutes(1));
      running.world().sso().rotateKey(Optional.of("a-new-key"), false);
      running.signIn(phone, pilot);
    }
  }

  @Test
  void whatBelongsToOthersDoesNotExist() {
    long mine = running.pilotTraining(Duration.ofDays(1));
    long theirs = running.pilotTraining(Duration.ofDays(1));
    try (Phone me = running.phone();
        Phone them = running.phone()) {
      running.signIn(me, mine);
      running.signIn(them, theirs);
      them.post("/v1/notifications/test", Map.of(), 202);
      String notification = running.awaitNotification(them, "sent").path("id").asText();
      String job =
          them.post("/v1/characters/" + theirs + "/sync", Map.of(), 202)
              .path("jobs")
              .get(0)
              .path("id")
              .asText();
      assertThat(me.statusOf("/v1/characters/" + theirs)).isEqualTo(404);
      assertThat(me.statusOf("/v1/characters/" + theirs + "/skills")).isEqualTo(404);
      assertThat(me.statusOf("/v1/characters/" + theirs + "/jobs")).isEqualTo(404);
      assertThat(me.statusOf("/v1/jobs/" + job)).isEqualTo(404);
      me.post("/v1/characters/" + theirs + "/sync", Map.of(), 404);
      me.post("/v1/notifications/" + notification + "/read", Map.of(), 404);
    }
  }
}
