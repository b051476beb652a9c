package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.http.Api.Phone;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stripe's events, signed by Stripe's own library, and what becomes of a pilot's plan. */
final class StripeWebhooksIT {

  private static final String PATH = "/v1/webhooks/stripe";
  private static final String OLD_SECRET = "whsec_old";
  private static final String SECRET = "whsec_new";

  @RegisterExtension
  static final Api api = new Api(List.of(Secret.of(SECRET), Secret.of(OLD_SECRET)));

  private final Phone phone = api.signIn();
  private final String customer = StripeEvents.newId("cus");
  private final String subscription = StripeEvents.newId("sub");

  @Test
  void aPilotWhoPaysIsPremium() {
    assertThat(api.get("/v1/me/subscription", phone.token()).is(200).body())
        .isEqualTo(
            """
            {"tier":"free","status":"active","endsAt":null,"plan":{"tier":"free",\
            "maxCharacters":3,"activeCharacters":1,"pausedCharacters":0,"pollIntervals":[\
            {"kind":"skills","seconds":600},{"kind":"mail","seconds":600},\
            {"kind":"market_orders","seconds":1200},{"kind":"industry_jobs","seconds":1800},\
            {"kind":"planets","seconds":3600}]}}\
            """);

    assertOutcome(checkout(), "applied");
    assertOutcome(told("created", "incomplete", false), "applied");
    assertOutcome(told("updated", "active", false), "applied");

    Answer premium = api.get("/v1/me/subscription", phone.token()).is(200);
    assertThat(premium.text("tier")).isEqualTo("premium");
    assertThat(premium.text("status")).isEqualTo("active");
    assertThat(premium.text("endsAt")).isEqualTo(now().plus(Duration.ofDays(30)).toString());
    assertThat(premium.text("plan.tier")).isEqualTo("premium");
    assertThat(premium.body()).contains("\"maxCharacters\":null");
  }

  @Test
  void whoCancelsStaysPremiumUntilTheEnd() {
    assertOutcome(checkout(), "applied");
    assertOutcome(told("updated", "active", true), "applied");
    assertThat(status()).isEqualTo("canceled");
    assertThat(tierThatCounts()).isEqualTo("premium");

    assertOutcome(told("deleted", "canceled", true), "applied");

    assertThat(status()).isEqualTo("expired");
    assertThat(tierThatCounts()).isEqualTo("free");
  }

  @Test
  void theShapeBeforeBasilIsReadToo() {
    assertOutcome(checkout(), "applied");
    assertOutcome(StripeEvents.subscriptionBeforeBasil(subscription, customer, now()), "applied");

    assertThat(api.get("/v1/me/subscription", phone.token()).text("endsAt"))
        .isEqualTo(now().plus(Duration.ofDays(30)).toString());
  }

  @Test
  void anEventThatComesAgainIsADuplicate() {
    String event = checkout();

    assertOutcome(event, "applied");
    assertOutcome(event, "duplicate");
  }

  @Test
  void eventsMayComeBeforeTheCheckout() {
    assertOutcome(told("updated", "active", false), "unknown_customer");
    assertOutcome(told("created", "incomplete", false), "unknown_customer");
    assertThat(tierThatCounts()).isEqualTo("free");

    assertOutcome(checkout(), "applied");

    assertThat(tierThatCounts()).isEqualTo("premium");
  }

  @ParameterizedTest
  @ValueSource(strings = {"invoice.paid", "charge.refunded", "something.new", ""})
  void whatDoesNotMatterIsAcknowledged(String type) {
    assertOutcome(StripeEvents.event(type, "{\"object\": \"?\"}", now()), "ignored");
  }

  @Test
  void anotherKindOfCheckoutDoesNotMatter() {
    assertOutcome(StripeEvents.singlePayment(customer, phone.user(), now()), "ignored");
  }

  @Test
  void aStatusOfTheFutureDoesNotMatter() {
    assertOutcome(told("updated", "hibernating", false), "ignored");
  }

  @Test
  void aCheckoutOfNobodyIsAcknowledged() {
    assertOutcome(StripeEvents.checkout(customer, new UserId("nobody"), now()), "unknown_customer");
    assertOutcome(checkout().replace(phone.user().value(), "no id at all"), "unknown_customer");
  }

  @Test
  void eventsOfTheTestModeDoNotCount() {
    String event = checkout().replace("\"livemode\": true", "\"livemode\": false");

    assertOutcome(event, "other_mode");
    assertOutcome(told("updated", "active", false), "unknown_customer");
  }

  // Signatures

  @Test
  void everySecretIsAccepted() {
    deliver(checkout(), header(OLD_SECRET, "{}", 0)).isProblem(400, "invalid_signature");
    String event = checkout();
    deliver(event, header(OLD_SECRET, event, 0)).is(200);
  }

  @Test
  void oneOfSeveralSignaturesIsEnough() {
    String event = checkout();
    String right = header(SECRET, event, 0);
    String wrong = "v1=" + "0".repeat(64);

    deliver(event, right.replace(",v1=", "," + wrong + ",v1=") + ",v0=" + "1".repeat(64)).is(200);
  }

  @Test
  void aSignatureIsGoodForFiveMinutes() {
    String event = checkout();

    deliver(event, header(SECRET, event, -301)).isProblem(400, "invalid_signature");
    deliver(event, header(SECRET, event, -300)).is(200);
    deliver(event, header(SECRET, event, 3_600)).is(200);
  }

  @Test
  void whatStripeHasNotSignedIsRefused() {
    String event = checkout();
    String genuine = header(SECRET, event, 0);

    for (String forged :
        List.of(
            "",
            "t=,v1=",
            "v1=" + "0".repeat(64),
            header("whsec_other", event, 0),
            genuine.replace("v1=", "v0="),
            genuine.replace("t=", "t=1"),
            genuine.substring(0, genuine.length() - 1),
            genuine.replaceFirst(",v1=.*", ""),
            "t=99999999999999999999,v1=" + "0".repeat(64))) {
      deliver(event, forged).isProblem(400, "invalid_signature");
    }
    api.postJson(PATH, event).isProblem(400, "invalid_signature");
    deliver(event + " ", genuine).isProblem(400, "invalid_signature");
    assertThat(status()).isEqualTo("active");
    assertThat(api.stores.payments().hold(customer, api.clock.instant())).isEmpty();
  }

  @Test
  void theSignatureIsLookedAtBeforeTheBody() {
    deliver("no JSON", header(SECRET, "{}", 0)).isProblem(400, "invalid_signature");
    deliver("no JSON", header(SECRET, "no JSON", 0)).isProblem(400, "malformed_event");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "{}",
        "{\"id\": 1, \"type\": \"customer.subscription.updated\", \"created\": 1}",
        "{\"id\": \"evt\", \"type\": \"customer.subscription.updated\", \"created\": 1}",
        "{\"id\": \"evt\", \"type\": \"customer.subscription.updated\", \"created\": 1e99}",
        "{\"id\": \"evt\", \"type\": \"checkout.session.completed\", \"created\": 1,"
            + "\"data\": {\"object\": {\"mode\": \"subscription\"}}}",
        "{\"id\": \"evt\", \"type\": \"checkout.session.completed\", \"created\": 1,"
            + "\"data\": {\"object\": {\"mode\": \"subscription\", \"customer\": \"\\u0000\"}}}"
      })
  void whatIsNoEventIsRefused(String body) {
    String live = body.replaceFirst("\\{\"id\"", "{\"livemode\": true, \"id\"");

    deliver(live, header(SECRET, live, 0)).isProblem(400, "malformed_event");
  }

  @Test
  void anEventMayBeLargerThanWhatClientsSend() {
    String event = checkout();
    String large = event + " ".repeat(200_000);

    deliver(large, header(SECRET, large, 0)).is(200);
    String tooLarge = event + " ".repeat(300_000);
    deliver(tooLarge, header(SECRET, tooLarge, 0)).isProblem(413, "request_too_large");
  }

  @Test
  void aServerWithoutPaymentsSaysSo() {
    try (Api free = new Api()) {
      free.postJson(PATH, "{}").isProblem(404, "stripe_not_configured");
    }
  }

  private String checkout() {
    return StripeEvents.checkout(customer, phone.user(), now());
  }

  private String told(String stage, String status, boolean cancels) {
    return StripeEvents.subscription(stage, subscription, customer, status, cancels, now());
  }

  private String status() {
    return api.get("/v1/me/subscription", phone.token()).text("status");
  }

  private String tierThatCounts() {
    return api.get("/v1/me/subscription", phone.token()).text("plan.tier");
  }

  private static void assertOutcome(String event, String outcome) {
    assertThat(deliver(event, header(SECRET, event, 0)).is(200).body())
        .isEqualTo("{\"outcome\":\"%s\"}".formatted(outcome));
  }

  private static Answer deliver(String body, String signature) {
    HttpRequest.Builder request =
        api.request(PATH)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    return api.send(signature.isEmpty() ? request : request.header("Stripe-Signature", signature));
  }

  /** As Stripe's own library makes it, so many seconds from now. */
  private static String header(String secret, String body, long seconds) {
    long timestamp = now().getEpochSecond() + seconds;
    try {
      return Webhook.Signature.generateSignatureHeader(body, secret, timestamp);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static Instant now() {
    return api.clock.instant();
  }
}
