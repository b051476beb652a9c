package dev.evenomad.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.bootstrap.sandbox.fcm.PushMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What goes well: from sign-in to the push, on one server and on two. */
final class JourneyIT {

  private static RunningWorld running;

  @BeforeAll
  static void start() {
    running = new RunningWorld();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void aFinishedSkillReachesThePhone() {
    long main = running.pilotTraining(Duration.ofMinutes(5));
    long second = running.pilotTraining(Duration.ofDays(1));
    try (Phone phone = running.phone()) {
      running.signIn(phone, main, "journey-phone");
      JsonNode ticket = phone.post("/v1/auth/link", Map.of(), 200);
      phone.signIn(second, Optional.of(ticket.path("ticket").asText()));
      assertThat(phone.get("/v1/characters").path("items")).hasSize(2);
      running.awaitSync(phone, main);
      running.awaitSync(phone, second);
      assertThat(running.pushes("journey-phone")).isEmpty();
      JsonNode glance = phone.get("/v1/overview").path("items").get(0);
      assertThat(glance.path("characterId").asLong()).isEqualTo(main);
      assertThat(glance.at("/next/0/kind").asText()).isEqualTo("skill_finish");
      assertThat(glance.path("next").get(0).path("at"))
          .isEqualTo(glance.at("/training/finishesAt"));

      running.clock.advance(Duration.ofMinutes(5));

      List<PushMessage> pushes = running.awaitPush("journey-phone");
      assertThat(pushes).hasSize(1);
      JsonNode message = pushes.getFirst().message();
      assertThat(message.at("/notification/title").asText()).isEqualTo("Skill training complete");
      assertThat(message.at("/notification/body").asText()).contains("Gunnery", "level V");
      assertThat(message.at("/data/characterId").asText()).isEqualTo(Long.toString(main));

      String id = running.awaitNotification(phone, "sent").path("id").asText();
      assertThat(message.at("/data/notificationId").asText()).isEqualTo(id);
      assertThat(phone.get("/v1/notifications/unread-count").path("unread").asInt()).isEqualTo(1);
      JsonNode overview = phone.get("/v1/overview");
      assertThat(overview.path("unreadNotifications").asInt()).isEqualTo(1);
      assertThat(overview.path("items").get(0).path("unreadNotifications").asInt()).isEqualTo(1);
      assertThat(overview.path("items")).hasSize(2);
      assertThat(overview.at("/items/0/training/startsAt"))
          .isEqualTo(glance.at("/training/finishesAt"));
      phone.post("/v1/notifications/" + id + "/read", Map.of(), 200);
      assertThat(phone.get("/v1/notifications/unread-count").path("unread").asInt()).isZero();
      phone.post("/v1/auth/logout", Map.of(), 204);
      assertThat(phone.statusOf("/v1/me")).isEqualTo(401);
    }
  }

  @Test
  void twoServersTellItOnce() {
    long pilot = running.pilotTraining(Duration.ofMinutes(7));
    try (var another = running.anotherServer();
        Phone phone = running.phone();
        Phone tablet = RunningWorld.phoneAt(another)) {
      running.signIn(phone, pilot, "two-servers-phone");
      running.signIn(tablet, pilot, "two-servers-tablet");
      running.awaitSync(tablet, pilot);

      running.clock.advance(Duration.ofMinutes(7));

      assertThat(running.awaitPush("two-servers-phone")).hasSize(1);
      assertThat(running.awaitPush("two-servers-tablet")).hasSize(1);
      running.awaitNotification(tablet, "sent");
      assertThat(phone.get("/v1/notifications").path("items")).hasSize(1);
    }
  }

  @Test
  void aSyncThatIsAskedForCanBeFollowed() {
    long pilot = running.pilotTraining(Duration.ofDays(2));
    try (Phone phone = running.phone()) {
      running.signIn(phone, pilot);
      running.awaitSync(phone, pilot);
      running.clock.advance(Duration.ofMinutes(2));
      JsonNode job =
          phone.post("/v1/characters/" + pilot + "/sync", Map.of(), 202).path("jobs").get(0);
      assertThat(job.path("type").asText()).isEqualTo("sync-skills");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> phone.get("/v1/jobs/" + job.path("id").asText()).path("status").asText(),
              "completed"::equals);
    }
  }
}
