package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.http.Api.Phone;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Phones that were signed in at the original backend, whose sessions were moved in. */
final class OriginalTokensIT {

  @RegisterExtension static final Api api = new Api();

  private static final Algorithm SAME_SECRET = Algorithm.HMAC256(Api.SECRET.reveal());

  @Test
  void aPhoneStaysSignedIn() {
    Phone phone = api.signIn();
    String token = movedIn(phone, SAME_SECRET, claims -> claims);

    assertThat(api.get("/v1/me", token).is(200).text("id")).isEqualTo(phone.user().value());
  }

  @Test
  void aRenewedTokenIsOneOfOursAndTheOldOneDies() {
    String token = movedIn(api.signIn(), SAME_SECRET, claims -> claims);

    String renewed = api.post("/v1/auth/refresh", token).is(200).text("token");

    assertThat(JWT.decode(renewed).getId()).isNotNull();
    api.get("/v1/me", renewed).is(200);
    assertRefused(token);
  }

  @Test
  void itsFirstRenewalMayGetLost() {
    String token = movedIn(api.signIn(), SAME_SECRET, claims -> claims);
    String renewed = api.post("/v1/auth/refresh", token).is(200).text("token");
    api.clock.advance(Session.GRACE.minusSeconds(1));

    assertThat(api.post("/v1/auth/refresh", token).is(200).text("token")).isEqualTo(renewed);
    api.get("/v1/me", renewed).is(200);
  }

  @Test
  void itEndsTheSessionWhenItTurnsUpAfterItsRenewal() {
    String token = movedIn(api.signIn(), SAME_SECRET, claims -> claims);
    String renewed = api.post("/v1/auth/refresh", token).is(200).text("token");
    api.clock.advance(Session.GRACE);

    assertRefused(token);

    assertRefused(renewed);
  }

  @Test
  void itNeedsToNameTheUserOfItsSession() {
    String other = api.signIn().user().value();

    assertRefused(movedIn(api.signIn(), SAME_SECRET, claims -> claims.withClaim("userId", other)));
  }

  @Test
  void signingOutEndsIt() {
    String token = movedIn(api.signIn(), SAME_SECRET, claims -> claims);

    api.post("/v1/auth/logout", token).is(204);

    assertRefused(token);
  }

  @Test
  void itEndsWhenItWouldHaveEndedThere() {
    String token =
        movedIn(
            api.signIn(),
            SAME_SECRET,
            claims -> claims.withExpiresAt(api.clock.instant().plus(Duration.ofHours(1))));
    api.get("/v1/me", token).is(200);

    api.clock.advance(Duration.ofHours(1));

    assertRefused(token);
  }

  @Test
  void itIsCheckedAsStrictlyAsOneOfOurs() {
    Phone phone = api.signIn();

    for (Algorithm algorithm :
        new Algorithm[] {
          Algorithm.HMAC256("another-secret-of-at-least-32-bytes"),
          Algorithm.HMAC384(Api.SECRET.reveal()),
          Algorithm.none()
        }) {
      assertRefused(movedIn(phone, algorithm, claims -> claims));
    }
    assertRefused(movedIn(phone, SAME_SECRET, claims -> claims.withIssuer("somebody-else")));
    assertRefused(movedIn(phone, SAME_SECRET, claims -> claims.withAudience("another-app")));
    assertRefused(movedIn(phone, SAME_SECRET, claims -> claims.withExpiresAt(api.clock.instant())));
    assertRefused(movedIn(phone, SAME_SECRET, claims -> claims.withNullClaim("exp")));
    assertRefused(movedIn(phone, SAME_SECRET, claims -> claims.withNullClaim("userId")));
  }

  @Test
  void itNeedsItsSession() {
    String unknown = original(api.signIn()).withClaim("characterName", "Nobody").sign(SAME_SECRET);

    assertRefused(unknown);
  }

  /** A token of the original backend that differs as told, and whose session was moved in. */
  private static String movedIn(
      Phone phone, Algorithm algorithm, UnaryOperator<JWTCreator.Builder> change) {
    String token = change.apply(original(phone)).sign(algorithm);
    api.stores
        .sessions()
        .add(
            Session.open(
                new SessionId(api.ids.next()),
                phone.user(),
                Secret.of(token).digest(),
                Optional.empty(),
                api.clock.instant()));
    return token;
  }

  private static JWTCreator.Builder original(Phone phone) {
    return JWT.create()
        .withClaim("userId", phone.user().value())
        .withClaim("characterId", phone.character().value())
        .withClaim("characterName", "Pilot")
        .withClaim("subscriptionTier", "free")
        .withIssuedAt(api.clock.instant())
        .withExpiresAt(api.clock.instant().plus(Session.LIFETIME))
        .withIssuer("eve-nomad-api")
        .withAudience("eve-nomad-app");
  }

  private static void assertRefused(String token) {
    api.get("/v1/me", token).isProblem(401, "invalid_token");
  }
}
