package dev.evenomad.push.fcm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.notification.PushOutcome.Accepted;
import dev.evenomad.domain.notification.PushOutcome.Misconfigured;
import dev.evenomad.domain.notification.PushOutcome.Rejected;
import dev.evenomad.domain.notification.PushOutcome.TokenInvalid;
import dev.evenomad.domain.notification.PushOutcome.TryLater;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What FCM answered. An error is a {@code google.rpc.Status} whose details may hold FCM's own code
 * (<a href="https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode">ErrorCode</a>).
 *
 * @param retryAfter what the header of that name asks for
 * @param body the answer's JSON; a missing node if it is not an object
 */
record FcmAnswer(int status, Optional<Duration> retryAfter, JsonNode body) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String FCM_ERROR = "type.googleapis.com/google.firebase.fcm.v1.FcmError";
  private static final String BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest";
  private static final Duration QUOTA_WAIT = Duration.ofSeconds(60);
  private static final Duration OUTAGE_WAIT = Duration.ofSeconds(10);

  static FcmAnswer of(int status, Optional<Duration> retryAfter, byte[] body) {
    return new FcmAnswer(status, retryAfter, parse(body));
  }

  private static JsonNode parse(byte[] body) {
    try {
      JsonNode json = JSON.readTree(body);
      return json.isObject() ? json : MissingNode.getInstance();
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  /** Whether it is our access token that FCM does not accept. */
  boolean accessTokenRefused() {
    return status == 401 && errorCode().isEmpty();
  }

  /** What becomes of the message and of its token. */
  PushOutcome outcome() {
    if (status == 200 && body.path("name").isTextual()) {
      return new Accepted(body.path("name").textValue());
    }
    return errorCode().map(this::outcomeOf).orElseGet(this::outcomeOfStatus);
  }

  private PushOutcome outcomeOf(String errorCode) {
    return switch (errorCode) {
      case "UNREGISTERED" -> new TokenInvalid("FCM no longer knows the device: UNREGISTERED");
      case "SENDER_ID_MISMATCH" ->
          new TokenInvalid("the token is of another Firebase project: SENDER_ID_MISMATCH");
      case "INVALID_ARGUMENT" -> outcomeOfInvalidArgument();
      case "QUOTA_EXCEEDED" -> later(QUOTA_WAIT);
      case "UNAVAILABLE", "INTERNAL" -> later(OUTAGE_WAIT);
      case "THIRD_PARTY_AUTH_ERROR", "APNS_AUTH_ERROR" ->
          new Misconfigured(
              "the APNs or web push credentials of the Firebase project are not accepted: "
                  + errorCode);
      default -> outcomeOfStatus();
    };
  }

  /**
   * A malformed token comes with FCM's code alone, or with a violation that names it; a bad message
   * (one that is too big, too) comes with a BadRequest, which need not name anything.
   */
  private PushOutcome outcomeOfInvalidArgument() {
    return details(BAD_REQUEST).findAny().isEmpty() ? malformedToken() : rejected();
  }

  private PushOutcome outcomeOfStatus() {
    if (status == 429) {
      return later(QUOTA_WAIT);
    }
    if (status == 401) {
      return new Misconfigured("FCM does not accept the access token of the service account: 401");
    }
    if (status >= 400 && status < 500 && body.path("error").isObject()) {
      return status == 403
          ? new Misconfigured(
              "the service account may not send, or the FCM API is switched off: " + named())
          : rejected();
    }
    return later(OUTAGE_WAIT);
  }

  private PushOutcome rejected() {
    List<String> fields = violatedFields().toList();
    if (fields.contains("message.token")) {
      return malformedToken();
    }
    return new Rejected(
        "FCM does not accept the message: "
            + named()
            + (fields.isEmpty() ? "" : " in " + String.join(", ", fields)));
  }

  private PushOutcome malformedToken() {
    return new TokenInvalid("FCM does not accept the token: " + named());
  }

  private PushOutcome later(Duration unlessAsked) {
    return new TryLater(retryAfter.orElse(unlessAsked), "FCM answered " + named());
  }

  /** Status and codes, never FCM's free text: that can quote the token. */
  private String named() {
    return Stream.of(
            Optional.of(Integer.toString(status)),
            code(body.path("error").path("status")),
            errorCode())
        .flatMap(Optional::stream)
        .distinct()
        .reduce((left, right) -> left + " " + right)
        .orElseThrow();
  }

  private Optional<String> errorCode() {
    return details(FCM_ERROR)
        .map(detail -> code(detail.path("errorCode")))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> code(JsonNode node) {
    return Optional.ofNullable(node.textValue()).filter(text -> text.matches("[A-Z0-9_]{1,60}"));
  }

  private Stream<String> violatedFields() {
    return details(BAD_REQUEST)
        .flatMap(detail -> stream(detail.path("fieldViolations")))
        .map(violation -> violation.path("field").asText())
        .filter(field -> field.matches("[a-z][a-z0-9_.\\[\\]]{0,60}"));
  }

  private Stream<JsonNode> details(String type) {
    return stream(body.path("error").path("details"))
        .filter(detail -> type.equals(detail.path("@type").textValue()));
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
