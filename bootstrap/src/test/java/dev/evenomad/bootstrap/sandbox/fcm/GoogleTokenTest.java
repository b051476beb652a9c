package dev.evenomad.bootstrap.sandbox.fcm;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.algorithms.Algorithm;
import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GoogleTokenTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  private final PushFixture google = new PushFixture(EVE);

  @Test
  void aSignedAssertionGivesAnAccessToken() {
    var response = google.exchange(google.sign(google.claims()));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response).path("token_type").asText()).isEqualTo("Bearer");
    assertThat(json(response).path("expires_in").intValue()).isEqualTo(3599);
    assertThat(json(response).path("access_token").asText()).startsWith("ya29.");
  }

  @Test
  void theBroadScopeIsGoodToo() {
    var claims =
        google.claims().withClaim("scope", "a https://www.googleapis.com/auth/cloud-platform b");
    assertThat(google.exchange(google.sign(claims)).statusCode()).isEqualTo(200);
  }

  @Test
  void theAudienceIsGooglesAndNotTheSandboxs() {
    var own = google.account().path("token_uri").asText();
    assertRefused(google.exchange(google.sign(google.claims().withAudience(own))), "invalid_grant");
  }

  @Test
  void anAssertionOfSomebodyElseIsRefused() {
    assertRefused(
        google.exchange(google.sign(google.claims().withIssuer("x@example.com"))), "invalid_grant");
  }

  @Test
  void aForgedAssertionIsRefused() {
    assertRefused(
        google.exchange(google.claims().sign(Algorithm.HMAC256("guess"))), "invalid_grant");
    assertRefused(google.exchange(google.claims().sign(Algorithm.none())), "invalid_grant");
    var good = google.sign(google.claims());
    var other = google.sign(google.claims().withClaim("scope", "other"));
    var mixed = good.substring(0, good.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
    assertRefused(google.exchange(mixed), "invalid_grant");
  }

  @Test
  void anAssertionLastsAnHourAtMostAndMustNotHaveEnded() {
    var now = EVE.time().instant();
    assertRefused(
        google.exchange(google.sign(google.claims(now, now.plusSeconds(3601)))), "invalid_grant");
    assertRefused(
        google.exchange(google.sign(google.claims(now, now.minusSeconds(1)))), "invalid_grant");
    var ended = now.minus(Duration.ofHours(2));
    assertRefused(
        google.exchange(google.sign(google.claims(ended, ended.plusSeconds(3600)))),
        "invalid_grant");
  }

  @Test
  void aClientWhoseClockIsTheMachinesIsUnderstoodWhateverTheTestsTimeIs() {
    EVE.time().set(Instant.parse("2099-01-01T00:00:00Z"));
    var machine = Instant.now();
    assertThat(
            google
                .exchange(google.sign(google.claims(machine, machine.plusSeconds(3600))))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void theScopeMustCoverMessaging() {
    assertRefused(
        google.exchange(google.sign(google.claims().withClaim("scope", "openid"))),
        "invalid_scope");
    var none = google.claims().withNullClaim("scope");
    assertRefused(google.exchange(google.sign(none)), "invalid_scope");
  }

  @Test
  void whatIsNoAssertionIsRefused() {
    assertRefused(google.exchange("rubbish"), "invalid_request");
    assertRefused(google.exchange(Map.of("grant_type", "password")), "unsupported_grant_type");
    assertRefused(google.exchange(Map.of()), "unsupported_grant_type");
  }

  private static void assertRefused(HttpResponse<String> response, String error) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(json(response).path("error").asText()).isEqualTo(error);
  }
}
