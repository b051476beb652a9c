package dev.evenomad.http.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.session.TokenIssuer;
import dev.evenomad.http.session.JwtTokens.Genuine;
import dev.evenomad.testkit.contract.TokenIssuerContract;
import dev.evenomad.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which tokens are issued, and which are accepted. */
final class JwtTokensTest implements TokenIssuerContract {

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00.5Z");
  private static final Instant LATER = NOW.plus(Duration.ofDays(7));
  private static final SessionId SESSION = new SessionId("session-1");
  private static final UserId USER = new UserId("user-1");
  private static final Secret OLD = Secret.of("o".repeat(32));
  private static final Secret NEW = Secret.of("n".repeat(32));

  private final SettableClock clock = SettableClock.at(NOW);
  private final JwtTokens tokens = new JwtTokens(List.of(OLD), clock);

  @Override
  public TokenIssuer issuer() {
    return tokens;
  }

  @Test
  void readsWhatItIssued() {
    assertThat(tokens.verify(issue(tokens))).hasValue(new Genuine.OfSession(SESSION));
  }

  @Test
  void refusesATokenFromItsEndOn() {
    Secret token = issue(tokens);

    clock.set(LATER.minusSeconds(1));
    assertThat(tokens.verify(token)).isPresent();
    clock.set(LATER);
    assertThat(tokens.verify(token)).isEmpty();
  }

  @Test
  void acceptsTheTokenOfAServerWhoseClockIsAhead() {
    Secret token = issue(tokens);

    clock.set(NOW.minusSeconds(30));
    assertThat(tokens.verify(token)).isPresent();
  }

  @Test
  void secretsRotateWithoutSigningAnybodyOut() {
    JwtTokens rotated = new JwtTokens(List.of(NEW, OLD), clock);
    JwtTokens done = new JwtTokens(List.of(NEW), clock);

    assertThat(rotated.verify(issue(tokens))).as("signed with the old one").isPresent();
    assertThat(done.verify(issue(rotated))).as("signs with the new one").isPresent();
    assertThat(done.verify(issue(tokens))).as("the old one is gone").isEmpty();
  }

  @Test
  void refusesWhatIsNoTokenAtAll() {
    for (String text : List.of("x", "a.b.c", "..", "e30.e30.e30", "a".repeat(10_000))) {
      assertThat(tokens.verify(Secret.of(text))).as(text).isEmpty();
    }
  }

  @Test
  void needsASecretOfThirtyTwoBytes() {
    assertThatThrownBy(() -> new JwtTokens(List.of(), clock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one JWT secret");
    assertThatThrownBy(() -> new JwtTokens(List.of(NEW, Secret.of("s".repeat(31))), clock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 32 bytes")
        .hasMessageContaining("openssl rand")
        .hasMessageNotContaining("sss");
    assertThat(new JwtTokens(List.of(Secret.of("é".repeat(16))), clock)).isNotNull();
  }

  private static Secret issue(JwtTokens by) {
    return by.issue(SESSION, USER, NOW, LATER);
  }
}
