package dev.evenomad.bootstrap.sandbox.fcm;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.START;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.json;
import static dev.evenomad.bootstrap.sandbox.fcm.PushFixture.errorCode;
import static dev.evenomad.bootstrap.sandbox.fcm.PushFixture.message;
import static dev.evenomad.bootstrap.sandbox.fcm.PushFixture.violatedField;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FcmSendTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  private final PushFixture google = new PushFixture(EVE);
  private String accessToken = "";

  @BeforeEach
  void authenticate() {
    accessToken = google.accessToken();
  }

  @Test
  void aMessageIsAcceptedAndKeptWithBothTimes() {
    EVE.controlled("POST", "/clock/advance", "{\"by\":\"P3D\"}");
    var response = google.send(accessToken, message("phone-1"));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    var name = json(response).path("name").asText();
    assertThat(name).startsWith("projects/" + EVE.sandbox().fcmProjectId() + "/messages/");

    var kept = EVE.controlled("GET", "/push/messages", "").path("messages");
    assertThat(kept).hasSize(1);
    assertThat(kept.get(0).path("name").asText()).isEqualTo(name);
    assertThat(kept.get(0).path("token").asText()).isEqualTo("phone-1");
    assertThat(kept.get(0).at("/message/notification/body").asText()).isEqualTo("Gunnery V");
    assertThat(kept.get(0).path("acceptedAt").asText())
        .isEqualTo(START.plus(Duration.ofDays(3)).toString());
    assertThat(kept.get(0).path("acceptedAtReal").asText()).isEqualTo(START.toString());
  }

  @Test
  void anyTokenIsAcceptedUnlessSomebodySaidOtherwise() {
    assertThat(google.send(accessToken, message("made-up:APA91b_x-y")).statusCode()).isEqualTo(200);
    assertThat(google.send(accessToken, message("")).statusCode()).isEqualTo(400);
  }

  @Test
  void eachTokenStateHasFcmsOwnError() {
    assertState("unregistered", 404, "NOT_FOUND", "UNREGISTERED");
    assertState("sender-id-mismatch", 403, "PERMISSION_DENIED", "SENDER_ID_MISMATCH");
    assertState("invalid", 400, "INVALID_ARGUMENT", "INVALID_ARGUMENT");
    assertState("quota-exceeded", 429, "RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED");
    assertState("third-party-auth-error", 401, "UNAUTHENTICATED", "THIRD_PARTY_AUTH_ERROR");
    assertState("unavailable", 503, "UNAVAILABLE", "UNAVAILABLE");
    assertState("internal", 500, "INTERNAL", "INTERNAL");
    assertState("apns-auth-error", 401, "UNAUTHENTICATED", "APNS_AUTH_ERROR");
    assertThat(EVE.world().push().messages().after(0, message -> true)).isEmpty();
  }

  @Test
  void aMessageThatIsNotAcceptableIsNotTheTokensFault() {
    treat("phone-1", "message-rejected");
    var response = google.send(accessToken, message("phone-1"));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(errorCode(response)).isEqualTo("INVALID_ARGUMENT");
    assertThat(violatedField(response)).isEqualTo("message");
  }

  @Test
  void aTokenCanBecomeValidAgainAndOthersAreNotTouched() {
    treat("phone-1", "unregistered");
    assertThat(google.send(accessToken, message("phone-2")).statusCode()).isEqualTo(200);
    treat("phone-1", "valid");
    assertThat(google.send(accessToken, message("phone-1")).statusCode()).isEqualTo(200);
  }

  @Test
  void theUnregisteredErrorIsExactlyFcms() {
    treat("phone-1", "unregistered");
    assertThat(google.send(accessToken, message("phone-1")).body())
        .isEqualTo(
            """
            {"error":{"code":404,"message":"Requested entity was not found.",\
            "status":"NOT_FOUND","details":[{\
            "@type":"type.googleapis.com/google.firebase.fcm.v1.FcmError",\
            "errorCode":"UNREGISTERED"}]}}\
            """);
  }

  @Test
  void withoutAGoodAccessTokenItIsUnauthorizedWithoutAnFcmCode() {
    var response = google.send("rubbish", message("phone-1"));
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(json(response).at("/error/status").asText()).isEqualTo("UNAUTHENTICATED");
    assertThat(errorCode(response)).isEmpty();
  }

  @Test
  void anAccessTokenLivesForAnHourOfRealTime() {
    EVE.controlled("POST", "/clock/advance", "{\"by\":\"P1D\"}");
    assertThat(google.send(accessToken, message("phone-1")).statusCode()).isEqualTo(200);
    EVE.pass(Duration.ofSeconds(3598));
    assertThat(google.send(accessToken, message("phone-1")).statusCode()).isEqualTo(200);
    EVE.pass(Duration.ofSeconds(1));
    assertThat(google.send(accessToken, message("phone-1")).statusCode()).isEqualTo(401);
  }

  @Test
  void accessTokensCanBeEndedBeforeTheirTime() {
    EVE.controlled("DELETE", "/push/access-tokens", "");
    assertThat(google.send(accessToken, message("phone-1")).statusCode()).isEqualTo(401);
    assertThat(google.send(google.accessToken(), message("phone-1")).statusCode()).isEqualTo(200);
  }

  @Test
  void anotherProjectIsForbiddenWithoutAnFcmCode() {
    var response = google.send(accessToken, "someone-elses", message("phone-1"));
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(json(response).at("/error/status").asText()).isEqualTo("PERMISSION_DENIED");
    assertThat(errorCode(response)).isEmpty();
  }

  @Test
  void aTrialIsCheckedButNotDelivered() {
    var trial = "{\"validate_only\":true," + message("phone-1").strip().substring(1);
    assertThat(google.send(accessToken, trial).statusCode()).isEqualTo(200);
    treat("phone-1", "unregistered");
    assertThat(google.send(accessToken, trial).statusCode()).isEqualTo(404);
    assertThat(EVE.world().push().messages().after(0, message -> true)).isEmpty();
  }

  @Test
  void aMessageHasExactlyOneTarget() {
    assertBadMessage("{\"message\":{\"data\":{}}}", "message");
    assertBadShape("{\"message\":{\"token\":\"a\",\"topic\":\"b\"}}", "message");
    for (var target : new String[] {"token", "fid", "topic", "condition"}) {
      var body = "{\"message\":{\"" + target + "\":\"x\"}}";
      assertThat(google.send(accessToken, body).statusCode()).as(target).isEqualTo(200);
    }
    assertBadMessage("{\"message\":{\"topic\":\"no spaces\"}}", "message.topic");
  }

  @Test
  void dataValuesAreTexts() {
    assertBadShape(data("{\"skillId\":\"3300\",\"level\":5}"), "message.data[1].value");
    assertBadShape(data("{\"nested\":{}}"), "message.data[0].value");
    assertBadShape(data("{\"gone\":null}"), "message.data[0].value");
    assertBadShape(data("[]"), "message.data");
  }

  @Test
  void reservedKeysAreRefused() {
    for (var key : new String[] {"from", "gcm", "google", "google.sent_time"}) {
      assertBadMessage(data("{\"" + key + "\":\"x\"}"), "message.data");
    }
    assertThat(google.send(accessToken, data("{\"from_whom\":\"x\"}")).statusCode()).isEqualTo(200);
  }

  @Test
  void aPayloadHasFourKilobytesAtMostAndHalfOfItForTopics() {
    var fits = data("{\"k\":\"" + "ü".repeat(2047) + "x\"}");
    assertThat(google.send(accessToken, fits).statusCode()).isEqualTo(200);
    assertBadMessage(data("{\"k\":\"" + "ü".repeat(2048) + "\"}"), "message");
    assertBadMessage(
        "{\"message\":{\"topic\":\"t\",\"data\":{\"k\":\"" + "x".repeat(2048) + "\"}}}", "message");
    var shared =
        "{\"message\":{\"token\":\"t\",\"notification\":{\"body\":\""
            + "x".repeat(3000)
            + "\"},\"data\":{\"k\":\""
            + "x".repeat(1100)
            + "\"}}}";
    assertBadMessage(shared, "message");
  }

  @Test
  void aTtlIsADurationOfAtMostFourWeeks() {
    for (var good : new String[] {"0s", "3.5s", "2419200s"}) {
      assertThat(google.send(accessToken, android("\"ttl\":\"" + good + "\"")).statusCode())
          .as(good)
          .isEqualTo(200);
    }
    for (var bad : new String[] {"\"3600\"", "\"1h\"", "\"-1s\"", "3600", "\"s\""}) {
      assertBadShape(android("\"ttl\":" + bad), "message.android.ttl");
    }
    assertBadMessage(android("\"ttl\":\"2419201s\""), "message.android.ttl");
  }

  @Test
  void thePriorityIsNormalOrHigh() {
    for (var good : new String[] {"normal", "HIGH"}) {
      assertThat(google.send(accessToken, android("\"priority\":\"" + good + "\"")).statusCode())
          .isEqualTo(200);
    }
    assertBadShape(android("\"priority\":\"urgent\""), "message.android.priority");
  }

  @Test
  void whatFcmDoesNotKnowIsRefused() {
    assertBadShape("{\"message\":{\"token\":\"t\",\"tokn\":\"t\"}}", "message");
    assertBadShape("{\"msg\":{}}", "");
    assertBadShape(android("\"sound\":\"x\""), "message.android");
    assertBadShape(
        "{\"message\":{\"token\":\"t\",\"notification\":{\"text\":\"x\"}}}",
        "message.notification");
    assertBadShape("not json", "");
    assertBadShape("[]", "");
    assertBadMessage("{}", "message");
  }

  @Test
  void headersForApplesAndBrowsersAreTexts() {
    assertBadShape(
        "{\"message\":{\"token\":\"t\",\"apns\":{\"headers\":{\"apns-priority\":10}}}}",
        "message.apns.headers[0].value");
    assertBadShape(
        "{\"message\":{\"token\":\"t\",\"webpush\":{\"headers\":{\"TTL\":10}}}}",
        "message.webpush.headers[0].value");
  }

  @Test
  void whatAndroidShowsIsChecked() {
    assertGood(
        android(
            "\"notification\":{\"channel_id\":\"c\",\"tag\":\"t\",\"notification_count\":3,"
                + "\"default_sound\":true,\"visibility\":\"PRIVATE\",\"color\":\"#00ff00\","
                + "\"notification_priority\":\"PRIORITY_HIGH\",\"body_loc_args\":[\"a\"]}"));
    var field = "message.android.notification";
    assertBadShape(android("\"notification\":{\"channel\":\"c\"}"), field);
    assertBadShape(android("\"notification\":{\"tag\":5}"), field + ".tag");
    assertBadShape(
        android("\"notification\":{\"notification_count\":\"3\"}"), field + ".notification_count");
    assertBadShape(
        android("\"notification\":{\"default_sound\":\"yes\"}"), field + ".default_sound");
    assertBadShape(android("\"notification\":{\"visibility\":\"HIDDEN\"}"), field + ".visibility");
    assertBadShape(
        android("\"notification\":{\"title_loc_args\":[1]}"), field + ".title_loc_args[0]");
    assertBadMessage(android("\"notification\":{\"color\":\"green\"}"), field + ".color");
    assertBadShape(android("\"fcm_options\":{\"link\":\"x\"}"), "message.android.fcm_options");
  }

  @Test
  void whatAppleWouldNotTakeIsRefused() {
    assertGood(
        aps(
            "\"alert\":{\"title\":\"t\"},\"badge\":3,\"sound\":\"default\","
                + "\"interruption-level\":\"time-sensitive\",\"thread-id\":\"t\""));
    var field = "message.apns.payload.aps";
    assertBadMessage(aps("\"badge\":\"3\""), field + ".badge");
    assertBadMessage(aps("\"badge\":1.5"), field + ".badge");
    assertBadMessage(aps("\"interruption-level\":\"urgent\""), field + ".interruption-level");
    assertBadMessage(aps("\"content-available\":true"), field + ".content-available");
    assertBadMessage(aps("\"thread-id\":1"), field + ".thread-id");
    assertBadShape(apns("\"payload\":{\"aps\":[]}"), field);
    assertBadMessage(
        apns("\"payload\":{\"aps\":{\"alert\":\"" + "x".repeat(4080) + "\"}}"), "message");
    for (var bad :
        new String[] {
          "\"apns-priority\":\"high\"",
          "\"apns-push-type\":\"silent\"",
          "\"apns-expiration\":\"tomorrow\"",
          "\"apns-collapse-id\":\"" + "x".repeat(65) + "\""
        }) {
      assertBadMessage(apns("\"headers\":{" + bad + "}"), "message.apns.headers");
    }
  }

  @Test
  void whatAppleShowsNobodyHasNoHighPriority() {
    var silent = "\"payload\":{\"aps\":{\"content-available\":1}},\"headers\":{\"apns-priority\":";
    assertGood(apns(silent + "\"5\"}"));
    assertBadMessage(apns(silent + "\"10\"}"), "message.apns.headers");
  }

  @Test
  void whatBrowsersPushServicesWouldNotTakeIsRefused() {
    assertGood(
        webpush(
            "\"headers\":{\"TTL\":\"60\",\"Urgency\":\"high\",\"Topic\":\""
                + "a".repeat(32)
                + "\"},\"notification\":{\"title\":\"t\",\"renotify\":true},"
                + "\"fcm_options\":{\"link\":\"https://example.org\"}"));
    for (var bad :
        new String[] {
          "\"TTL\":\"1h\"",
          "\"Urgency\":\"urgent\"",
          "\"Topic\":\"" + "a".repeat(33) + "\"",
          "\"Topic\":\"a:b\""
        }) {
      assertBadMessage(webpush("\"headers\":{" + bad + "}"), "message.webpush.headers");
    }
    assertBadShape(webpush("\"notification\":{\"title\":1}"), "message.webpush.notification.title");
    assertBadMessage(
        webpush("\"fcm_options\":{\"link\":\"http://example.org\"}"),
        "message.webpush.fcm_options.link");
  }

  @Test
  void aWrongPathIsNotFound() {
    var response =
        EVE.send(EVE.request(EVE.sandbox().fcmBase(), "/v1/projects/x/messages:sendAll"));
    assertThat(response.statusCode()).isEqualTo(404);
  }

  @Test
  void messagesCanBeWaitedForByToken() throws Exception {
    google.send(accessToken, message("phone-1"));
    var last = EVE.controlled("GET", "/push/messages?token=phone-2&after=0", "").path("last");
    assertThat(last.longValue()).isZero();

    var waiting =
        CompletableFuture.supplyAsync(
            () -> EVE.controlled("GET", "/push/messages?token=phone-2&after=0&wait=30", ""));
    google.send(accessToken, message("phone-1"));
    google.send(accessToken, message("phone-2"));
    var found = waiting.get(20, TimeUnit.SECONDS);
    assertThat(found.path("messages")).hasSize(1);
    assertThat(found.at("/messages/0/token").asText()).isEqualTo("phone-2");
    var next = found.path("last").longValue();
    assertThat(found.at("/messages/0/number").longValue()).isEqualTo(next);
    assertThat(EVE.controlled("GET", "/push/messages?after=" + next, "").path("messages"))
        .isEmpty();
  }

  private void assertState(String state, int status, String googleStatus, String code) {
    treat("phone-1", state);
    var response = google.send(accessToken, message("phone-1"));
    assertThat(response.statusCode()).as(state).isEqualTo(status);
    assertThat(json(response).at("/error/code").intValue()).isEqualTo(status);
    assertThat(json(response).at("/error/status").asText()).isEqualTo(googleStatus);
    assertThat(errorCode(response)).isEqualTo(code);
    assertThat(violatedField(response)).isEmpty();
  }

  private void assertBadShape(String body, String field) {
    var response = rejected(body);
    assertThat(errorCode(response)).isEmpty();
    assertThat(violatedField(response)).isEqualTo(field);
  }

  private void assertBadMessage(String body, String field) {
    var response = rejected(body);
    assertThat(errorCode(response)).isEqualTo("INVALID_ARGUMENT");
    assertThat(violatedField(response)).isEqualTo(field);
  }

  private HttpResponse<String> rejected(String body) {
    var response = google.send(accessToken, body);
    assertThat(response.statusCode()).as(body).isEqualTo(400);
    assertThat(json(response).at("/error/status").asText()).isEqualTo("INVALID_ARGUMENT");
    return response;
  }

  private static String data(String data) {
    return "{\"message\":{\"token\":\"t\",\"data\":" + data + "}}";
  }

  private static String android(String member) {
    return "{\"message\":{\"token\":\"t\",\"android\":{" + member + "}}}";
  }

  private void assertGood(String body) {
    var response = google.send(accessToken, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  private static String apns(String members) {
    return "{\"message\":{\"token\":\"t\",\"apns\":{" + members + "}}}";
  }

  private static String aps(String members) {
    return apns("\"payload\":{\"aps\":{" + members + "}}");
  }

  private static String webpush(String members) {
    return "{\"message\":{\"token\":\"t\",\"webpush\":{" + members + "}}}";
  }

  private static void treat(String token, String state) {
    EVE.controlled(
        "PUT", "/push/tokens", "{\"token\":\"" + token + "\",\"state\":\"" + state + "\"}");
  }
}
