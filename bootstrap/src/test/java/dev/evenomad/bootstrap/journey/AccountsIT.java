package dev.evenomad.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.database.NewDatabase;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.bootstrap.sandbox.game.mail.Mail;
import dev.evenomad.bootstrap.sandbox.game.mail.Recipient;
import dev.evenomad.bootstrap.sandbox.web.Fault;
import dev.evenomad.bootstrap.sandbox.web.FaultTarget;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of accounts: they are joined, taken along as a file, and deleted. */
final class AccountsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration TRAINING = Duration.ofHours(2);
  private static final int MANY = 100_000;

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
  void aCharacterMovesWithAllThatIsKnownOfItAndItsAccountEnds() {
    long main = running.pilotTraining(TRAINING);
    long other = running.pilotTraining(Duration.ofMinutes(30));
    try (Phone phone = running.phone();
        Phone old = running.phone()) {
      running.signIn(phone, main, "phone-of-main");
      String ended = running.signIn(old, other, "phone-of-other").path("userId").asText();
      running.awaitSync(old, other);
      running.clock.advance(Duration.ofMinutes(31));
      running.awaitNotification(old, "sent");
      JsonNode alert = old.get("/v1/notifications").path("items").get(0);
      String queue = old.get("/v1/characters/" + other + "/skill-queue").path("asOf").asText();

      link(phone, other);

      assertThat(phone.get("/v1/characters").path("items"))
          .extracting(one -> one.path("characterId").asLong())
          .containsExactly(main, other);
      assertThat(phone.get("/v1/characters/" + other + "/skill-queue").path("asOf").asText())
          .isGreaterThanOrEqualTo(queue);
      assertThat(phone.get("/v1/notifications").path("items"))
          .extracting(one -> one.path("id").asText())
          .contains(alert.path("id").asText());
      assertThat(old.statusOf("/v1/me")).isEqualTo(401);
      assertNothingSays(ended);
      running.signIn(old, other);
      assertThat(old.get("/v1/me")).isEqualTo(phone.get("/v1/me"));
      phone.post("/v1/characters/" + other + "/sync", Map.of(), 202);
    }
  }

  @Test
  void ofADeletedAccountNothingIsLeft() {
    long main = running.pilotTraining(TRAINING);
    long second = running.pilotTraining(Duration.ofMinutes(20));
    long friend = running.pilotTraining(TRAINING);
    Mail mail =
        running
            .world()
            .mailboxes()
            .deliver(main, friend, Recipient.character(main), "Fuel run", "At 19:00.");
    try (Phone phone = running.phone();
        Phone tablet = running.phone()) {
      String user = running.signIn(phone, main, "phone-to-forget").path("userId").asText();
      link(phone, second);
      running.awaitSync(phone, second);
      await()
          .atMost(PATIENCE)
          .until(() -> phone.get("/v1/characters/" + main + "/mail").path("items").size() == 1);
      phone.get("/v1/characters/" + main + "/mail/" + mail.mailId());
      phone.patch("/v1/me", Map.of("email", "forget-me@example.org"), 200);
      phone.post("/v1/notifications/test", Map.of(), 202);
      running.clock.advance(Duration.ofMinutes(21));
      running.awaitNotification(phone, "sent");
      running.signIn(tablet, main);
      phone.post("/v1/auth/link", Map.of(), 200);
      List<String> names = new ArrayList<>(List.of(user, "phone-to-forget", "forget-me@example"));
      for (long pilot : List.of(main, second)) {
        names.add(String.valueOf(pilot));
        // As a part of a row: not the beginning of another name.
        names.add(phone.get("/v1/characters/" + pilot).path("name").asText() + '"');
      }
      running.world().faults().add(revocations());
      phone.post("/v1/characters/" + main + "/sync", Map.of(), 202);

      JsonNode deleted = phone.delete("/v1/me", 200);

      assertThat(deleted.path("charactersRemoved").asInt()).isEqualTo(2);
      assertThat(deleted.path("grantsBeingEnded").asInt())
          .as("also of the tablet's sign-in")
          .isEqualTo(3);
      assertThat(deleted.path("sessionsEnded").asInt()).as("one of each sign-in").isEqualTo(3);
      assertThat(deleted.path("message").asText()).contains("final");
      assertThat(phone.statusOf("/v1/me")).isEqualTo(401);
      assertThat(tablet.statusOf("/v1/me")).isEqualTo(401);
      running.world().faults().clear();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                running.clock.advance(Duration.ofMinutes(10));
                for (long pilot : List.of(main, second)) {
                  assertThat(running.world().sso().grants(pilot)).isEmpty();
                }
              });
      names.forEach(AccountsIT::assertNothingSays);
      assertThat(phone.statusOf("/v1/me/export")).isEqualTo(401);
    }
  }

  @Test
  void anExportIsCompleteAndHoldsNoTransactionWhileItsReaderIsSlow()
      throws IOException, InterruptedException {
    long pilot = running.pilotTraining(TRAINING);
    try (Phone phone = running.phone();
        HttpClient http = HttpClient.newHttpClient()) {
      JsonNode session = running.signIn(phone, pilot);
      running.awaitSync(phone, pilot);
      String user = session.path("userId").asText();
      database()
          .execute(
              """
              INSERT INTO notification_log (id, user_id, type, title, body, data, status, sent_at,
                  created_at, dedup_key)
              SELECT 'export-' || i, '%s', 'test', 'Title ' || i, repeat('text ', 40), '{}', 'sent',
                  now(), now() - i * interval '1 second', 'request:export-' || i
                FROM generate_series(1, %d) AS i
              """
                  .formatted(user, MANY));
      HttpRequest request =
          HttpRequest.newBuilder(running.server.uri().resolve("/v1/me/export"))
              .header("Authorization", "Bearer " + session.path("token").asText())
              .build();

      HttpResponse<InputStream> export = http.send(request, BodyHandlers.ofInputStream());

      assertThat(export.statusCode()).isEqualTo(200);
      assertThat(export.headers().firstValue("Content-Length")).isEmpty();
      assertThat(export.headers().firstValue("Content-Disposition").orElseThrow())
          .startsWith("attachment");
      try (InputStream body = export.body();
          JsonParser json = new JsonFactory().createParser(body)) {
        assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
        await().atMost(PATIENCE).untilAsserted(AccountsIT::assertNoTransactionIsOpen);
        assertThat(countAlerts(json)).isEqualTo(MANY);
      }
    }
  }

  private static int countAlerts(JsonParser json) throws IOException {
    int alerts = 0;
    while (json.nextToken() != null) {
      if (json.currentToken() == JsonToken.FIELD_NAME
          && json.currentName().equals("notifications")
          && json.nextToken() == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.START_OBJECT) {
          json.skipChildren();
          alerts++;
        }
      }
    }
    return alerts;
  }

  private static void assertNoTransactionIsOpen() {
    assertThat(
            database()
                .query(
                    "SELECT query FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
                        + " AND query LIKE '%notification_log%'"))
        .isEmpty();
  }

  /** Whatever table it is in, as soon as what is under way is over. */
  private static void assertNothingSays(String text) {
    NewDatabase database = database();
    List<String> tables =
        database.query(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
                // What was asked of EVE counts for its limits, by EVE's id, and for minutes.
                + " AND table_name <> 'budget'");
    assertThat(tables).contains("app_user", "job", "scheduled_tasks", "cached_data");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              running.clock.advance(Duration.ofMinutes(1));
              for (String table : tables) {
                assertThat(
                        database.query(
                            ("SELECT t::text FROM %s AS t WHERE strpos(t::text, '%s') > 0"
                                    // The name of a character, which EVE tells everybody.
                                    + " AND strpos(t::text, 'esi:universe:names:') = 0")
                                .formatted(table, text)))
                    .as(table)
                    .isEmpty();
              }
            });
  }

  private static Fault revocations() {
    return new Fault(
        FaultTarget.SSO,
        "*/revoke",
        new Fault.Effect.Answer(503, Optional.empty(), Optional.empty()),
        Fault.Phase.BEFORE,
        Optional.empty());
  }

  private static void link(Phone phone, long pilot) {
    String ticket = phone.post("/v1/auth/link", Map.of(), 200).path("ticket").asText();
    phone.signIn(pilot, Optional.of(ticket));
  }

  private static NewDatabase database() {
    return new NewDatabase(running.jdbcUrl);
  }
}
