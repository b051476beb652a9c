package dev.evenomad.esi.sso;

import static dev.evenomad.esi.http.LoopbackServer.answer;
import static dev.evenomad.esi.sso.SimulatedSso.EC_ID;
import static dev.evenomad.esi.sso.SimulatedSso.JWKS;
import static dev.evenomad.esi.sso.SimulatedSso.OTHER_RSA;
import static dev.evenomad.esi.sso.SimulatedSso.RSA;
import static dev.evenomad.esi.sso.SimulatedSso.RSA_ID;
import static dev.evenomad.esi.sso.SimulatedSso.keySet;
import static dev.evenomad.esi.sso.SimulatedSso.rsaKey;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.character.EveIdentity;
import dev.evenomad.domain.character.EveSso.TokenRefresh;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.character.Scope;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What EVE's answers must hold to be believed: through a refresh, over HTTP. */
final class AccessTokenValidationIT {

  private static final Instant START = Instant.parse("2026-09-01T10:00:00Z");
  private static final EveIdentity PILOT =
      new EveIdentity(
          new CharacterId(2112000001L),
          new CharacterName("Nomad Tester"),
          new OwnerHash("AAECAwQFBgcICQoLDA0ODxAREhM="),
          Scopes.MINIMAL);

  private final SettableClock now = SettableClock.at(START);
  private final SimulatedSso eve = new SimulatedSso(now);
  private final Sso sso = Sso.connect(eve.settings(), now);

  @AfterEach
  void close() {
    sso.close();
    eve.close();
  }

  private TokenRefresh refreshAnsweredWith(String accessToken) {
    eve.answerRefreshWith(accessToken);
    return sso.eveSso().refresh(Secret.of("refresh-token"));
  }

  private TokenRefresh refreshWith(UnaryOperator<JWTCreator.Builder> changes) {
    return refreshAnsweredWith(eve.signed(PILOT, changes));
  }

  private static void assertUntrusted(TokenRefresh answer, String why) {
    assertThat(answer).isEqualTo(new TokenRefresh.Untrusted(why));
  }

  private static EveIdentity identity(TokenRefresh answer) {
    assertThat(answer).isInstanceOf(TokenRefresh.Refreshed.class);
    return ((TokenRefresh.Refreshed) answer).identity();
  }

  @Test
  void believesATokenOfEves() {
    assertThat(identity(refreshWith(claims -> claims))).isEqualTo(PILOT);
  }

  @Test
  void believesATokenSignedWithEs256() {
    eve.signWith(SimulatedSso.es256());

    assertThat(identity(refreshWith(claims -> claims.withKeyId(EC_ID)))).isEqualTo(PILOT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.eveonline.com",
        "https://login.eveonline.com/",
        "login.eveonline.com"
      })
  void believesEveryNameThatEveHasGivenItself(String issuer) {
    assertThat(identity(refreshWith(claims -> claims.withIssuer(issuer)))).isEqualTo(PILOT);
  }

  @Test
  void readsScopesAsListAsTextAndAbsent() {
    for (Scopes scopes : List.of(Scopes.MINIMAL, Scopes.of(Scope.READ_SKILLS), Scopes.NONE)) {
      EveIdentity pilot = new EveIdentity(PILOT.character(), PILOT.name(), PILOT.owner(), scopes);

      assertThat(identity(refreshAnsweredWith(eve.signed(pilot, claims -> claims))).scopes())
          .isEqualTo(scopes);
    }
    assertThat(
            identity(refreshWith(claims -> claims.withArrayClaim("scp", new String[0]))).scopes())
        .isEqualTo(Scopes.NONE);
    assertThat(identity(refreshWith(claims -> claims.withNullClaim("scp"))).scopes())
        .isEqualTo(Scopes.NONE);
  }

  static Stream<Arguments> badClaims() {
    return Stream.of(
        bad("iss is wrong", c -> c.withIssuer("https://logineveonline.com")),
        bad("iss is wrong", c -> c.withNullClaim("iss")),
        bad("aud is wrong", c -> c.withAudience("another-client", "EVE Online")),
        bad("aud is wrong", c -> c.withAudience(SimulatedSso.CLIENT_ID)),
        bad("aud is wrong", c -> c.withAudience("EVE Online")),
        bad("aud is missing", c -> c.withAudience((String @Nullable []) null)),
        bad("exp is missing", c -> c.withNullClaim("exp")),
        bad("iat is missing", c -> c.withNullClaim("iat")),
        bad("iat is wrong", c -> c.withIssuedAt(START.plusSeconds(60))),
        bad("nbf is wrong", c -> c.withNotBefore(START.plusSeconds(60))),
        bad("sub is missing", c -> c.withNullClaim("sub")),
        bad("name is missing", c -> c.withNullClaim("name")),
        bad("name is missing", c -> c.withClaim("name", 7)),
        bad("owner is missing", c -> c.withNullClaim("owner")));
  }

  private static Arguments bad(String what, UnaryOperator<JWTCreator.Builder> changes) {
    return Arguments.of("the token's claim " + what, changes);
  }

  @ParameterizedTest
  @MethodSource("badClaims")
  void refusesATokenWithAWrongOrMissingClaim(
      String why, UnaryOperator<JWTCreator.Builder> changes) {
    assertUntrusted(refreshWith(changes), why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CORPORATION:EVE:98000001",
        "EVE:CHARACTER:2112000001",
        "CHARACTER:EVE:",
        "CHARACTER:EVE:-1",
        "CHARACTER:EVE:2112000001:1",
        "2112000001"
      })
  void refusesATokenThatIsNotAboutACharacter(String subject) {
    assertUntrusted(
        refreshWith(claims -> claims.withSubject(subject)), "the token is not about a character");
  }

  @Test
  void refusesClaimsThatBreakTheRulesOfTheirKind() {
    String why = "a claim of the token is not what EVE promises";
    assertUntrusted(refreshWith(c -> c.withSubject("CHARACTER:EVE:0")), why);
    assertUntrusted(refreshWith(c -> c.withSubject("CHARACTER:EVE:9999999999999999999")), why);
    assertUntrusted(refreshWith(c -> c.withClaim("name", "a\u0001b")), why);
    assertUntrusted(refreshWith(c -> c.withClaim("owner", " ")), why);
    assertUntrusted(refreshWith(c -> c.withClaim("owner", "a\u0000b")), why);
    assertUntrusted(refreshWith(c -> c.withClaim("scp", 5)), why);
    assertUntrusted(refreshWith(c -> c.withArrayClaim("scp", new String[] {"a b"})), why);
  }

  @Test
  void replacesWhatJsonCanEscapeButNobodyCanStoreInANameAndRefusesItInAnOwnerHash() {
    String token = eve.signed(PILOT, claims -> claims);

    TokenRefresh renamed =
        refreshAnsweredWith(
            SimulatedSso.resigned(
                token,
                claims -> claims.replace(PILOT.name().value(), "A\\ud800B\\u0000C\\ud83d\\ude80")));
    TokenRefresh owned =
        refreshAnsweredWith(
            SimulatedSso.resigned(
                token, claims -> claims.replace(PILOT.owner().value(), "\\ud800")));

    assertThat(identity(renamed).name()).isEqualTo(new CharacterName("A\ufffdB\ufffdC🚀"));
    assertUntrusted(owned, "a claim of the token is not what EVE promises");
  }

  @Test
  void refusesTimesThatAreNone() {
    for (String claim : List.of("exp", "iat", "nbf")) {
      assertUntrusted(refreshWith(c -> c.withClaim(claim, "never")), "the token is not a JWT");
      assertUntrusted(
          refreshWith(c -> c.withClaim(claim, Long.MAX_VALUE)), "the token is not a JWT");
    }
  }

  @Test
  void refusesAnExpiredTokenOnlyWhenTheClocksCannotBeToBlame() {
    Instant expiry = START.plusSeconds(1200);
    String token = eve.signed(PILOT, claims -> claims);

    now.set(expiry.plusSeconds(29));
    assertThat(identity(refreshAnsweredWith(token))).isEqualTo(PILOT);
    now.set(expiry.plusSeconds(31));
    assertUntrusted(refreshAnsweredWith(token), "the token has expired");
  }

  @Test
  void acceptsATokenOfASlightlyFastClock() {
    assertThat(identity(refreshWith(claims -> claims.withIssuedAt(START.plusSeconds(29)))))
        .isEqualTo(PILOT);
  }

  @Test
  void refusesATamperedToken() {
    String[] parts = eve.signed(PILOT, claims -> claims).split("\\.", -1);
    String payload = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
    String tampered = base64(payload.replace("2112000001", "2112000002"));

    assertUntrusted(
        refreshAnsweredWith(parts[0] + "." + tampered + "." + parts[2]),
        "the token's signature is wrong");
    assertUntrusted(
        refreshAnsweredWith(parts[0] + "." + parts[1] + "."), "the token's signature is wrong");
  }

  @Test
  void refusesATokenSignedBySomebodyElse() {
    eve.signWith(SimulatedSso.rs256(OTHER_RSA));

    assertUntrusted(refreshWith(claims -> claims), "the token's signature is wrong");
  }

  @Test
  void refusesATokenThatIsNotSigned() {
    eve.signWith(Algorithm.none());
    assertUntrusted(refreshWith(claims -> claims), "the token is not signed with RS256 or ES256");

    String payload = eve.signed(PILOT, claims -> claims).split("\\.", -1)[1];
    for (String algorithm : List.of("none", "None", "NONE", "")) {
      assertThat(
              refreshAnsweredWith(
                  base64("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + RSA_ID + "\"}")
                      + "."
                      + payload
                      + "."))
          .isInstanceOf(TokenRefresh.Untrusted.class);
    }
  }

  @Test
  void refusesThePublicKeyAsASharedSecret() {
    eve.signWith(Algorithm.HMAC256(RSA.getPublic().getEncoded()));

    assertUntrusted(refreshWith(claims -> claims), "the token is not signed with RS256 or ES256");
  }

  @Test
  void refusesAnAlgorithmThatIsNotTheKeys() {
    eve.signWith(SimulatedSso.es256());

    assertUntrusted(refreshWith(claims -> claims), "the token's key is not one of EVE's");
  }

  @Test
  void refusesATokenThatNamesNoKey() {
    String payload = eve.signed(PILOT, claims -> claims).split("\\.", -1)[1];

    assertUntrusted(
        refreshAnsweredWith(base64("{\"alg\":\"RS256\"}") + "." + payload + ".c2ln"),
        "the token does not name its key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"opaque", "a.b", "a.b.c", "....", "e30.e30.e30"})
  void refusesWhatIsNoToken(String text) {
    assertThat(refreshAnsweredWith(text)).isInstanceOf(TokenRefresh.Untrusted.class);
  }

  @Test
  void findsANewKeyByReadingTheKeySetAgain() {
    identity(refreshWith(claims -> claims));
    eve.server.on(JWKS, answer(200, keySet(rsaKey("next", OTHER_RSA))));
    eve.signWith(SimulatedSso.rs256(OTHER_RSA));

    assertThat(identity(refreshWith(claims -> claims.withKeyId("next")))).isEqualTo(PILOT);
    assertThat(eve.server.requests(JWKS)).hasSize(2);
  }

  @Test
  void readsTheKeySetOnceHoweverManyTokensNameUnknownKeys() {
    for (int i = 0; i < 20; i++) {
      String keyId = "unknown-" + i;
      assertUntrusted(
          refreshWith(claims -> claims.withKeyId(keyId)), "the token's key is not one of EVE's");
    }
    assertThat(eve.server.requests(JWKS)).hasSize(2);

    now.set(START.plusSeconds(31));
    assertUntrusted(
        refreshWith(claims -> claims.withKeyId("unknown")), "the token's key is not one of EVE's");
    assertThat(eve.server.requests(JWKS)).hasSize(3);
  }

  @Test
  void blamesNobodyForAnUnknownKeyWhileTheKeySetCannotBeRead() {
    identity(refreshWith(claims -> claims));
    eve.server.on(JWKS, answer(503, ""));

    for (int i = 0; i < 3; i++) {
      assertThat(refreshWith(claims -> claims.withKeyId("next")))
          .isInstanceOf(TokenRefresh.Unavailable.class);
    }
    assertThat(eve.server.requests(JWKS)).hasSize(2);
  }

  @Test
  void keepsUsingKnownKeysWhileTheKeySetCannotBeRead() {
    identity(refreshWith(claims -> claims));
    eve.server.on(JWKS, answer(200, "<html>maintenance</html>"));
    now.set(START.plus(Duration.ofHours(1)));

    assertThat(identity(refreshWith(claims -> claims))).isEqualTo(PILOT);
    assertThat(eve.server.requests(JWKS)).hasSize(2);
  }

  @Test
  void ignoresKeysThatAreNotForUs() {
    String small = rsaKey("small", SimulatedSso.rsa(1024));
    eve.server.on(
        JWKS,
        answer(
            200,
            keySet(
                "{\"kty\":\"oct\",\"alg\":\"HS256\",\"kid\":\"shared\",\"k\":\"c2VjcmV0\"}",
                "{\"kty\":\"RSA\",\"alg\":\"RS256\",\"kid\":\"broken\",\"n\":\"*\",\"e\":\"AQAB\"}",
                rsaKey("encryption", RSA).replace("\"sig\"", "\"enc\""),
                "7",
                small,
                rsaKey(RSA_ID, RSA))));

    assertThat(identity(refreshWith(claims -> claims))).isEqualTo(PILOT);
    assertUntrusted(
        refreshWith(claims -> claims.withKeyId("encryption")),
        "the token's key is not one of EVE's");
    assertUntrusted(
        refreshWith(claims -> claims.withKeyId("small")), "the token's key is not one of EVE's");
  }

  @Test
  void neverQuotesWhatItRefuses() {
    for (String token :
        List.of(
            "secret-opaque-token",
            eve.signed(PILOT, claims -> claims.withSubject("secret-subject")),
            base64("{\"alg\":\"secret") + ".secret.secret")) {
      assertThat(refreshAnsweredWith(token).toString()).doesNotContain(token, "secret");
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
