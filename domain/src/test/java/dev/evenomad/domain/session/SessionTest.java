package dev.evenomad.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.secret.SecretDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SessionTest {

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");
  private static final Instant END = NOW.plus(Duration.ofDays(7));
  private static final SessionId ID = new SessionId("session");
  private static final UserId USER = new UserId("user");
  private static final SecretDigest TOKEN = Secret.of("token").digest();
  private static final SecretDigest NEW_TOKEN = Secret.of("new token").digest();
  private static final Device PHONE =
      new Device(DeviceType.IOS, Optional.of(new PushToken("push")));
  private static final Session SESSION = Session.open(ID, USER, TOKEN, Optional.of(PHONE), NOW);

  @Test
  void lastsSevenDays() {
    assertThat(SESSION).isEqualTo(new Session(ID, USER, TOKEN, NOW, END, Optional.of(PHONE), 0));
    assertThat(SESSION.admits(TOKEN, END.minusNanos(1))).isTrue();
    assertThat(SESSION.admits(TOKEN, END)).isFalse();
  }

  @Test
  void admitsNoOtherToken() {
    assertThat(SESSION.admits(NEW_TOKEN, NOW)).isFalse();
  }

  @Test
  void livesOnUnderANewTokenAlone() {
    Session refreshed = SESSION.refreshed(NEW_TOKEN, NOW.plusSeconds(60));

    assertThat(refreshed)
        .isEqualTo(
            new Session(ID, USER, NEW_TOKEN, NOW, END.plusSeconds(60), Optional.of(PHONE), 0));
    assertThat(refreshed.admits(TOKEN, NOW)).isFalse();
    assertThat(refreshed.admits(NEW_TOKEN, END)).isTrue();
  }

  @Test
  void losesItsPushTokenButNotItsDevice() {
    Session without = SESSION.withoutPushToken();

    assertThat(SESSION.pushToken()).contains(new PushToken("push"));
    assertThat(without.pushToken()).isEmpty();
    assertThat(without.device()).contains(new Device(DeviceType.IOS, Optional.empty()));
    assertThat(SESSION.onDevice(Optional.empty()).withoutPushToken().device()).isEmpty();
  }

  @Test
  void refusesToEndBeforeItBegins() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Session(ID, USER, TOKEN, NOW, NOW, Optional.empty(), 0));
  }

  @Test
  void admitsPushTokensAsTheyComeButShowsNone() {
    String longest = "x".repeat(4096);
    assertThat(new PushToken(longest).value()).isEqualTo(longest);
    assertThat(SESSION.toString()).doesNotContain("[value=push]").contains("PushToken[redacted]");
    for (String wrong : new String[] {"", longest + "x", "a b", "a\n", "ä"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new PushToken(wrong))
          .withMessageNotContaining(longest);
    }
  }
}
