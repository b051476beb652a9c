package dev.evenomad.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushMessage.Content;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.notification.PushOutcome.Accepted;
import dev.evenomad.domain.notification.PushOutcome.Misconfigured;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PushRouterTest {

  private static final PushGateway FCM = message -> new Accepted("fcm");
  private static final PushGateway WEB = message -> new Accepted("web");

  @ParameterizedTest
  @CsvSource({
    "WEB, '{\"endpoint\":\"https://push.example.org\"}', web",
    "WEB, dQw4w9WgXcQ:APA91bBrowser, fcm",
    "ANDROID, dQw4w9WgXcQ:APA91bPhone, fcm",
    "IOS, dQw4w9WgXcQ:APA91bPhone, fcm",
    "ANDROID, '{\"odd\":1}', fcm"
  })
  void eachTokenGoesWhereItIsFrom(DeviceType device, String token, String service) {
    assertThat(send(Optional.of(WEB), device, token)).isEqualTo(new Accepted(service));
  }

  @Test
  void withoutAKeyABrowsersSubscriptionIsTheOperatorsMatter() {
    assertThat(send(Optional.empty(), DeviceType.WEB, "{}"))
        .isInstanceOfSatisfying(
            Misconfigured.class,
            wrong -> assertThat(wrong.why()).contains("VAPID_PRIVATE_KEY", "./nomad vapid-keys"));
    assertThat(send(Optional.empty(), DeviceType.WEB, "APA91b")).isEqualTo(new Accepted("fcm"));
  }

  private static PushOutcome send(Optional<PushGateway> web, DeviceType device, String token) {
    return new PushRouter(FCM, web)
        .send(
            new PushMessage(
                new PushToken(token),
                device,
                new Content.Alert(NotificationKind.TEST, "Test", ""),
                Map.of(),
                "key",
                Duration.ofHours(1),
                0));
  }
}
