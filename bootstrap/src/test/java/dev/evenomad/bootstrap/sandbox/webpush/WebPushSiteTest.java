package dev.evenomad.bootstrap.sandbox.webpush;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.START;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushMessage.Content;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.notification.PushOutcome.Accepted;
import dev.evenomad.domain.notification.PushOutcome.Misconfigured;
import dev.evenomad.domain.notification.PushOutcome.TokenInvalid;
import dev.evenomad.domain.notification.PushOutcome.TryLater;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.push.web.VapidKey;
import dev.evenomad.push.web.WebPush;
import dev.evenomad.push.web.WebPushSettings;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as the adapter for Web Push sends them, received as a browser receives them. */
class WebPushSiteTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  private static final VapidKey KEY = VapidKey.generate();
  private static final KeyPair SENDER = P256.generate();

  private final WebPush push = WebPush.open(settings(KEY), InstantSource.system());
  private JsonNode browser = MissingNode.getInstance();

  @BeforeEach
  void subscribe() {
    browser =
        EVE.controlled(
            "POST", "/push/browsers", "{\"applicationServerKey\":\"" + KEY.publicKey() + "\"}");
  }

  @AfterEach
  void close() {
    push.close();
  }

  @Test
  void anAlertReachesTheBrowserAndNobodyElseCouldReadIt() {
    EVE.controlled("POST", "/clock/advance", "{\"by\":\"P3D\"}");

    assertThat(send(alert("Gunnery V finished 🚀")))
        .isInstanceOfSatisfying(
            Accepted.class,
            accepted ->
                assertThat(accepted.messageId())
                    .startsWith(EVE.sandbox().webPushBase() + "/message/"));

    var messages = EVE.controlled("GET", "/push/web-messages?browser=" + id(), "").path("messages");
    assertThat(messages).hasSize(1);
    var message = messages.get(0);
    assertThat(message.at("/payload/notification/title").textValue()).isEqualTo("Skill complete");
    assertThat(message.at("/payload/notification/body").textValue())
        .isEqualTo("Gunnery V finished 🚀");
    assertThat(message.at("/payload/notification/tag").textValue()).isEqualTo("skill:1");
    assertThat(message.at("/payload/notification/data/characterId").textValue())
        .isEqualTo("2112000001");
    assertThat(message.at("/payload/kind").textValue()).isEqualTo("skill_complete");
    assertThat(message.at("/payload/app_badge").intValue()).isEqualTo(7);
    assertThat(message.path("ttl").intValue()).isEqualTo(3600);
    assertThat(message.path("urgency").textValue()).isEqualTo("high");
    assertThat(message.path("topic").textValue()).matches("[A-Za-z0-9_-]{32}");
    assertThat(message.path("subject").textValue()).isEqualTo("mailto:pilot@example.org");
    assertThat(message.path("acceptedAt").textValue())
        .isEqualTo(START.plus(Duration.ofDays(3)).toString());
    assertThat(message.path("acceptedAtReal").textValue()).isEqualTo(START.toString());
  }

  @Test
  void theLongestAlertIsTaken() {
    assertThat(send(alert("é".repeat(4000)))).isInstanceOf(Accepted.class);

    var body =
        EVE.controlled("GET", "/push/web-messages", "")
            .at("/messages/0/payload/notification/body")
            .textValue();
    assertThat(body).startsWith("ééé").endsWith("é…").hasSizeGreaterThan(1800);
  }

  @Test
  void aBrowserThatUnsubscribedIsGone() {
    EVE.controlled("DELETE", "/push/browsers/" + id(), "");

    assertThat(send(alert(""))).isInstanceOf(TokenInvalid.class);
    assertThat(EVE.controlled("GET", "/push/browsers", "").path("browsers")).isEmpty();
    assertThat(EVE.control("DELETE", "/push/browsers/" + id(), "").statusCode()).isEqualTo(404);
  }

  @Test
  void aBrowserOfBeforeAResetIsNotKnown() {
    EVE.world().reset();

    assertThat(send(alert(""))).isInstanceOf(TokenInvalid.class);
  }

  @Test
  void aBrowserTakesNothingFromAnotherKey() {
    try (var other = WebPush.open(settings(VapidKey.generate()), InstantSource.system())) {
      assertThat(other.gateway().send(alert(""))).isInstanceOf(Misconfigured.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"429, 42", "503, 7"})
  void itCanHaveNoTime(int status, int seconds) {
    EVE.controlled(
        "POST",
        "/faults",
        "{\"target\":\"webpush\",\"path\":\"/push/%s\",\"status\":%d,\"retryAfter\":%d,\"times\":1}"
            .formatted(id(), status, seconds));

    assertThat(send(alert("")))
        .isInstanceOfSatisfying(
            TryLater.class,
            later -> assertThat(later.retryAfter()).isEqualTo(Duration.ofSeconds(seconds)));
    assertThat(send(alert(""))).isInstanceOf(Accepted.class);
  }

  @Test
  void aKeyThatIsNoneIsRefused() {
    var answer =
        EVE.control(
            "POST", "/push/browsers", "{\"applicationServerKey\":\"" + "A".repeat(87) + "\"}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("cure").textValue()).contains("/v1/push/web-key");
  }

  @ParameterizedTest
  @CsvSource({
    "TTL, , 400",
    "TTL, soon, 400",
    "Content-Encoding, , 400",
    "Content-Encoding, aesgcm, 400",
    "Topic, no blanks please, 400",
    "Topic, 0123456789abcdef0123456789abcdef0, 400",
    "Urgency, extreme, 400",
    "Authorization, , 401",
    "Authorization, Bearer x, 401"
  })
  void aHeaderThatIsWrongIsRefused(String name, @Nullable String value, int status) {
    browser = EVE.controlled("POST", "/push/browsers", "{}");
    var headers = headers();
    headers.remove(name);
    Optional.ofNullable(value).ifPresent(given -> headers.put(name, given));

    assertThat(post(headers, new byte[100]).statusCode()).isEqualTo(status);
  }

  @Test
  void whatTheBrowserCannotDecryptIsRefused() {
    browser = EVE.controlled("POST", "/push/browsers", "{}");

    assertThat(post(headers(), new byte[100]).statusCode()).isEqualTo(400);
    assertThat(post(headers(), new byte[4097]).statusCode()).isEqualTo(413);
    assertThat(EVE.world().webPush().messages().after(0, message -> true)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other audience",
        "over",
        "longer than a day",
        "without an end",
        "without a subject",
        "unsigned"
      })
  void aTokenThatIsNotAsItShouldBeIsRefused(String flaw) {
    browser = EVE.controlled("POST", "/push/browsers", "{}");
    var now = Instant.now();
    var token =
        JWT.create()
            .withAudience(flaw.equals("other audience") ? "https://push.example.org" : audience());
    if (!flaw.equals("without an end")) {
      token.withExpiresAt(
          switch (flaw) {
            case "over" -> now.minusSeconds(1);
            case "longer than a day" -> now.plus(Duration.ofHours(25));
            default -> now.plus(Duration.ofHours(1));
          });
    }
    if (!flaw.equals("without a subject")) {
      token.withSubject("mailto:pilot@example.org");
    }
    var headers = headers();
    headers.put(
        "Authorization",
        vapid(
            flaw.equals("unsigned")
                ? token.sign(Algorithm.none())
                : token.sign(
                    Algorithm.ECDSA256(
                        (ECPublicKey) SENDER.getPublic(), (ECPrivateKey) SENDER.getPrivate()))));

    assertThat(post(headers, new byte[100]).statusCode()).isEqualTo(401);
  }

  @Test
  void aTokenSignedWithAnotherKeyIsRefused() {
    browser = EVE.controlled("POST", "/push/browsers", "{}");
    var another = P256.generate();
    var headers = headers();
    headers.put(
        "Authorization",
        vapid(
            JWT.create()
                .withAudience(audience())
                .withExpiresAt(Instant.now().plusSeconds(60))
                .withSubject("mailto:pilot@example.org")
                .sign(Algorithm.ECDSA256(null, (ECPrivateKey) another.getPrivate()))));

    assertThat(post(headers, new byte[100]).statusCode()).isEqualTo(401);
  }

  @Test
  void otherRequestsLeadNowhere() {
    var base = EVE.sandbox().webPushBase();
    assertThat(EVE.send(EVE.request(base, "/push/" + id())).statusCode()).isEqualTo(404);
    assertThat(EVE.send(EVE.request(base, "/elsewhere")).statusCode()).isEqualTo(404);
  }

  private PushOutcome send(PushMessage message) {
    return push.gateway().send(message);
  }

  private PushMessage alert(String body) {
    return new PushMessage(
        new PushToken(browser.path("pushToken").textValue()),
        DeviceType.WEB,
        new Content.Alert(NotificationKind.SKILL_COMPLETE, "Skill complete", body),
        Map.of("characterId", "2112000001"),
        "skill:1",
        Duration.ofHours(1),
        7);
  }

  private String id() {
    return browser.path("id").textValue();
  }

  /** Of a message that would be taken, if it could be decrypted. */
  private Map<String, String> headers() {
    var headers = new LinkedHashMap<String, String>();
    headers.put("TTL", "60");
    headers.put("Content-Encoding", "aes128gcm");
    headers.put(
        "Authorization",
        vapid(
            JWT.create()
                .withAudience(audience())
                .withExpiresAt(Instant.now().plusSeconds(60))
                .withSubject("mailto:pilot@example.org")
                .sign(
                    Algorithm.ECDSA256(
                        (ECPublicKey) SENDER.getPublic(), (ECPrivateKey) SENDER.getPrivate()))));
    return headers;
  }

  private static String vapid(String token) {
    return "vapid t="
        + token
        + ", k="
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(P256.point((ECPublicKey) SENDER.getPublic()));
  }

  private HttpResponse<String> post(Map<String, String> headers, byte[] body) {
    var request =
        EVE.request(URI.create(browser.at("/subscription/endpoint").textValue()), "")
            .POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return EVE.send(request);
  }

  private static String audience() {
    return EVE.sandbox().baseUri().toString();
  }

  private static WebPushSettings settings(VapidKey key) {
    return WebPushSettings.of(key, "mailto:pilot@example.org")
        .trusting(Set.of(EVE.sandbox().baseUri()));
  }
}
