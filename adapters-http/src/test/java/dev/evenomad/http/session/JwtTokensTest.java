package dev.evenomad.http.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import dev.evenomad.application.session.GenuineToken;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.session.TokenIssuer;
import dev.evenomad.testkit.contract.TokenIssuerContract;
import dev.evenomad.testkit.time.SettableClock;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
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
    Secret token = issue(tokens);

    assertThat(tokens.verify(token)).hasValue(new GenuineToken(token, USER, Optional.of(SESSION)));
  }

  @Test
  void issuesTheSameTokenInEveryProcessAndForEveryFractionOfASecond() {
    JwtTokens elsewhere = new JwtTokens(List.of(OLD, NEW), clock);
    Secret token = tokens.issue(SESSION, USER, NOW, LATER, Optional.of(OLD.digest()));

    assertThat(
            elsewhere.issue(
                SESSION,
                USER,
                NOW.truncatedTo(ChronoUnit.SECONDS),
                LATER.truncatedTo(ChronoUnit.SECONDS),
                Optional.of(OLD.digest())))
        .isEqualTo(token);
  }

  @Test
  void readsTheOriginalsTokens() {
    Secret token = signed(original());

    assertThat(tokens.verify(token)).hasValue(new GenuineToken(token, USER, Optional.empty()));
  }

  @Test
  void refusesWhatIsNotForUs() {
    for (JWTCreator.Builder claims :
        List.of(
            ours().withIssuer("https://login.eveonline.com"),
            ours().withIssuer((String) null),
            ours().withIssuer("eve-nomad-api "),
            ours().withAudience("EVE Online"),
            ours().withAudience(),
            ours().withNotBefore(NOW.plusSeconds(5)),
            ours().withExpiresAt(NOW.minusSeconds(1)),
            ours().withNullClaim("exp"),
            ours().withNullClaim("sub"),
            ours().withSubject(""),
            ours().withNullClaim("jti"),
            ours().withJWTId(""),
            original().withClaim("userId", ""),
            original().withClaim("userId", 7),
            original().withNullClaim("exp"))) {
      assertThat(tokens.verify(signed(claims))).isEmpty();
    }
    assertThat(tokens.verify(signed(ours()))).as("else this shows nothing").isPresent();
  }

  @Test
  void refusesEveryOtherAlgorithm() throws NoSuchAlgorithmException {
    KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    String publicKey = Base64.getEncoder().encodeToString(rsa.getPublic().getEncoded());
    byte[] key = OLD.reveal().getBytes(StandardCharsets.UTF_8);

    for (Algorithm algorithm :
        List.of(
            Algorithm.none(),
            Algorithm.HMAC384(key),
            Algorithm.HMAC512(key),
            Algorithm.RSA256((RSAPrivateKey) rsa.getPrivate()),
            Algorithm.HMAC256(publicKey),
            Algorithm.HMAC256(OLD.digest().hex()))) {
      assertThat(tokens.verify(Secret.of(ours().sign(algorithm)))).as("%s", algorithm).isEmpty();
    }
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
    return by.issue(SESSION, USER, NOW, LATER, Optional.empty());
  }

  private static JWTCreator.Builder ours() {
    return original().withNullClaim("userId").withSubject(USER.value()).withJWTId(SESSION.value());
  }

  private static JWTCreator.Builder original() {
    return JWT.create()
        .withIssuer("eve-nomad-api")
        .withAudience("eve-nomad-app")
        .withClaim("userId", USER.value())
        .withExpiresAt(LATER);
  }

  private static Secret signed(JWTCreator.Builder claims) {
    return Secret.of(claims.sign(Algorithm.HMAC256(OLD.reveal())));
  }
}
