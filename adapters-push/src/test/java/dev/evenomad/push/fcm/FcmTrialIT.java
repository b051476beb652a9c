package dev.evenomad.push.fcm;

import static dev.evenomad.push.fcm.FakeGoogle.error;
import static dev.evenomad.push.fcm.Messages.NOW;
import static dev.evenomad.push.sending.Reply.reply;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.notification.PushOutcome.Accepted;
import dev.evenomad.domain.notification.PushOutcome.Misconfigured;
import dev.evenomad.domain.notification.PushOutcome.TryLater;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class FcmTrialIT {

  private final FakeGoogle google = new FakeGoogle();

  @AfterEach
  void close() {
    google.close();
  }

  @Test
  void aMessageIsJudgedAndNotDelivered() {
    assertThat(check()).isInstanceOf(Accepted.class);

    JsonNode asked = google.sent().getFirst().json();
    assertThat(google.sent()).hasSize(1);
    assertThat(asked.path("validate_only").booleanValue()).isTrue();
    assertThat(asked.path("message").has("topic")).isTrue();
    assertThat(asked.path("message").has("token")).isFalse();
  }

  @Test
  void aRefusedServiceAccountIsMisconfigured() {
    google.nextToken(reply(400, "{\"error\":\"invalid_grant\"}"));

    assertThat(check()).isInstanceOf(Misconfigured.class);
    assertThat(google.sent()).isEmpty();
  }

  @Test
  void aServiceAccountThatMayNotSendIsMisconfigured() {
    google.nextSend(reply(403, error(403, "PERMISSION_DENIED")));

    assertThat(check()).isInstanceOf(Misconfigured.class);
  }

  @Test
  void anOutageIsNone() {
    google.nextToken(reply(503, ""));

    assertThat(check()).isInstanceOf(TryLater.class);
  }

  private PushOutcome check() {
    return FcmPush.check(google.settings(), InstantSource.fixed(NOW));
  }
}
