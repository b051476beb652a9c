package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.auth0.jwt.JWT;
import com.stripe.net.Webhook;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.Session;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Nothing that lets somebody in is ever written to a log. */
final class SecrecyIT {

  private static final String STRIPE_SECRET = "whsec_of-this-test";

  @RegisterExtension static final Api api = new Api(List.of(Secret.of(STRIPE_SECRET)));

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger ours = (Logger) LoggerFactory.getLogger("dev.evenomad");
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          log.add(
              event.getFormattedMessage()
                  + "\n"
                  + (event.getThrowableProxy() == null
                      ? ""
                      : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
      };
  private final Level rootLevel = root.getLevel();

  @BeforeEach
  void listen() {
    root.setLevel(Level.INFO);
    ours.setLevel(Level.TRACE);
    appender.start();
    root.addAppender(appender);
  }

  @AfterEach
  void stopListening() {
    root.detachAppender(appender);
    root.setLevel(rootLevel);
    ours.setLevel(null);
  }

  @Test
  void aJourneyWithAccidentsWritesNoSecret() {
    List<String> secrets = new ArrayList<>(List.of(Api.SECRET.reveal(), STRIPE_SECRET));

    CharacterId character = api.newCharacter();
    URI eveSso = api.goToEve(Optional.empty());
    secrets.add(Api.parameters(eveSso).getOrDefault("state", ""));
    String eveCode = api.eve.approve(eveSso, character).reveal();
    secrets.add(eveCode);
    Map<String, String> back = Api.parameters(api.callback(eveSso, eveCode).location());
    String code = back.getOrDefault("code", "");
    secrets.add(code);
    secrets.add(Api.VERIFIER.secret().reveal());
    String token = api.redeem(code).is(200).text("token");
    secrets.add(token);
    secrets.add("the-push-token");
    api.sendJson(
            "PUT",
            "/v1/sessions/current/device",
            token,
            "{\"type\": \"ios\", \"pushToken\": \"the-push-token\"}")
        .is(204);

    // Accidents
    api.callback(eveSso, eveCode).is(400);
    api.redeem(code).is(400);
    api.get("/v1/me", token + "x").is(401);
    api.get("/v1/unknown?token=" + token, token).is(404);
    api.sendJson("PATCH", "/v1/me/settings", token, "{\"theme\": \"" + code).is(400);
    api.sendJson("PUT", "/v1/sessions/current/device", token, "{\"the-push-token\": 1}").is(400);
    String signature = signature("{}");
    secrets.add(signature);
    stripe(signature, "{}").is(400);
    stripe(signature, "{\"forged\": true}").is(400);
    stripe(signature.replace("v1=", "v1=x"), "{}").is(400);
    URI again = api.goToEve(Optional.empty());
    secrets.add(Api.parameters(again).getOrDefault("state", ""));
    CharacterId other = api.newCharacter();
    String otherCode = api.eve.approve(again, other).reveal();
    secrets.add(otherCode);
    api.eve.before(
        Call.PROFILE,
        () -> {
          throw new IllegalStateException("an accident");
        });
    Answer failed = api.callback(again, otherCode).isProblem(500, "internal_error");
    api.eve.before(Call.PROFILE, () -> {});
    String renewed = api.post("/v1/auth/refresh", token).is(200).text("token");
    secrets.add(renewed);
    String known = api.post("/v1/auth/refresh", token).is(200).text("token");
    assertThat(known).isEqualTo(renewed);
    api.clock.advance(Session.GRACE);
    api.get("/v1/me", token).is(401);
    api.post("/v1/auth/logout", renewed).is(401);

    assertThat(log)
        .as("the accident is told, under the name of its request and without its query")
        .anySatisfy(
            entry ->
                assertThat(entry)
                    .contains(failed.header("X-Request-Id").orElseThrow())
                    .contains("GET /v1/auth/callback\n", "an accident"));
    assertThat(log)
        .as("so is the token that turned up once more, by its session")
        .filteredOn(entry -> entry.contains("replaced token of session"))
        .singleElement()
        .asString()
        .contains(JWT.decode(token).getId(), "ended");
    assertThat(secrets).noneMatch(String::isEmpty);
    assertThat(String.join("\n", log)).doesNotContain(secrets);
    assertThat(failed.body()).doesNotContain(secrets);
  }

  private static Answer stripe(String signature, String body) {
    return api.send(
        api.request("/v1/webhooks/stripe")
            .header("Content-Type", "application/json")
            .header("Stripe-Signature", signature)
            .POST(BodyPublishers.ofString(body)));
  }

  private static String signature(String body) {
    try {
      return Webhook.Signature.generateSignatureHeader(
          body, STRIPE_SECRET, api.clock.instant().getEpochSecond());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void noAnswerTellsATokenOrAPushToken() {
    Api.Phone phone = api.signIn();
    String character = "/v1/characters/" + phone.character();
    api.sendJson(
        "PUT",
        "/v1/sessions/current/device",
        phone.token(),
        "{\"type\": \"ios\", \"pushToken\": \"another-push-token\"}");
    String job = api.post("/v1/notifications/test", phone.token()).body();
    api.doDueWork();
    var grant = api.stores.characters().find(phone.character()).orElseThrow().grant();

    for (String path :
        List.of(
            "/v1/me",
            "/v1/me/settings",
            "/v1/overview",
            "/v1/characters",
            character,
            character + "/skills",
            character + "/skill-queue",
            character + "/mail",
            character + "/market-orders",
            character + "/industry-jobs",
            character + "/planets",
            character + "/jobs",
            "/v1/notifications",
            "/v1/sessions")) {
      assertThat(api.get(path, phone.token()).is(200).body())
          .doesNotContain(phone.token(), "another-push-token", "oken\"", "ipher", "owner")
          .doesNotContain(grant.toString());
    }
    assertThat(job).doesNotContain("another-push-token");
  }
}
