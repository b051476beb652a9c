package dev.evenomad.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.net.Webhook;
import dev.evenomad.bootstrap.local.LocalWorld;
import dev.evenomad.bootstrap.local.Phone;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A pilot with four characters, of which the free plan covers three: Stripe tells of premium, and
 * the fourth is read; premium is over, and it rests; premium is back, and it goes on.
 */
final class PaidPlanIT {

  private static final Duration DAY = Duration.ofDays(1);

  private static RunningWorld running;

  private final List<Long> pilots = new ArrayList<>();
  private final HttpClient stripe = HttpClient.newHttpClient();
  private int events;

  @BeforeAll
  static void start() {
    running = new RunningWorld();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void whatIsPaidForIsReadAndNothingElse() {
    try (Phone phone = running.phone()) {
      String user = signInWithFour(phone);
      long fourth = pilots.getLast();
      running.awaitSync(phone, pilots.getFirst());
      running.awaitSync(phone, pilots.get(2));
      assertThat(sync(phone, fourth)).isEqualTo("paused_by_plan");
      assertThat(asOf(phone, fourth).isNull()).as("it was never read").isTrue();
      phone.post("/v1/characters/" + fourth + "/sync", Map.of(), 409);

      // Stripe's order is none: the subscription comes before who pays it.
      assertThat(tell("customer.subscription.created", subscription("active", "null")))
          .contains("unknown_customer");
      assertThat(tell("checkout.session.completed", checkout(user))).contains("applied");
      assertThat(plan(phone).path("plan").path("tier").asText()).isEqualTo("premium");
      assertThat(plan(phone).path("plan").path("pausedCharacters").asInt()).isZero();
      assertThat(sync(phone, fourth)).isEqualTo("active");
      running.awaitSync(phone, fourth);

      // Canceled, but paid until the end, which comes by itself.
      long end = running.clock.instant().plus(DAY).getEpochSecond();
      tell("customer.subscription.updated", subscription("active", Long.toString(end)));
      assertThat(plan(phone).path("status").asText()).isEqualTo("canceled");
      running.pass(DAY.minus(Duration.ofMinutes(1)));
      assertThat(sync(phone, fourth)).isEqualTo("active");
      assertThat(stale(phone, fourth)).isFalse();
      running.pass(Duration.ofHours(2));
      assertThat(plan(phone).path("plan").path("tier").asText()).isEqualTo("free");
      assertThat(sync(phone, fourth)).isEqualTo("paused_by_plan");
      assertThat(stale(phone, fourth)).isTrue();
      assertThat(stale(phone, pilots.getFirst())).isFalse();
      String last = asOf(phone, fourth).asText();
      running.pass(Duration.ofHours(12));
      assertThat(asOf(phone, fourth).asText()).as("kept, and not read again").isEqualTo(last);

      // Another subscription of the same customer.
      tell(
          "customer.subscription.created",
          subscription("active", "null").replace("sub_journey", "sub_again"));
      // The kinds share one access token; while one of them renews it, the others wait a moment.
      running.pass(Duration.ofSeconds(1));
      assertThat(asOf(phone, fourth).asText()).isGreaterThan(last);
      assertThat(sync(phone, fourth)).isEqualTo("active");
      assertThat(stale(phone, fourth)).isFalse();

      tell(
          "customer.subscription.deleted",
          subscription("canceled", "null").replace("sub_journey", "sub_again"));
      assertThat(sync(phone, fourth)).isEqualTo("paused_by_plan");
      assertThat(plan(phone).path("status").asText()).isEqualTo("expired");
    }
  }

  private String signInWithFour(Phone phone) {
    pilots.add(running.pilotTraining(Duration.ofDays(90)));
    String user = running.signIn(phone, pilots.getFirst()).path("userId").asText();
    for (int i = 0; i < 3; i++) {
      running.clock.advance(Duration.ofSeconds(1));
      long pilot = running.pilotTraining(Duration.ofDays(90));
      String ticket = phone.post("/v1/auth/link", Map.of(), 200).path("ticket").asText();
      phone.signIn(pilot, Optional.of(ticket));
      pilots.add(pilot);
    }
    return user;
  }

  private static JsonNode plan(Phone phone) {
    return phone.get("/v1/me/subscription");
  }

  private static String sync(Phone phone, long pilot) {
    return phone.get("/v1/characters/" + pilot).path("sync").asText();
  }

  private static boolean stale(Phone phone, long pilot) {
    return phone.get("/v1/characters/" + pilot + "/skills").path("stale").asBoolean();
  }

  private static JsonNode asOf(Phone phone, long pilot) {
    return phone.get("/v1/characters/" + pilot + "/skills").path("asOf");
  }

  private static String checkout(String user) {
    return """
    {"object": "checkout.session", "mode": "subscription", "payment_status": "paid",
     "client_reference_id": "%s", "customer": "cus_journey", "subscription": "sub_journey"}
    """
        .formatted(user);
  }

  private static String subscription(String status, String cancelAt) {
    long now = running.clock.instant().getEpochSecond();
    return """
    {"id": "sub_journey", "object": "subscription", "customer": "cus_journey", "status": "%s",
     "cancel_at": %s, "cancel_at_period_end": false, "ended_at": null,
     "items": {"object": "list", "data": [{"object": "subscription_item",
       "current_period_start": %d, "current_period_end": %d}]}}
    """
        .formatted(status, cancelAt, now, now + 30 * 86_400);
  }

  /** Has Stripe tell it, signed as by its own library. */
  private String tell(String type, String object) {
    events++;
    long now = running.clock.instant().getEpochSecond();
    String event =
        """
        {"id": "evt_journey_%d", "object": "event", "api_version": "2026-07-29.dahlia",
         "created": %d, "livemode": false, "type": "%s", "data": {"object": %s}}
        """
            .formatted(events, now, type, object);
    try {
      HttpResponse<String> answer =
          stripe.send(
              HttpRequest.newBuilder(URI.create(running.server.uri() + "/v1/webhooks/stripe"))
                  .header("Content-Type", "application/json; charset=utf-8")
                  .header(
                      "Stripe-Signature",
                      Webhook.Signature.generateSignatureHeader(
                          event, LocalWorld.STRIPE_SECRET, now))
                  .POST(BodyPublishers.ofString(event))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.body();
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
