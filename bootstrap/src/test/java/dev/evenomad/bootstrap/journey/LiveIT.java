package dev.evenomad.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.database.NewDatabase;
import dev.evenomad.bootstrap.journey.LiveApp.Event;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.bootstrap.server.NomadServer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Live streams at one server of what happens at another. */
final class LiveIT {

  private static final Duration TRAINING = Duration.ofMinutes(50);

  @Test
  void appsAtOneServerAreToldWhatHappensAtAnotherAndGoOnAtAThird()
      throws IOException, InterruptedException {
    try (RunningWorld running = new RunningWorld();
        Phone phone = running.phone();
        Phone tablet = running.phone();
        NomadServer other = running.anotherServer()) {
      long pilot = running.pilotTraining(TRAINING);
      running.signIn(phone, pilot, "live-phone-1");
      running.awaitSync(phone, pilot);
      running.signIn(tablet, pilot);
      String place;
      try (LiveApp app = new LiveApp(other.uri(), tablet, Optional.empty())) {
        app.next("ready");

        running.pass(TRAINING);
        Event sent =
            app.next(event -> event.data().at("/notification/status").asText().equals("sent"));
        assertThat(sent.data().at("/notification/kind").asText()).isEqualTo("skill_complete");
        assertThat(sent.data().path("unread").asInt()).isEqualTo(1);
        String id = sent.data().at("/notification/id").asText();
        phone.post("/v1/notifications/" + id + "/read", Map.of(), 200);
        Event read =
            app.next(event -> event.data().at("/notification/status").asText().equals("read"));
        assertThat(read.data().path("unread").asInt()).isZero();
        place = read.id();
      }
      // Cut off; meanwhile more happens.
      String missed = phone.post("/v1/notifications/test", Map.of(), 202).path("id").asText();
      JsonNode jobs = phone.post("/v1/characters/" + pilot + "/sync", Map.of(), 202).path("jobs");
      // One of the readings renews the token that they share, and the others wait for it.
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                running.pass(Duration.ofSeconds(30));
                return jobs.findValuesAsText("id").stream()
                    .allMatch(job -> phone.get("/v1/jobs/" + job).path("completedAt").isTextual());
              });
      try (NomadServer third = running.anotherServer();
          LiveApp app = new LiveApp(third.uri(), tablet, Optional.of(place))) {
        app.next("ready");
        assertThat(app.next("notification").data().at("/notification/id").asText())
            .isEqualTo(missed);
        Set<String> over = new HashSet<>();
        while (over.size() < jobs.size()) {
          over.add(app.next("job").data().path("jobId").asText());
        }
        assertThat(over).containsExactlyInAnyOrderElementsOf(jobs.findValuesAsText("id"));
      }
    }
  }

  @Test
  void streamsEndEverywhereWithinASecondOfTheirSession() throws IOException, InterruptedException {
    try (RunningWorld running = new RunningWorld();
        Phone phone = running.phone();
        Phone lost = running.phone();
        NomadServer other = running.anotherServer()) {
      long pilot = running.pilotTraining(TRAINING);
      running.signIn(phone, pilot);
      JsonNode session = running.signIn(lost, pilot);
      try (LiveApp here = new LiveApp(running.server.uri(), lost, Optional.empty());
          LiveApp there = new LiveApp(other.uri(), lost, Optional.empty());
          LiveApp going = new LiveApp(other.uri(), phone, Optional.empty())) {
        here.next("ready");
        there.next("ready");
        going.next("ready");
        long from = System.nanoTime();

        lost.post("/v1/auth/logout", Map.of(), 204);
        here.awaitEnd();
        there.awaitEnd();

        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(1));
        phone.post("/v1/notifications/test", Map.of(), 202);
        going.next("notification");

        // By hand, with all that is the account's.
        new NewDatabase(running.jdbcUrl)
            .execute("DELETE FROM app_user WHERE id = '" + session.path("userId").asText() + "'");
        going.awaitEnd();
      }
    }
  }
}
