package dev.evenomad.push.web;

import static dev.evenomad.push.web.FakePushService.alert;
import static dev.evenomad.push.web.FakePushService.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushMessage.Content;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WebMessageTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final PushToken TOKEN = subscription("https://push.example.org/x");

  @Test
  void anAlertHasTheShapeOfDeclarativeWebPush() throws JsonProcessingException {
    assertThat(JSON.readTree(sendable(alert(TOKEN)).json()))
        .isEqualTo(
            JSON.readTree(
                """
                {"web_push": 8030,
                 "notification": {
                   "title": "Skill complete",
                   "body": "Gunnery V finished",
                   "tag": "skill:2112000001:3300:5",
                   "data": {"type": "skill_complete", "characterId": "2112000001"}},
                 "kind": "skill_complete",
                 "app_badge": 7}
                """));
  }

  @Test
  void aDigestIsOfNoKind() throws JsonProcessingException {
    PushMessage digest = message(new Content.Alert(Optional.empty(), "3 alerts", ""), "digest");

    assertThat(JSON.readTree(sendable(digest).json()).path("kind").textValue()).isEqualTo("digest");
  }

  @ParameterizedTest
  @CsvSource({
    "digest, digest",
    "0123456789abcdef0123456789ABC-_x, 0123456789abcdef0123456789ABC-_x"
  })
  void aTopicIsTheCollapseKeyIfItCanBe(String key, String topic) {
    assertThat(sendable(alert(TOKEN, "Title", "", key)).topic()).isEqualTo(topic);
  }

  @ParameterizedTest
  @CsvSource({"skill:1", "0123456789abcdef0123456789ABC-_xy", "ключ"})
  void elseADigestOfIt(String key) {
    String topic = sendable(alert(TOKEN, "Title", "", key)).topic();

    assertThat(topic)
        .matches("[A-Za-z0-9_-]{32}")
        .isEqualTo(sendable(alert(TOKEN, "Other", "", key)).topic())
        .isNotEqualTo(sendable(alert(TOKEN, "Other", "", key + "1")).topic());
  }

  @Test
  void aLongBodyIsCutBetweenCharacters() throws JsonProcessingException {
    String family = "👨‍👩‍👧‍👦";
    WebMessage.Sendable sent = sendable(alert(TOKEN, "T".repeat(200), family.repeat(400), "k"));
    JsonNode notification = JSON.readTree(sent.json()).path("notification");

    assertThat(sent.json().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(3960, 3993);
    assertThat(notification.path("title").textValue()).hasSize(160).endsWith("T…");
    assertThat(notification.path("body").textValue().replace(family, "")).isEqualTo("…");
  }

  @Test
  void dataThatLeavesNoRoomIsRefused() {
    PushMessage tooBig =
        new PushMessage(
            TOKEN,
            DeviceType.WEB,
            new Content.Alert(Optional.empty(), "Title", ""),
            Map.of("text", "x".repeat(4000)),
            "key",
            Duration.ofHours(1),
            0);

    assertThat(WebMessage.of(tooBig))
        .isEqualTo(new WebMessage.Refused("the data alone takes more than 3993 bytes"));
  }

  @ParameterizedTest
  @CsvSource({"PT0.001S, 1", "PT1H, 3600", "P28D, 2419200", "P60D, 2419200"})
  void theTimeToLiveIsWholeSecondsUpToFourWeeks(Duration timeToLive, int seconds) {
    PushMessage message =
        new PushMessage(
            TOKEN,
            DeviceType.WEB,
            new Content.Alert(Optional.empty(), "Title", ""),
            Map.of(),
            "key",
            timeToLive,
            0);

    assertThat(sendable(message).ttlSeconds()).isEqualTo(seconds);
  }

  private static PushMessage message(Content content, String collapseKey) {
    return new PushMessage(
        TOKEN, DeviceType.WEB, content, Map.of(), collapseKey, Duration.ofHours(1), 3);
  }

  private static WebMessage.Sendable sendable(PushMessage message) {
    return (WebMessage.Sendable) WebMessage.of(message);
  }
}
