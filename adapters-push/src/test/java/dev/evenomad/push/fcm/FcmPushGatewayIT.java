package dev.evenomad.push.fcm;

import static dev.evenomad.push.fcm.FakeGoogle.badRequest;
import static dev.evenomad.push.fcm.FakeGoogle.error;
import static dev.evenomad.push.fcm.FakeGoogle.fcmError;
import static dev.evenomad.push.sending.Reply.reply;

import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.push.sending.Reply;
import dev.evenomad.testkit.contract.PushGatewayContract;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

final class FcmPushGatewayIT implements PushGatewayContract {
  private final FakeGoogle google = new FakeGoogle();
  private final FcmPush push = FcmPush.open(google.settings(), InstantSource.fixed(Messages.NOW));

  @AfterEach
  void close() {
    push.close();
    google.close();
  }

  @Override
  public PushGateway gateway() {
    return push.gateway();
  }

  @Override
  public void givenUnregistered(PushToken token) {
    google.always(token, reply(404, error(404, "NOT_FOUND", fcmError("UNREGISTERED"))));
  }

  @Override
  public void givenMessageRejected(PushToken token) {
    Reply tooBig =
        reply(
            400,
            error(
                400,
                "INVALID_ARGUMENT",
                fcmError("INVALID_ARGUMENT"),
                badRequest("message.notification.body")));
    google.always(token, tooBig);
  }

  @Override
  public void givenOverloaded(Duration retryAfter) {
    google.always(
        reply(
            429,
            error(429, "RESOURCE_EXHAUSTED", fcmError("QUOTA_EXCEEDED")),
            Map.of("Retry-After", Long.toString(retryAfter.toSeconds()))));
  }

  @Override
  public void givenDown() {
    google.close();
  }

  @Override
  public void givenCredentialsRefused() {
    google.always(reply(403, error(403, "PERMISSION_DENIED")));
  }
}
