package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.http.Api.Phone;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of tokens that were replaced. */
final class RefreshIT {

  @RegisterExtension static final Api api = new Api();

  private final Phone phone = api.signIn();
  private final String first = phone.token();

  @Test
  void aNewTokenTakesThePlaceOfTheOldOne() {
    api.clock.advance(Duration.ofDays(3));
    Answer answer = api.post("/v1/auth/refresh", first).is(200);

    assertThat(answer.text("userId")).isEqualTo(phone.user().value());
    assertThat(answer.text("expiresAt"))
        .isEqualTo(api.clock.instant().plus(Session.LIFETIME).toString());
    assertThat(JWT.decode(answer.text("token")).getId()).isEqualTo(JWT.decode(first).getId());
    api.get("/v1/me", answer.text("token")).is(200);
    assertRefused(first);
  }

  @Test
  void whoeverLostTheAnswerGetsItOnceMoreForAMinute() {
    Answer lost = api.post("/v1/auth/refresh", first).is(200);
    api.clock.advance(Session.GRACE.minusSeconds(1));

    assertThat(api.post("/v1/auth/refresh", first).is(200).object()).isEqualTo(lost.object());

    api.clock.advance(Duration.ofDays(1));
    api.get("/v1/me", lost.text("token")).is(200);
  }

  @Test
  void manyAtOnceGetTheSameTokenAndStaySignedIn() throws Exception {
    Callable<String> refresh = () -> api.post("/v1/auth/refresh", first).is(200).text("token");
    Set<String> tokens = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<String> token : threads.invokeAll(Collections.nCopies(16, refresh))) {
        tokens.add(token.get());
      }
    }

    assertThat(tokens).hasSize(1);
    api.clock.advance(Duration.ofDays(1));
    api.get("/v1/me", tokens.iterator().next()).is(200);
  }

  @Test
  void requestsThatAreUnderWayWithOldTokensDoNoHarm() {
    String second = refreshed(first);
    String third = refreshed(second);

    assertRefused(first);
    assertRefused(second);
    assertRefused(api.post("/v1/auth/logout", second));
    assertRefused(api.post("/v1/auth/refresh", first));
    assertThat(refreshed(second)).isEqualTo(third);
    api.get("/v1/me", third).is(200);
  }

  @Test
  void anOldTokenThatTurnsUpLaterEndsTheWholeSessionWhereverItIsShown() {
    for (String route :
        List.of(
            "GET /v1/me",
            "POST /v1/auth/refresh",
            "POST /v1/auth/logout",
            "GET /v1/characters/1",
            "DELETE /v1/sessions",
            "PATCH /v1/me/settings")) {
      Phone stolen = api.signIn(phone.character());
      Phone other = api.signIn(phone.character());
      String current = refreshed(refreshed(stolen.token()));
      api.clock.advance(Session.GRACE);
      api.get("/v1/me", current).is(200);
      String[] parts = route.split(" ", -1);

      assertRefused(api.sendJson(parts[0], parts[1], stolen.token(), "{}"));

      assertRefused(current);
      assertRefused(api.post("/v1/auth/refresh", current));
      assertThat(api.stores.sessions().find(new SessionId(JWT.decode(current).getId()))).isEmpty();
      api.get("/v1/me", other.token()).is(200);
    }
  }

  @Test
  void anExpiredOldTokenEndsNothing() {
    api.clock.advance(Session.LIFETIME.minusSeconds(61));
    String second = refreshed(first);
    api.clock.advance(Duration.ofSeconds(61));

    assertRefused(first);

    api.get("/v1/me", second).is(200);
  }

  @Test
  void routesThatNeedNoSessionDoNotLookAtTokens() {
    String second = refreshed(first);
    api.clock.advance(Session.GRACE);

    api.get("/openapi.yml", first).is(200);

    api.get("/v1/me", second).is(200);
  }

  private static String refreshed(String token) {
    return api.post("/v1/auth/refresh", token).is(200).text("token");
  }

  private static void assertRefused(String token) {
    assertRefused(api.get("/v1/me", token));
  }

  private static void assertRefused(Answer answer) {
    answer.isProblem(401, "invalid_token");
  }
}
