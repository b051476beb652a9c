package dev.evenomad.push.fcm;

import static dev.evenomad.push.fcm.Messages.DEVICE_TOKEN;
import static dev.evenomad.push.fcm.Messages.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.session.DeviceType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FcmMessageTest {

  @Test
  void androidGetsItsBlock() throws JsonProcessingException {
    assertThat(rendered(Messages.to(DeviceType.ANDROID)))
        .isEqualTo(
            json(
                """
                {"notification": {"title": "Skill complete", "body": "Gunnery V finished"},
                 "data": {"type": "skill_complete"},
                 "android": {
                   "priority": "high",
                   "ttl": "86400s",
                   "notification": {
                     "channel_id": "skill_complete",
                     "tag": "skill:2112000001:3300:5",
                     "notification_count": 7,
                     "default_sound": true}},
                 "token": "%s"}
                """));
  }

  @Test
  void iosGetsItsBlock() throws JsonProcessingException {
    assertThat(rendered(Messages.to(DeviceType.IOS)))
        .isEqualTo(
            json(
                """
                {"notification": {"title": "Skill complete", "body": "Gunnery V finished"},
                 "data": {"type": "skill_complete"},
                 "apns": {
                   "headers": {
                     "apns-push-type": "alert",
                     "apns-priority": "10",
                     "apns-expiration": "1795262400",
                     "apns-collapse-id": "skill:2112000001:3300:5"},
                   "payload": {
                     "aps": {
                       "alert": {"title": "Skill complete", "body": "Gunnery V finished"},
                       "sound": "default",
                       "badge": 7,
                       "thread-id": "skill_complete",
                       "category": "skill_complete",
                       "interruption-level": "active"}}},
                 "token": "%s"}
                """));
    assertThat(NOW.plus(Duration.ofHours(24)).getEpochSecond()).isEqualTo(1795262400L);
  }

  @Test
  void webGetsItsBlock() throws JsonProcessingException {
    assertThat(rendered(Messages.to(DeviceType.WEB)))
        .isEqualTo(
            json(
                """
                {"notification": {"title": "Skill complete", "body": "Gunnery V finished"},
                 "data": {"type": "skill_complete"},
                 "webpush": {
                   "headers": {
                     "TTL": "86400",
                     "Urgency": "high",
                     "Topic": "4GvmbWFuTCKDF9pOgeaYir0UDWtUcW2A"},
                   "notification": {
                     "title": "Skill complete",
                     "body": "Gunnery V finished",
                     "tag": "skill:2112000001:3300:5"}},
                 "token": "%s"}
                """));
  }

  @Test
  void androidTakesAlertsAwayWithoutWaking() throws JsonProcessingException {
    assertThat(rendered(Messages.closing(DeviceType.ANDROID)))
        .isEqualTo(
            json(
                """
                {"data": {"notificationIds": "c1,c2"},
                 "android": {"priority": "normal", "ttl": "86400s"},
                 "token": "%s"}
                """));
  }

  @Test
  void iosTakesAlertsAwayInTheBackground() throws JsonProcessingException {
    assertThat(rendered(Messages.closing(DeviceType.IOS)))
        .isEqualTo(
            json(
                """
                {"data": {"notificationIds": "c1,c2"},
                 "apns": {
                   "headers": {
                     "apns-push-type": "background",
                     "apns-priority": "5",
                     "apns-expiration": "1795262400"},
                   "payload": {"aps": {"content-available": 1, "badge": 7}}},
                 "token": "%s"}
                """));
  }

  @Test
  void browsersWouldShowWhatIsToBeTakenAway() {
    assertThat(FcmMessage.of(Messages.closing(DeviceType.WEB), NOW))
        .isEqualTo(new FcmMessage.Refused("browsers show every push"));
  }

  @Test
  void anAlertOfManyKindsIsADigest() {
    PushMessage onAndroid = Messages.about(DeviceType.ANDROID, Optional.empty());
    PushMessage onIos = Messages.about(DeviceType.IOS, Optional.empty());

    assertThat(rendered(onAndroid).at("/android/notification/channel_id").textValue())
        .isEqualTo("digest");
    JsonNode aps = rendered(onIos).at("/apns/payload/aps");
    assertThat(aps.path("thread-id").textValue()).isEqualTo("digest");
    assertThat(aps.path("category").textValue()).isEqualTo("digest");
    assertThat(aps.path("interruption-level").textValue()).isEqualTo("active");
  }

  @ParameterizedTest
  @EnumSource(NotificationKind.class)
  void onlyWhatCostsThePilotSomethingIsTimeSensitive(NotificationKind kind) {
    boolean costly =
        kind == NotificationKind.SKILL_QUEUE_EMPTY
            || kind == NotificationKind.REAUTHORIZATION_NEEDED;

    assertThat(
            rendered(Messages.about(DeviceType.IOS, Optional.of(kind)))
                .at("/apns/payload/aps/interruption-level")
                .textValue())
        .isEqualTo(costly ? "time-sensitive" : "active");
  }

  /** FCM keeps four collapse keys for a device that is away: alerts must not compete for them. */
  @Test
  void onlyWhatNobodyMissesIsReplacedOnItsWay() {
    List<Optional<NotificationKind>> subjects =
        Stream.concat(
                Stream.of(Optional.<NotificationKind>empty()),
                Arrays.stream(NotificationKind.values()).map(Optional::of))
            .toList();

    assertThat(subjects)
        .map(kind -> rendered(Messages.about(DeviceType.ANDROID, kind)))
        .filteredOn(message -> message.path("android").has("collapse_key"))
        .map(message -> message.at("/android/collapse_key").textValue())
        .containsExactly("digest", "test");
  }

  @Test
  void theTopicOfABrowserIsShortAndTheSameForTheSameKey() {
    assertThat(topic("skill:1")).matches("[A-Za-z0-9_-]{32}").isEqualTo(topic("skill:1"));
    assertThat(topic("skill:1")).isNotEqualTo(topic("skill:2"));
  }

  @Test
  void moreUnreadAlertsThanAnybodyHasAreStillANumber() {
    PushMessage endless = Messages.withUnread(DeviceType.IOS, Long.MAX_VALUE);

    assertThat(rendered(endless).at("/apns/payload/aps/badge").intValue())
        .isEqualTo(Integer.MAX_VALUE);
    assertThat(
            rendered(Messages.withUnread(DeviceType.IOS, 0)).at("/apns/payload/aps/badge").isInt())
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(DeviceType.class)
  void withoutDataThereIsNoDataMember(DeviceType device) {
    assertThat(rendered(Messages.with(device, "Title", "", Map.of())).has("data")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("longTexts")
  void longTextsAreShortenedBetweenCharacters(String unit) {
    String body = unit.repeat(5000 / unit.length());
    for (DeviceType device : DeviceType.values()) {
      JsonNode message = rendered(Messages.with(device, unit.repeat(40), body, Map.of("a", "b")));

      String shortened = message.at("/notification/body").textValue();
      assertThat(shortened).endsWith("…");
      assertThat(body).startsWith(shortened.substring(0, shortened.length() - 1));
      assertThat((shortened.length() - 1) % unit.length()).isZero();
      assertThat(payloadBytes(message)).isBetween(4096 - 200, 4095);
    }
  }

  static String[] longTexts() {
    return new String[] {"x", "技", "😀", "é", "👨‍👩‍👧‍👦", "🇫🇷", "\"", "\u0001", "e\u0301"};
  }

  @Test
  void everyLengthNearTheLimitStaysUnderIt() {
    for (int length = 900; length < 1400; length++) {
      JsonNode message =
          rendered(Messages.with(DeviceType.ANDROID, "Title", "😀".repeat(length), Map.of()));
      assertThat(payloadBytes(message)).isLessThan(4096);
    }
  }

  @Test
  void aBodyThatJustFitsIsLeftAlone() {
    int empty = payloadBytes(rendered(Messages.with(DeviceType.ANDROID, "Title", "", Map.of())));
    String fits = "x".repeat(4095 - empty);

    assertThat(bodyOf(rendered(Messages.with(DeviceType.ANDROID, "Title", fits, Map.of()))))
        .isEqualTo(fits);
    assertThat(bodyOf(rendered(Messages.with(DeviceType.ANDROID, "Title", fits + "x", Map.of()))))
        .isEqualTo("x".repeat(fits.length() - 3) + "…");
  }

  @Test
  void aTitleIsOneLineOfAtMostSomeLength() {
    JsonNode message =
        rendered(Messages.with(DeviceType.ANDROID, "😀".repeat(3000), "Body", Map.of()));

    String title = message.at("/notification/title").textValue();
    assertThat(title).endsWith("😀…").hasSizeLessThanOrEqualTo(160);
    assertThat(bodyOf(message)).isEqualTo("Body");
  }

  @Test
  void halfOfASurrogatePairIsReplaced() {
    JsonNode message =
        rendered(
            Messages.with(DeviceType.IOS, "Fleet \ud83d", "\ude00 at 8", Map.of("k", "v\ud83d")));

    assertThat(message.at("/notification/title").textValue()).isEqualTo("Fleet \ufffd");
    assertThat(bodyOf(message)).isEqualTo("\ufffd at 8");
    assertThat(message.at("/data/k").textValue()).isEqualTo("v\ufffd");
  }

  @Test
  void dataThatLeavesNoRoomIsRefused() {
    PushMessage message =
        Messages.with(DeviceType.WEB, "Title", "Body", Map.of("key", "v".repeat(4000)));

    assertThat(FcmMessage.of(message, NOW))
        .isEqualTo(new FcmMessage.Refused("the data alone takes more than 4095 bytes"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"from", "message_type", "gcm", "gcm.notification.x", "google", "google.c", "aps"})
  void reservedDataKeysAreRefused(String key) {
    PushMessage message = Messages.with(DeviceType.ANDROID, "Title", "Body", Map.of(key, "x"));

    assertThat(FcmMessage.of(message, NOW))
        .isEqualTo(new FcmMessage.Refused("the data key " + key + " is reserved"));
  }

  @Test
  void aLongCollapseKeyIsReplacedByItsDigest() {
    String key = "skill:2112000001:3300:5:" + "9".repeat(60);
    String id = collapseId(key);

    assertThat(id).hasSize(43).isNotEqualTo(collapseId(key + "0")).isEqualTo(collapseId(key));
    assertThat(collapseId("k".repeat(64))).isEqualTo("k".repeat(64));
    assertThat(collapseId("k".repeat(65))).hasSize(43);
    assertThat(collapseId("技能")).hasSize(43);
  }

  @Test
  void theTimeToLiveIsWholeSecondsUpToFourWeeks() {
    assertThat(ttl(Duration.ofNanos(1))).isEqualTo("1s");
    assertThat(ttl(Duration.ofMillis(1500))).isEqualTo("2s");
    assertThat(ttl(Duration.ofDays(28))).isEqualTo("2419200s");
    assertThat(ttl(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999))).isEqualTo("2419200s");
  }

  @Test
  void aMessageDoesNotShowItsToken() {
    assertThat(FcmMessage.of(Messages.to(DeviceType.IOS), NOW).toString())
        .doesNotContain(DEVICE_TOKEN);
  }

  private static String collapseId(String key) {
    return rendered(
            Messages.with(DeviceType.IOS, "Title", "Body", Map.of(), key, Duration.ofHours(1)))
        .at("/apns/headers/apns-collapse-id")
        .textValue();
  }

  private static String topic(String key) {
    return rendered(
            Messages.with(DeviceType.WEB, "Title", "Body", Map.of(), key, Duration.ofHours(1)))
        .at("/webpush/headers/Topic")
        .textValue();
  }

  private static String ttl(Duration timeToLive) {
    return rendered(Messages.with(DeviceType.ANDROID, "Title", "Body", Map.of(), "key", timeToLive))
        .at("/android/ttl")
        .textValue();
  }

  private static String bodyOf(JsonNode message) {
    return message.at("/notification/body").textValue();
  }

  private static int payloadBytes(JsonNode message) {
    ObjectNode payload = message.deepCopy();
    payload.remove("token");
    return payload.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private static JsonNode rendered(PushMessage message) {
    if (FcmMessage.of(message, NOW) instanceof FcmMessage.Sendable sendable) {
      try {
        return FakeGoogle.JSON.readTree(sendable.json()).path("message");
      } catch (JsonProcessingException e) {
        throw new AssertionError(e);
      }
    }
    throw new AssertionError("was refused");
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return FakeGoogle.JSON.readTree(text.formatted(DEVICE_TOKEN));
  }
}
