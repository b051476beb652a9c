package dev.evenomad.push.fcm;

import static dev.evenomad.push.fcm.FakeGoogle.badRequest;
import static dev.evenomad.push.fcm.FakeGoogle.error;
import static dev.evenomad.push.fcm.FakeGoogle.fcmError;
import static dev.evenomad.push.fcm.Messages.NOW;
import static dev.evenomad.push.sending.Reply.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.session.DeviceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What becomes of every answer that Google gives, over real HTTP. Keeps the table of the page on
 * push; with the system property {@value #PROPERTY} set to {@code write}, it is written anew.
 */
@Timeout(60)
final class FcmAnswersIT {
  private static final String PROPERTY = "nomad.docs";
  private static final Path PAGE = Path.of("..", "docs", "push.md");
  private static final String HEAD =
      """
      | answer | FCM's code | more in it | outcome | what becomes of it |
      |---|---|---|---|---|
      """;

  private static final String HTML = "<!DOCTYPE html><html><title>Error</title></html>";
  private static final String QUOTA_FAILURE =
      "{\"@type\": \"type.googleapis.com/google.rpc.QuotaFailure\", \"violations\": []}";

  private static final String SENT = "the device is not asked again";
  private static final String FORGOTTEN =
      "the token is forgotten, never tried again; the session stays";
  private static final String OUR_MESSAGE = "not tried again, logged as our error; the token stays";
  private static final String OUR_CREDENTIALS =
      "logged with cause and cure, tried again in 30 min; neither token nor alert is lost";
  private static final String LATER = "tried again after `Retry-After`, or so long and ever longer";

  /**
   * An answer.
   *
   * @param answer status, and who gives it if that is not FCM
   * @param details what else is in it
   * @param seconds to wait; 0 if it is not to be tried again
   */
  record Row(
      String answer,
      String code,
      String details,
      Given given,
      Class<? extends PushOutcome> outcome,
      long seconds,
      String reaction) {
    private String markdown() {
      return "| %s | %s | %s | `%s`%s | %s |"
          .formatted(
              answer,
              code.isEmpty() ? "" : "`" + code + "`",
              details,
              outcome.getSimpleName(),
              seconds == 0 ? "" : ", " + seconds + " s",
              reaction);
    }

    @Override
    public String toString() {
      return String.join(" ", answer, code, details);
    }
  }

  /** Makes Google answer so. */
  @FunctionalInterface
  interface Given {
    void by(FakeGoogle google);
  }

  private final FakeGoogle google = new FakeGoogle();

  @AfterEach
  void close() {
    google.close();
  }

  static List<Row> rows() {
    String argument = "INVALID_ARGUMENT";
    return List.of(
        accepted(
            "200", "", "the message's name", fcm(200, "{\"name\": \"projects/p/messages/1\"}")),
        invalid("404", "UNREGISTERED", "", refused(404, "NOT_FOUND", "UNREGISTERED")),
        invalid(
            "403",
            "SENDER_ID_MISMATCH",
            "",
            refused(403, "PERMISSION_DENIED", "SENDER_ID_MISMATCH")),
        invalid("400", argument, "", refused(400, argument, argument)),
        invalid(
            "400",
            argument,
            "`BadRequest` that names the token",
            fcm(400, error(400, argument, fcmError(argument), badRequest("message.token")))),
        rejected(
            "400",
            argument,
            "`BadRequest` that names another field, or none",
            fcm(400, error(400, argument, fcmError(argument), badRequest("message.android.ttl")))),
        rejected(
            "400",
            "",
            "`BadRequest`",
            fcm(400, error(400, argument, badRequest("message.data[0].value")))),
        rejected("any other 4xx", "", "an error in Google's form", fcm(413, error(413, argument))),
        later(
            "429",
            "QUOTA_EXCEEDED",
            "",
            60,
            fcm(429, error(429, "RESOURCE_EXHAUSTED", fcmError("QUOTA_EXCEEDED"), QUOTA_FAILURE))),
        later("429", "", "anything", 60, fcm(429, HTML)),
        later("503", "UNAVAILABLE", "", 10, refused(503, "UNAVAILABLE", "UNAVAILABLE")),
        later("500", "INTERNAL", "", 10, refused(500, "INTERNAL", "INTERNAL")),
        later("any other 5xx", "", "anything", 10, fcm(502, HTML)),
        later("any other", "", "nothing in Google's form: a proxy", 10, fcm(404, HTML)),
        later(
            "none",
            "",
            "in time, or the connection ends",
            10,
            google ->
                google.nextSend(
                    exchange -> {
                      exchange.sendResponseHeaders(200, 1000);
                      exchange.close();
                    })),
        misconfigured(
            "401",
            "THIRD_PARTY_AUTH_ERROR",
            "",
            refused(401, "UNAUTHENTICATED", "THIRD_PARTY_AUTH_ERROR")),
        misconfigured(
            "401", "APNS_AUTH_ERROR", "", refused(401, "UNAUTHENTICATED", "APNS_AUTH_ERROR")),
        accepted(
            "401",
            "",
            "once: the access token is renewed, the message sent again",
            fcm(401, error(401, "UNAUTHENTICATED"))),
        misconfigured(
            "401",
            "",
            "again, with the new access token",
            google ->
                google
                    .nextSend(reply(401, error(401, "UNAUTHENTICATED")))
                    .nextSend(reply(401, error(401, "UNAUTHENTICATED")))),
        misconfigured(
            "403", "", "an error in Google's form", fcm(403, error(403, "PERMISSION_DENIED"))),
        misconfigured(
            "4xx of the token endpoint",
            "",
            "`invalid_grant` or another OAuth error",
            token(400, "{\"error\": \"invalid_grant\"}")),
        later("429 of the token endpoint", "", "anything", 60, token(429, "")),
        later("any other of the token endpoint", "", "anything, or nothing", 10, token(503, HTML)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyAnswerHasItsOutcome(Row row) {
    row.given().by(google);
    try (FcmPush push = FcmPush.open(google.settings(), InstantSource.fixed(NOW))) {
      PushOutcome outcome = push.gateway().send(Messages.to(DeviceType.IOS));

      assertThat(outcome).isInstanceOf(row.outcome());
      if (outcome instanceof PushOutcome.TryLater tryLater) {
        assertThat(tryLater.retryAfter()).isEqualTo(Duration.ofSeconds(row.seconds()));
      }
    }
  }

  @Test
  void thePageHasEveryAnswer() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(HEAD);
    assertThat(begin).as("where the table begins").isPositive();
    int end = page.indexOf("\n\n", begin);
    String table = rows().stream().map(Row::markdown).collect(Collectors.joining("\n"));
    String written = page.substring(0, begin) + HEAD + table + page.substring(end);
    if ("write".equals(System.getProperty(PROPERTY))) {
      Files.writeString(PAGE, written);
    }

    assertThat(PAGE).as("run with -D%s=write to write it anew", PROPERTY).hasContent(written);
  }

  private static Row accepted(String answer, String code, String details, Given given) {
    return new Row(answer, code, details, given, PushOutcome.Accepted.class, 0, SENT);
  }

  private static Row invalid(String answer, String code, String details, Given given) {
    return new Row(answer, code, details, given, PushOutcome.TokenInvalid.class, 0, FORGOTTEN);
  }

  private static Row rejected(String answer, String code, String details, Given given) {
    return new Row(answer, code, details, given, PushOutcome.Rejected.class, 0, OUR_MESSAGE);
  }

  private static Row later(String answer, String code, String details, long seconds, Given given) {
    return new Row(answer, code, details, given, PushOutcome.TryLater.class, seconds, LATER);
  }

  private static Row misconfigured(String answer, String code, String details, Given given) {
    return new Row(
        answer, code, details, given, PushOutcome.Misconfigured.class, 0, OUR_CREDENTIALS);
  }

  private static Given refused(int status, String googleStatus, String errorCode) {
    return fcm(status, error(status, googleStatus, fcmError(errorCode)));
  }

  private static Given fcm(int status, String body) {
    return google -> google.nextSend(reply(status, body));
  }

  private static Given token(int status, String body) {
    return google -> google.nextToken(reply(status, body));
  }
}
