package dev.evenomad.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.bootstrap.sandbox.web.Journal;
import dev.evenomad.bootstrap.sandbox.webpush.Browser;
import dev.evenomad.bootstrap.sandbox.webpush.WebPushMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A browser that subscribes with the server's key gets pushes from it, without FCM. */
final class BrowserIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

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
  void aTestAlertReachesABrowser() {
    long pilot = running.pilotTraining(Duration.ofDays(1));
    try (Phone page = running.phone()) {
      Browser browser = signInWithBrowser(page, pilot);

      page.post("/v1/notifications/test", Map.of(), 202);

      List<WebPushMessage> messages = awaitMessages(browser);
      assertThat(messages).hasSize(1);
      String id = running.awaitNotification(page, "sent").path("id").asText();
      var payload = messages.getFirst().payload();
      assertThat(payload.path("web_push").intValue()).isEqualTo(8030);
      assertThat(payload.path("kind").textValue()).isEqualTo("test");
      assertThat(payload.at("/notification/title").textValue()).isNotBlank();
      assertThat(payload.at("/notification/data/notificationId").textValue()).isEqualTo(id);
      assertThat(payload.path("app_badge").intValue()).isEqualTo(1);
      assertThat(running.world().push().messages().after(0, message -> true)).isEmpty();
    }
  }

  @Test
  void aBrowserThatUnsubscribedIsForgotten() {
    long pilot = running.pilotTraining(Duration.ofDays(1));
    try (Phone page = running.phone()) {
      Browser browser = signInWithBrowser(page, pilot);
      running.world().webPush().unsubscribe(browser.id());

      page.post("/v1/notifications/test", Map.of(), 202);

      running.awaitNotification(page, "failed");
      assertThat(running.world().webPush().messages().after(0, sent(browser))).isEmpty();
    }
  }

  private static Browser signInWithBrowser(Phone page, long pilot) {
    String key = page.get("/v1/push/web-key").path("publicKey").textValue();
    Browser browser = running.world().webPush().subscribe(Optional.of(key));
    running.signIn(page, pilot);
    page.put(
        "/v1/sessions/current/device",
        Map.of("type", "web", "pushToken", browser.pushToken(running.sandbox.webPushBase())),
        204);
    return browser;
  }

  private static List<WebPushMessage> awaitMessages(Browser browser) {
    return running.world().webPush().messages().awaitAfter(0, sent(browser), PATIENCE).stream()
        .map(Journal.Entry::event)
        .toList();
  }

  private static Predicate<WebPushMessage> sent(Browser browser) {
    return message -> message.browser().equals(browser.id());
  }
}
