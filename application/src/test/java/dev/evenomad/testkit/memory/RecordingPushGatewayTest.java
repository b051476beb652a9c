package dev.evenomad.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushMessage.Content;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.testkit.contract.PushGatewayContract;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RecordingPushGatewayTest implements PushGatewayContract {

  private static final PushToken ONE = new PushToken("one");
  private static final PushToken TWO = new PushToken("two");

  private final RecordingPushGateway gateway = new RecordingPushGateway();

  @Override
  public PushGateway gateway() {
    return gateway;
  }

  @Override
  public void givenUnregistered(PushToken token) {
    gateway.answer(token, new PushOutcome.TokenInvalid("unregistered"));
  }

  @Override
  public void givenMessageRejected(PushToken token) {
    gateway.answer(token, new PushOutcome.Rejected("too long"));
  }

  @Override
  public void givenOverloaded(Duration retryAfter) {
    gateway.answerAll(new PushOutcome.TryLater(retryAfter, "overloaded"));
  }

  @Override
  public void givenDown() {
    gateway.answerAll(new PushOutcome.TryLater(Duration.ofSeconds(10), "not reachable"));
  }

  @Override
  public void givenCredentialsRefused() {
    gateway.answerAll(new PushOutcome.Misconfigured("credentials refused"));
  }

  @Test
  void notesWhatWasTakenAndWhatWasTried() {
    PushMessage toOne = message(ONE);
    PushMessage toTwo = message(TWO);
    gateway.answer(TWO, new PushOutcome.Rejected("planned"));

    gateway.send(toTwo);
    gateway.send(toOne);

    assertThat(gateway.attempts()).containsExactly(toTwo, toOne);
    assertThat(gateway.accepted()).containsExactly(toOne);
    assertThat(gateway.acceptedBy(ONE)).containsExactly(toOne);
    assertThat(gateway.acceptedBy(TWO)).isEmpty();
  }

  @Test
  void recovers() {
    gateway.answer(ONE, new PushOutcome.Rejected("planned"));
    gateway.answerAll(new PushOutcome.Misconfigured("planned"));

    gateway.recover();

    assertThat(gateway.send(message(ONE))).isInstanceOf(PushOutcome.Accepted.class);
  }

  private static PushMessage message(PushToken to) {
    return new PushMessage(
        to,
        DeviceType.IOS,
        new Content.Alert(NotificationKind.TEST, "Test alert", ""),
        Map.of(),
        "test",
        Duration.ofHours(1),
        1);
  }
}
