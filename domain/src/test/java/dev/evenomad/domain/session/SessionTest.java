package dev.evenomad.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.secret.SecretDigest;
import dev.evenomad.domain.session.Session.Replaced;
import dev.evenomad.domain.session.Session.Standing;
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
    assertThat(SESSION)
        .isEqualTo(
            new Session(ID, USER, TOKEN, Optional.empty(), NOW, NOW, END, Optional.of(PHONE), 0));
    assertThat(SESSION.standing(TOKEN, END.minusNanos(1))).isEqualTo(Standing.CURRENT);
    assertThat(SESSION.standing(TOKEN, END)).isEqualTo(Standing.EXPIRED);
    assertThat(SESSION.standing(NEW_TOKEN, END)).isEqualTo(Standing.EXPIRED);
  }

  @Test
  void takesAnyOtherTokenForAReplayUnlessItsOwnWasJustReplaced() {
    assertThat(SESSION.standing(NEW_TOKEN, NOW)).isEqualTo(Standing.REPLAYED);
  }

  @Test
  void livesOnUnderANewTokenAlone() {
    Instant then = NOW.plusSeconds(60);
    Session refreshed = SESSION.refreshed(NEW_TOKEN, then);

    assertThat(refreshed)
        .isEqualTo(
            new Session(
                ID,
                USER,
                NEW_TOKEN,
                Optional.of(new Replaced(TOKEN, then)),
                NOW,
                NOW,
                END.plusSeconds(60),
                Optional.of(PHONE),
                0));
    assertThat(refreshed.standing(NEW_TOKEN, END)).isEqualTo(Standing.CURRENT);
  }

  @Test
  void forgivesOldTokensForAMinute() {
    SecretDigest newest = Secret.of("newest token").digest();
    Instant end = NOW.plusSeconds(2).plus(Session.GRACE);
    Session twice = SESSION.refreshed(NEW_TOKEN, NOW).refreshed(newest, NOW.plusSeconds(2));

    assertThat(twice.standing(newest, end)).isEqualTo(Standing.CURRENT);
    assertThat(twice.standing(NEW_TOKEN, end.minusNanos(1))).isEqualTo(Standing.JUST_REPLACED);
    assertThat(twice.standing(TOKEN, end.minusNanos(1))).isEqualTo(Standing.LATE);
    assertThat(twice.standing(NEW_TOKEN, end)).isEqualTo(Standing.REPLAYED);
    assertThat(twice.standing(TOKEN, end)).isEqualTo(Standing.REPLAYED);
  }

  @Test
  void countsUsesInFiveMinutesAsOne() {
    Instant next = NOW.plus(Session.USE_PRECISION);

    assertThat(SESSION.isUsedAnew(next.minusNanos(1))).isFalse();
    assertThat(SESSION.isUsedAnew(next)).isTrue();
    assertThat(SESSION.used(next).isUsedAnew(next)).isFalse();
    assertThat(SESSION.used(next).used(NOW)).isEqualTo(SESSION);
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
        .isThrownBy(
            () ->
                new Session(ID, USER, TOKEN, Optional.empty(), NOW, NOW, NOW, Optional.empty(), 0));
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
