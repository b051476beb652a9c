package dev.evenomad.bootstrap.sandbox.fcm;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushMessage.Content;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.push.fcm.FcmPush;
import dev.evenomad.push.fcm.FcmSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server's own gateway, and everything that can be made to go wrong with the simulated FCM. */
class FcmGatewayIT {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  private static final PushToken PHONE = new PushToken("phone-1");
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private Optional<FcmPush> push = Optional.empty();

  @BeforeEach
  void open() {
    var settings =
        FcmSettings.fromJson(EVE.sandbox().serviceAccountJson())
            .withBaseUri(EVE.sandbox().fcmBase())
            .withLimits(TIMEOUT, 10);
    push = Optional.of(FcmPush.open(settings, InstantSource.fixed(START)));
  }

  @AfterEach
  void close() {
    push.ifPresent(FcmPush::close);
  }

  @ParameterizedTest
  @EnumSource(DeviceType.class)
  void everythingThatIsSentIsWellFormed(DeviceType device) {
    var subjects =
        Stream.concat(
                Stream.of(Optional.<NotificationKind>empty()),
                Arrays.stream(NotificationKind.values()).map(Optional::of))
            .toList();
    for (var subject : subjects) {
      var alert = new Content.Alert(subject, "Title", "x".repeat(5000));
      assertThat(send(device, alert)).as("%s", subject).isInstanceOf(PushOutcome.Accepted.class);
    }
    assertThat(send(device, new Content.Closing()))
        .isInstanceOf(
            device == DeviceType.WEB ? PushOutcome.Rejected.class : PushOutcome.Accepted.class);
  }

  @ParameterizedTest
  @EnumSource(PushTokenState.class)
  void everyStateOfATokenHasItsOutcome(PushTokenState state) {
    EVE.world().push().treat(PHONE.value(), state);

    assertThat(send()).isInstanceOf(expected(state));
  }

  private static Class<? extends PushOutcome> expected(PushTokenState state) {
    return switch (state) {
      case VALID -> PushOutcome.Accepted.class;
      case UNREGISTERED, SENDER_ID_MISMATCH, INVALID -> PushOutcome.TokenInvalid.class;
      case MESSAGE_REJECTED -> PushOutcome.Rejected.class;
      case QUOTA_EXCEEDED, UNAVAILABLE, INTERNAL -> PushOutcome.TryLater.class;
      case THIRD_PARTY_AUTH_ERROR, APNS_AUTH_ERROR -> PushOutcome.Misconfigured.class;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "fcm, 400, Rejected",
    "fcm, 401, Misconfigured",
    "fcm, 403, Misconfigured",
    "fcm, 404, Rejected",
    "fcm, 429, TryLater",
    "fcm, 500, TryLater",
    "fcm, 502, TryLater",
    "fcm, 503, TryLater",
    "fcm, 504, TryLater",
    "google, 400, Misconfigured",
    "google, 401, Misconfigured",
    "google, 403, Misconfigured",
    "google, 429, TryLater",
    "google, 500, TryLater",
    "google, 503, TryLater",
  })
  void everyStatusHasItsOutcome(String target, int status, String outcome) {
    fault("{\"target\":\"%s\",\"status\":%d}".formatted(target, status));

    assertThat(send().getClass().getSimpleName()).isEqualTo(outcome);
    EVE.controlled("DELETE", "/faults", "");
    assertThat(send()).isInstanceOf(PushOutcome.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fcm", "google"})
  void aServerThatAsksToWaitIsHeard(String target) {
    fault("{\"target\":\"%s\",\"status\":429,\"retryAfter\":77}".formatted(target));

    assertThat(send())
        .isInstanceOfSatisfying(
            PushOutcome.TryLater.class,
            later -> assertThat(later.retryAfter()).isEqualTo(Duration.ofSeconds(77)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"close\":true",
        "\"hang\":4",
        "\"spoil\":\"truncated\"",
        "\"spoil\":\"html\"",
        "\"spoil\":\"wrong-types\"",
        "\"spoil\":\"missing-fields\"",
      })
  void whatIsNoAnswerIsTriedLater(String effect) {
    for (var target : List.of("fcm", "google")) {
      fault("{\"target\":\"%s\",%s,\"times\":1}".formatted(target, effect));
      assertThat(send()).as(target).isInstanceOf(PushOutcome.TryLater.class);
      EVE.controlled("DELETE", "/faults", "");
      close();
      open();
    }
  }

  @Test
  void anAccessTokenThatHasEndedIsRenewed() {
    send();
    EVE.controlled("DELETE", "/push/access-tokens", "");

    assertThat(send()).isInstanceOf(PushOutcome.Accepted.class);
  }

  @Test
  void anAlertSaysTheSameToThePhoneAsItIsKnownBy() {
    send();

    JsonNode message =
        EVE.controlled("GET", "/push/messages?token=phone-1", "").at("/messages/0/message");
    assertThat(message.at("/android/notification/tag").asText()).isEqualTo("key");
    assertThat(message.at("/android/notification/notification_count").intValue()).isEqualTo(2);
  }

  private PushOutcome send() {
    return send(
        DeviceType.ANDROID, new Content.Alert(NotificationKind.SKILL_COMPLETE, "Title", "Body"));
  }

  private PushOutcome send(DeviceType device, Content content) {
    return push.orElseThrow()
        .gateway()
        .send(
            new PushMessage(
                PHONE,
                device,
                content,
                Map.of("notificationId", "c1", "notificationIds", "c1,c2"),
                "key",
                Duration.ofHours(24),
                2));
  }

  private static void fault(String body) {
    EVE.controlled("POST", "/faults", body);
  }
}
