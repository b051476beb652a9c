package dev.evenomad.push.web;

import static dev.evenomad.push.sending.Reply.reply;

import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.testkit.contract.PushGatewayContract;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

final class WebPushGatewayIT implements PushGatewayContract {
  private final FakePushService service = new FakePushService();
  private final WebPush push =
      WebPush.open(service.settings(), InstantSource.fixed(FakePushService.NOW));

  @AfterEach
  void close() {
    push.close();
    service.close();
  }

  @Override
  public PushGateway gateway() {
    return push.gateway();
  }

  @Override
  public PushToken newToken() {
    return service.subscribe();
  }

  @Override
  public void givenUnregistered(PushToken token) {
    service.always(token, reply(410, "", Map.of()));
  }

  @Override
  public void givenMessageRejected(PushToken token) {
    service.always(token, reply(413, "Payload too large", Map.of()));
  }

  @Override
  public void givenOverloaded(Duration retryAfter) {
    service.always(reply(429, "", Map.of("Retry-After", Long.toString(retryAfter.toSeconds()))));
  }

  @Override
  public void givenDown() {
    service.close();
  }

  @Override
  public void givenCredentialsRefused() {
    service.always(reply(403, "", Map.of()));
  }
}
