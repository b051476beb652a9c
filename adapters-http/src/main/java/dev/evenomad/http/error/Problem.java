package dev.evenomad.http.error;

import io.micronaut.http.HttpStatus;

/**
 * Why a request is refused, as its client is told (RFC 9457): thrown wherever it is found out. The
 * detail names cause and cure and holds nothing secret.
 */
public final class Problem extends RuntimeException {

  /** The code of a request without a token where one is needed. */
  static final String AUTHENTICATION_REQUIRED = "authentication_required";

  /** The code of a token that does not act for any session, for whatever reason. */
  static final String INVALID_TOKEN = "invalid_token";

  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String code;

  Problem(HttpStatus status, String code, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
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

  /** 409: the request makes sense, but not at this moment. */
  public static Problem conflict(String code, String detail) {
    return new Problem(HttpStatus.CONFLICT, code, detail);
  }

  /** The status of the answer. */
  HttpStatus status() {
    return status;
  }

  /** What apps may depend on. */
  String code() {
    return code;
  }

  /** What a person may read. */
  String detail() {
    return String.valueOf(getMessage());
  }
}
