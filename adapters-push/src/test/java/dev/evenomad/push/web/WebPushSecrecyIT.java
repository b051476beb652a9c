package dev.evenomad.push.web;

import static dev.evenomad.push.sending.Reply.reply;
import static dev.evenomad.push.web.FakePushService.AUTH;
import static dev.evenomad.push.web.FakePushService.KEY;
import static dev.evenomad.push.web.FakePushService.NOW;
import static dev.evenomad.push.web.FakePushService.P256DH;
import static dev.evenomad.push.web.FakePushService.alert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.push.sending.EverythingLogged;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that quotes all it was sent must not bring a secret into a log or an outcome. */
final class WebPushSecrecyIT {
  @RegisterExtension final EverythingLogged logged = new EverythingLogged();

  private final FakePushService service = new FakePushService();
  private final WebPush push =
      WebPush.open(
          service.settings().withLimits(Duration.ofMillis(500), 10), InstantSource.fixed(NOW));

  @AfterEach
  void close() {
    push.close();
    service.close();
  }

  @Test
  void noSecretIsEverShown() {
    PushToken token = service.subscribe();
    String path = Subscription.parse(token).endpoint().getPath();
    PushMessage message = alert(token);
    logged.lines().add(service.settings().toString());
    logged.lines().add(push.gateway().toString());
    logged.lines().add(message.toString());
    for (int status : new int[] {302, 400, 401, 403, 404, 410, 413, 429, 500, 503}) {
      service.always(
          exchange -> {
            FakePushService.Posted posted = service.posted().getLast();
            String all = posted.path() + posted.headers().getFirst("Authorization");
            reply(status, all, Map.of("Location", all, "Retry-After", all)).to(exchange);
          });
      send(message);
    }
    service.always(exchange -> {});
    send(message);
    send(alert(new PushToken("{\"SECRET\":1}")));
    send(alert(FakePushService.subscription("https://localhost/SECRET")));
    service.close();
    send(message);

    assertThat(logged.lines())
        .haveExactly(
            1, new Condition<>(text -> text.startsWith("Push is not configured"), "warning"))
        .anyMatch(text -> text.contains("subscription is over"))
        .noneMatch(text -> text.contains("SECRET"))
        .noneMatch(text -> text.contains(path))
        .noneMatch(text -> text.contains(P256DH))
        .noneMatch(text -> text.contains(AUTH))
        .noneMatch(text -> text.contains("vapid t="))
        .noneMatch(text -> text.contains(KEY.privateKey().reveal()));
  }

  private void send(PushMessage message) {
    logged.lines().add(push.gateway().send(message).toString());
  }
}
