package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.http.Api.Phone;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in. */
final class SessionTokensIT {

  @RegisterExtension static final Api api = new Api();

  private static final Algorithm OURS = Algorithm.HMAC256(Api.SECRET.reveal());

  @Test
  void aRouteThatNeedsASessionSaysSo() {
    Answer answer = api.get("/v1/me").isProblem(401, "authentication_required");

    assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer");
    assertThat(answer.text("detail")).contains("Authorization: Bearer TOKEN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearer a b",
        "Bearer ?",
        "Bearer bm9uc2Vuc2U",
        "Bearer a.b.c",
        "Basic dXNlcjpwYXNz",
        "Token x",
        "ÿ"
      })
  void whatIsNoTokenIsRefused(String authorization) {
    assertRefused(api.send(api.request("/v1/me").setHeader("Authorization", authorization)));
  }

  @Test
  void theSchemeMayBeWrittenInAnyCase() {
    Phone phone = api.signIn();

    api.send(api.request("/v1/me").header("Authorization", "bEARER  " + phone.token())).is(200);
  }

  @Test
  void aTokenInTheAddressIsNotLookedAt() {
    Phone phone = api.signIn();

    api.get("/v1/me?access_token=" + phone.token() + "&token=" + phone.token())
        .isProblem(401, "authentication_required");
  }

  @Test
  void aTokenThatWasChangedIsRefused() {
    Phone phone = api.signIn();
    String[] parts = phone.token().split("\\.", -1);

    for (String changed :
        List.of(
            phone.token().substring(0, phone.token().length() - 4) + "AAAA",
            parts[0] + "." + changed(parts[1]) + "." + parts[2],
            parts[0] + "." + parts[1] + ".",
            parts[0] + "." + parts[1],
            "." + parts[1] + "." + parts[2])) {
      assertRefused(inSession(phone, changed));
    }
  }

  @Test
  void aTokenWithoutASignatureIsRefused() {
    Phone phone = api.signIn();
    String[] parts = phone.token().split("\\.", -1);
    String none = base64("{\"alg\":\"none\",\"typ\":\"JWT\"}");

    assertRefused(inSession(phone, none + "." + parts[1] + "."));
    assertRefused(inSession(phone, none + "." + parts[1] + "." + parts[2]));
    assertRefused(signed(Algorithm.none(), claims -> claims));
  }

  @Test
  void aTokenOfAnotherAlgorithmIsRefused() {
    assertRefused(signed(Algorithm.HMAC384(Api.SECRET.reveal()), claims -> claims));
    assertRefused(signed(Algorithm.HMAC512(Api.SECRET.reveal()), claims -> claims));
  }

  @Test
  void aTokenThatOnlyClaimsAnotherAlgorithmIsRefused() {
    for (String algorithm : List.of("RS256", "ES256", "HS512", "hs256", "")) {
      Phone phone = api.signIn();
      String claims = phone.token().split("\\.", -1)[1];
      String header = base64("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}");
      byte[] signature =
          OURS.sign(
              header.getBytes(StandardCharsets.US_ASCII),
              claims.getBytes(StandardCharsets.US_ASCII));

      assertRefused(inSession(phone, header + "." + claims + "." + base64(signature)));
    }
  }

  @Test
  void aTokenUnderAnotherSecretIsRefused() {
    assertRefused(
        signed(Algorithm.HMAC256("another-secret-of-at-least-32-bytes"), claims -> claims));
  }

  @Test
  void aTokenThatIsNotForUsNowIsRefused() {
    assertRefused(signed(OURS, claims -> claims.withIssuer("somebody-else")));
    assertRefused(signed(OURS, claims -> claims.withIssuer((String) null)));
    assertRefused(signed(OURS, claims -> claims.withAudience("another-app")));
    assertRefused(signed(OURS, claims -> claims.withAudience()));
    assertRefused(signed(OURS, claims -> claims.withExpiresAt(api.clock.instant())));
    assertRefused(signed(OURS, claims -> claims.withNullClaim("exp")));
    assertRefused(
        signed(OURS, claims -> claims.withNotBefore(api.clock.instant().plusSeconds(60))));
  }

  @Test
  void aTokenThatNamesNoSessionIsRefused() {
    assertRefused(signed(OURS, claims -> claims.withJWTId("unknown-session")));
    assertRefused(signed(OURS, claims -> claims.withJWTId("")));
    assertRefused(signed(OURS, claims -> claims.withJWTId(null)));
  }

  @Test
  void aTokenThatNamesAnotherUserThanItsSessionIsRefusedAndEndsNothing() {
    Phone attacker = api.signIn();
    Phone victim = api.signIn();
    var issued = JWT.decode(victim.token());

    for (String user : List.of(attacker.user().value(), "somebody", "")) {
      String confused =
          JWT.create()
              .withIssuer(issued.getIssuer())
              .withAudience(issued.getAudience().getFirst())
              .withSubject(user)
              .withJWTId(issued.getId())
              .withExpiresAt(issued.getExpiresAtAsInstant())
              .sign(OURS);
      assertRefused(confused);
      assertRefused(api.post("/v1/auth/refresh", confused));
      api.get("/v1/me", victim.token()).is(200);
      assertRefused(inSession(victim, confused));
      inSession(victim, victim.token());
    }
  }

  @Test
  void whatLetsIntoSomethingElseIsNotLetIntoASession() throws NoSuchAlgorithmException {
    Phone phone = api.signIn();
    String code =
        api.comeBack(api.goToEve(Optional.empty()), phone.character()).getOrDefault("code", "");
    String ticket = api.post("/v1/auth/link", phone.token()).is(200).text("ticket");
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    String ofEve =
        JWT.create()
            .withKeyId("JWT-Signature-Key")
            .withIssuer("https://login.eveonline.com")
            .withAudience("client", "EVE Online")
            .withSubject("CHARACTER:EVE:" + phone.character())
            .withJWTId(JWT.decode(phone.token()).getId())
            .withExpiresAt(api.clock.instant().plusSeconds(1200))
            .sign(Algorithm.RSA256((RSAPrivateKey) rsa.generateKeyPair().getPrivate()));

    for (String other :
        List.of(
            code,
            ticket,
            inSession(phone, ofEve),
            Api.VERIFIER.secret().reveal(),
            JWT.decode(phone.token()).getId(),
            phone.user().value())) {
      assertRefused(other);
    }
  }

  @Test
  void aSessionEndsAfterItsLifetime() {
    Phone phone = api.signIn();

    api.clock.advance(Session.LIFETIME.minus(Duration.ofSeconds(1)));
    api.get("/v1/me", phone.token()).is(200);
    api.clock.advance(Duration.ofSeconds(1));
    assertRefused(phone.token());
  }

  @Test
  void aRenewedTokenLivesForAnotherLifetime() {
    Phone phone = api.signIn();
    api.clock.advance(Session.LIFETIME.minus(Duration.ofSeconds(1)));

    String renewed = api.post("/v1/auth/refresh", phone.token()).is(200).text("token");
    api.clock.advance(Session.LIFETIME.minus(Duration.ofSeconds(1)));

    api.get("/v1/me", renewed).is(200);
  }

  @Test
  void signingOutOnOnePhoneLeavesTheOtherAlone() {
    Phone one = api.signIn();
    Phone other = api.signIn(one.character());

    api.post("/v1/auth/logout", one.token()).is(204);

    assertRefused(one.token());
    assertRefused(api.post("/v1/auth/logout", one.token()));
    api.get("/v1/me", other.token()).is(200);
  }

  /** A token that differs from that of a new session as told, and that the session knows. */
  private static String signed(Algorithm by, UnaryOperator<JWTCreator.Builder> change) {
    Phone phone = api.signIn();
    var issued = JWT.decode(phone.token());
    return inSession(
        phone,
        change
            .apply(
                JWT.create()
                    .withIssuer(issued.getIssuer())
                    .withAudience(issued.getAudience().getFirst())
                    .withSubject(issued.getSubject())
                    .withJWTId(issued.getId())
                    .withIssuedAt(issued.getIssuedAtAsInstant())
                    .withExpiresAt(issued.getExpiresAtAsInstant()))
            .sign(by));
  }

  /** Lets the session know the token as its own, so that only the token itself can be refused. */
  private static String inSession(Phone phone, String token) {
    Session session =
        api.stores.sessions().find(new SessionId(JWT.decode(phone.token()).getId())).orElseThrow();
    api.stores.sessions().save(session.refreshed(Secret.of(token).digest(), api.clock.instant()));
    return token;
  }

  private static void assertRefused(String token) {
    assertRefused(api.get("/v1/me", token));
  }

  private static void assertRefused(Answer answer) {
    answer.isProblem(401, "invalid_token");
    assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
  }

  private static String changed(String claims) {
    String json = new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8);
    return base64(json.replace("{", "{\"more\":true,"));
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
