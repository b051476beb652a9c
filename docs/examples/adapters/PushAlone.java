import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.push.fcm.FcmPush;
import dev.evenomad.push.fcm.FcmSettings;
import dev.evenomad.push.web.VapidKey;
import dev.evenomad.push.web.WebPush;
import dev.evenomad.push.web.WebPushSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Shows one alert, on a phone or in a browser: the argument is the push token or subscription. */
final class PushAlone {

  public static void main(String[] arguments) {
    Clock clock = Clock.systemUTC();
    String token = arguments[0];
    VapidKey key = VapidKey.parse(System.getenv("VAPID_PRIVATE_KEY"));
    try (FcmPush fcm = FcmPush.open(FcmSettings.fromFile(Path.of("fcm.json")), clock);
        WebPush web = WebPush.open(WebPushSettings.of(key, "mailto:pilot@example.org"), clock)) {
      PushMessage message =
          new PushMessage(
              new PushToken(token),
              token.startsWith("{") ? DeviceType.WEB : DeviceType.ANDROID,
              new PushMessage.Content.Alert(NotificationKind.TEST, "Hello", "It works."),
              Map.of(),
              "hello",
              Duration.ofHours(1),
              1);
      PushGateway gateway = WebPush.isFor(message) ? web.gateway() : fcm.gateway();
      IO.println(
          switch (gateway.send(message)) {
            case PushOutcome.Accepted accepted -> "sent as " + accepted.messageId();
            case PushOutcome.TokenInvalid invalid -> "forget this token: " + invalid.why();
            case PushOutcome.Rejected rejected -> "do not send it again: " + rejected.why();
            case PushOutcome.TryLater later -> "again in " + later.retryAfter();
            case PushOutcome.Misconfigured wrong -> "see to your credentials: " + wrong.why();
          });
    }
  }
}
