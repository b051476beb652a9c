package dev.evenomad.http.error;

import io.micronaut.http.HttpStatus;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is refused, as its client is told (RFC 9457): thrown wherever it is found out. The
 * detail names cause and cure and holds nothing secret.
 */
public final class Problem extends RuntimeException {

  /** The code of a request without a token where one is needed. */
  static final String AUTHENTICATION_REQUIRED = "authentication_required";

  /** The code of a token that does not act for any session, for whatever reason. */
  static final String INVALID_TOKEN = "invalid_token";

  /** The code of a request that shows no operator's token where one is needed. */
  static final String OPERATOR_TOKEN_REQUIRED = "operator_token_required";

  /** So that who waits comes back when a database that starts anew may be there. */
  private static final Duration UNAVAILABLE_FOR = Duration.ofSeconds(5);

  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String code;
  private final @Nullable Duration retryAfter;

  Problem(HttpStatus status, String code, String detail) {
    this(status, code, detail, null);
  }

  private Problem(HttpStatus status, String code, String detail, @Nullable Duration retryAfter) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** 400 {@code invalid_request}: something in it is missing or not as it should be. */
  public static Problem invalidRequest(String detail) {
    return badRequest("invalid_request", detail);
  }

  /** 400 with a code of its own, for what an app wants to tell apart. */
  public static Problem badRequest(String code, String detail) {
    return new Problem(HttpStatus.BAD_REQUEST, code, detail);
  }

  /** 401: the route needs a session, and the request shows none. */
  public static Problem authenticationRequired() {
    return new Problem(
        HttpStatus.UNAUTHORIZED,
        AUTHENTICATION_REQUIRED,
        "This needs a session. Send its token as: Authorization: Bearer TOKEN.");
  }

  /** 401: the token is no good; which of the many reasons it has is not told. */
  public static Problem invalidToken() {
    return new Problem(
        HttpStatus.UNAUTHORIZED,
        INVALID_TOKEN,
        "The session token is not valid, or its session has ended. Sign in again.");
  }

  /** 404: there is no such thing, or it is somebody else's, which is not told apart. */
  public static Problem notFound() {
    return new Problem(
        HttpStatus.NOT_FOUND,
        "not_found",
        "There is nothing at this address, or it is not yours. Check the path and the ids in it.");
  }

  /** 404: browsers cannot subscribe to pushes here. */
  public static Problem webPushNotConfigured() {
    return new Problem(
        HttpStatus.NOT_FOUND,
        "web_push_not_configured",
        "This server does not push to browsers. Its operator can change that: VAPID_PRIVATE_KEY.");
  }

  /** 404: this server takes no payments. */
  public static Problem stripeNotConfigured() {
    return new Problem(
        HttpStatus.NOT_FOUND,
        "stripe_not_configured",
        "This server takes no payments. Its operator can change that: STRIPE_WEBHOOK_SECRET.");
  }

  /** 413: the body is larger than it may be. */
  public static Problem requestTooLarge() {
    return new Problem(
        HttpStatus.REQUEST_ENTITY_TOO_LARGE,
        "request_too_large",
        "The address, the headers or the body are larger than the server accepts. Send less.");
  }

  /** 409: the request makes sense, but not at this moment. */
  public static Problem conflict(String code, String detail) {
    return new Problem(HttpStatus.CONFLICT, code, detail);
  }

  /** 409: what was asked for needs a grant of EVE's that the character does not have. */
  public static Problem reauthorizationNeeded() {
    return conflict(
        "reauthorization_needed",
        "The pilot has not agreed that this is read at EVE, or EVE no longer accepts it. Sign in"
            + " with the character once more.");
  }

  /** 429: too many requests of its class from that address, or by that user. */
  public static Problem rateLimited(Duration retryAfter) {
    return new Problem(
        HttpStatus.TOO_MANY_REQUESTS,
        "rate_limited",
        "Too many requests within a minute; the RateLimit header says of which limit. Try again"
            + " after the time in the Retry-After header.",
        retryAfter);
  }

  /** 401: only operators may see this, and the request does not show the token of one. */
  public static Problem operatorTokenNeeded() {
    return new Problem(
        HttpStatus.UNAUTHORIZED,
        OPERATOR_TOKEN_REQUIRED,
        "This is for operators. Send one of the server's OPERATOR_TOKENS as: Authorization:"
            + " Bearer TOKEN.");
  }

  /** 409: the request with that idempotency key is being served. */
  public static Problem requestRunning() {
    return new Problem(
        HttpStatus.CONFLICT,
        "request_running",
        "The request with this Idempotency-Key is being served just now. Repeat it after the time"
            + " in the Retry-After header to learn its answer.",
        Duration.ofSeconds(1));
  }

  /** 422: the idempotency key stands for another request. */
  public static Problem idempotencyKeyReused() {
    return new Problem(
        HttpStatus.UNPROCESSABLE_ENTITY,
        "idempotency_key_reused",
        "This Idempotency-Key stands for another request of the last 24 hours. Nothing was done;"
            + " take a new key for a new request.");
  }

  /** 409: the account's plan does not cover the character. */
  public static Problem pausedByPlan() {
    return conflict(
        "paused_by_plan",
        "The account has more characters than its plan keeps in sync, and this one is paused. Make"
            + " it the default character, remove another one, or subscribe to premium.");
  }

  /** 503: EVE has to be asked for it, and cannot be now. */
  public static Problem eveUnavailable(Duration retryAfter) {
    return new Problem(
        HttpStatus.SERVICE_UNAVAILABLE,
        "eve_unavailable",
        "EVE cannot be asked for this now. Try again after the time in the Retry-After header.",
        retryAfter);
  }

  /** 503: what the server needs for it cannot be reached, or is busy. */
  public static Problem unavailable() {
    return new Problem(
        HttpStatus.SERVICE_UNAVAILABLE,
        "unavailable",
        "The server cannot do this now. Try again after the time in the Retry-After header.",
        UNAVAILABLE_FOR);
  }

  /** 503: more is waiting than can be done soon. */
  public static Problem overloaded(Duration retryAfter) {
    return new Problem(
        HttpStatus.SERVICE_UNAVAILABLE,
        "overloaded",
        "Too much is waiting to be read already. Nothing was queued; try again after the time in"
            + " the Retry-After header.",
        retryAfter);
  }

  /** 503: too many live streams are open on this server. */
  public static Problem tooManyStreams(Duration retryAfter) {
    return new Problem(
        HttpStatus.SERVICE_UNAVAILABLE,
        "too_many_streams",
        "This server has no room for another live stream now. Try again after the time in the"
            + " Retry-After header.",
        retryAfter);
  }

  /** The status of the answer. */
  HttpStatus status() {
    return status;
  }

  /** What apps may depend on. */
  String code() {
    return code;
  }

  /** After how long it makes sense to try again; empty if that is not known. */
  Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** What a person may read. */
  String detail() {
    return String.valueOf(getMessage());
  }
}
