package dev.evenomad.push.fcm;

import static dev.evenomad.push.fcm.FakeGoogle.fcmError;
import static dev.evenomad.push.fcm.Messages.DEVICE_TOKEN;
import static dev.evenomad.push.fcm.Messages.NOW;
import static dev.evenomad.push.sending.Reply.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.notification.PushOutcome.Accepted;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.push.sending.EverythingLogged;
import dev.evenomad.push.sending.Reply;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that quotes all it was sent must not bring a secret into a log or an outcome. */
final class FcmSecrecyIT {
  private static final PushMessage MESSAGE = Messages.to(DeviceType.ANDROID);

  @RegisterExtension final EverythingLogged logged = new EverythingLogged();

  private final FakeGoogle google = new FakeGoogle();
  private final FcmPush push =
      FcmPush.open(
          google.settings().withLimits(Duration.ofMillis(500), 10), InstantSource.fixed(NOW));
  private final List<String> shown = logged.lines();

  @AfterEach
  void close() {
    push.close();
    google.close();
  }

  @Test
  void noSecretIsEverShown() {
    shown.add(google.settings().toString());
    shown.add(push.gateway().toString());
    shown.add(MESSAGE.toString());
    send();
    google.revokeAccessTokens();
    send();
    for (String code :
        List.of(
            "UNREGISTERED",
            "SENDER_ID_MISMATCH",
            "INVALID_ARGUMENT",
            "QUOTA_EXCEEDED",
            "UNAVAILABLE",
            "THIRD_PARTY_AUTH_ERROR",
            "OTHER",
            DEVICE_TOKEN)) {
      google.nextSend(quotingAll(400, fcmError(code)));
      send();
    }
    google.nextSend(quotingAll(403, ""));
    send();
    google.nextSend(quotingAll(400, FakeGoogle.badRequest("message.token", DEVICE_TOKEN)));
    send();
    google.nextSend(quotingAll(400, FakeGoogle.badRequest("message.x", DEVICE_TOKEN)));
    send();
    google.nextSend(
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", DEVICE_TOKEN);
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    send();
    google.nextSend(exchange -> {});
    send();
    for (int status : new int[] {400, 401, 500, 200}) {
      google.revokeAccessTokens();
      google.nextToken(
          exchange ->
              reply(
                      status,
                      "{\"error\": \"invalid_grant\", \"error_description\": \""
                          + google.tokenRequests().getLast().assertion()
                          + "\", \"access_token\": \"a\\nb"
                          + google.tokenRequests().getLast().assertion()
                          + "\", \"expires_in\": 3600}")
                  .to(exchange));
      send();
    }
    assertThat(push.gateway().send(MESSAGE)).isInstanceOf(Accepted.class);

    assertThat(shown)
        .haveExactly(
            1, new Condition<>(text -> text.startsWith("Push is not configured"), "warning"))
        .anyMatch(text -> text.contains("UNREGISTERED"))
        .anyMatch(text -> text.contains("invalid_grant"));
    String key = FakeGoogle.privateKeyPem().split("\n", -1)[1];
    assertThat(shown)
        .noneMatch(text -> text.contains(DEVICE_TOKEN))
        .noneMatch(text -> text.contains("ya29."))
        .noneMatch(text -> text.contains(key))
        .noneMatch(text -> text.contains("PRIVATE KEY"));
    for (var request : google.tokenRequests()) {
      String assertion = request.assertion();
      assertThat(shown).noneMatch(text -> text.contains(assertion));
    }
  }

  private void send() {
    PushOutcome outcome = push.gateway().send(MESSAGE);
    shown.add(outcome.toString());
  }

  /** An error whose message holds the request's headers and body. */
  private Reply quotingAll(int status, String detail) {
    return exchange -> {
      FakeGoogle.Sent sent = google.sent().getLast();
      var error = FakeGoogle.JSON.createObjectNode();
      error
          .putObject("error")
          .put("status", DEVICE_TOKEN)
          .put("message", sent.authorization() + sent.json());
      if (!detail.isEmpty()) {
        error.withObject("/error").putArray("details").add(FakeGoogle.JSON.readTree(detail));
      }
      reply(status, error.toString()).to(exchange);
    };
  }
}
