package dev.evenomad.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushMessage.Content;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every implementation of {@link PushGateway} does. The {@code given} methods arrange the
 * world on the other side of it, for the rest of the test; without them every device takes every
 * message.
 */
public interface PushGatewayContract {

  /** The adapter under test. */
  PushGateway gateway();

  /** A token of another device with every call, in the form that the push service gives out. */
  default PushToken newToken() {
    return Samples.pushToken();
  }

  /** The app has been removed from the device with that token. */
  void givenUnregistered(PushToken token);

  /** The push service does not accept the message to that token, though the token is fine. */
  void givenMessageRejected(PushToken token);

  /**
   * The push service has no time.
   *
   * @param retryAfter what it answers, in whole seconds
   */
  void givenOverloaded(Duration retryAfter);

  /** The push service cannot be reached, or answers no sense. */
  void givenDown();

  /** The push service does not accept our credentials. */
  void givenCredentialsRefused();

  @Test
  default void handsMessagesToEveryKindOfDevice() {
    for (DeviceType device : DeviceType.values()) {
      assertThat(gateway().send(message(newToken(), device, "A skill is done.")))
          .isInstanceOfSatisfying(
              PushOutcome.Accepted.class,
              accepted -> assertThat(accepted.messageId()).isNotBlank());
    }
  }

  @Test
  default void handsOverTextsOfEveryLanguage() {
    assertThat(gateway().send(message(newToken(), DeviceType.ANDROID, Samples.TEXT)))
        .isInstanceOf(PushOutcome.Accepted.class);
    assertThat(gateway().send(message(newToken(), DeviceType.ANDROID, "")))
        .isInstanceOf(PushOutcome.Accepted.class);
  }

  @Test
  default void tellsThatADeviceIsGoneAndBlamesNoOther() {
    PushToken gone = newToken();
    givenUnregistered(gone);

    assertThat(send(gone)).isInstanceOf(PushOutcome.TokenInvalid.class);
    assertThat(send(newToken())).isInstanceOf(PushOutcome.Accepted.class);
  }

  @Test
  default void blamesNoTokenForItsMessage() {
    PushToken token = newToken();
    givenMessageRejected(token);

    assertThat(send(token)).isInstanceOf(PushOutcome.Rejected.class);
  }

  @Test
  default void tellsHowLongToWait() {
    givenOverloaded(Duration.ofSeconds(42));

    assertThat(send(newToken()))
        .isInstanceOfSatisfying(
            PushOutcome.TryLater.class,
            later -> assertThat(later.retryAfter()).isEqualTo(Duration.ofSeconds(42)));
  }

  @Test
  default void answersInAnOutageToo() {
    givenDown();

    assertThat(send(newToken()))
        .isInstanceOfSatisfying(
            PushOutcome.TryLater.class, later -> assertThat(later.retryAfter()).isPositive());
  }

  @Test
  default void blamesNeitherTokenNorMessageForOurCredentials() {
    givenCredentialsRefused();

    assertThat(send(newToken())).isInstanceOf(PushOutcome.Misconfigured.class);
  }

  private PushOutcome send(PushToken token) {
    PushOutcome outcome = gateway().send(message(token, DeviceType.ANDROID, "A skill is done."));
    assertThat(outcome.toString()).as("texts hold no token").doesNotContain(token.value());
    return outcome;
  }

  private static PushMessage message(PushToken token, DeviceType device, String body) {
    return new PushMessage(
        token,
        device,
        new Content.Alert(NotificationKind.SKILL_COMPLETE, "Skill training complete", body),
        Map.of("type", "skill_complete", "characterId", "2112000001", "text", body),
        "skill:" + Samples.id(),
        Duration.ofHours(1),
        1);
  }
}
