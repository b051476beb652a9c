package dev.evenomad.bootstrap.sandbox.fcm;

import dev.evenomad.bootstrap.sandbox.web.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An error as Google's APIs answer it: a {@code google.rpc.Status} with details.
 *
 * @param httpStatus of the answer
 * @param status name of the google.rpc code
 * @param errorCode what FCM adds, where it is FCM that refuses
 * @param violations what is wrong with which field of the request
 */
record FcmError(
    int httpStatus,
    String status,
    String message,
    Optional<String> errorCode,
    List<Violation> violations) {

  /** What is wrong with a field. */
  record Violation(String field, String description) {}

  FcmError {
    violations = List.copyOf(violations);
  }

  /** An error without details. */
  static FcmError plain(int httpStatus, String status, String message) {
    return new FcmError(httpStatus, status, message, Optional.empty(), List.of());
  }

  /** An error in FCM's own terms. */
  static FcmError of(int httpStatus, String status, String errorCode, String message) {
    return new FcmError(httpStatus, status, message, Optional.of(errorCode), List.of());
  }

  /** JSON that does not fit the message's schema. */
  static FcmError badShape(String field, String description) {
    return new FcmError(
        400,
        "INVALID_ARGUMENT",
        description,
        Optional.empty(),
        List.of(new Violation(field, description)));
  }

  /** A well-formed message that FCM does not take. */
  static FcmError badMessage(String field, String description) {
    return new FcmError(
        400,
        "INVALID_ARGUMENT",
        description,
        Optional.of("INVALID_ARGUMENT"),
        List.of(new Violation(field, description)));
  }

  /** What FCM says by itself when it is in trouble. */
  static FcmError trouble(int httpStatus) {
    return switch (httpStatus) {
      case 400 -> badMessage("message", "Request contains an invalid argument.");
      case 401 -> unauthenticated();
      case 403 -> plain(403, "PERMISSION_DENIED", "The caller does not have permission");
      case 404 -> plain(404, "NOT_FOUND", "Requested entity was not found.");
      case 429 ->
          of(
              429,
              "RESOURCE_EXHAUSTED",
              "QUOTA_EXCEEDED",
              "Quota exceeded for quota metric 'Messages' of service 'fcm.googleapis.com'.");
      case 500 -> of(500, "INTERNAL", "INTERNAL", "Internal error encountered.");
      case 503 -> of(503, "UNAVAILABLE", "UNAVAILABLE", "The service is currently unavailable.");
      default -> plain(httpStatus, "UNKNOWN", "Something is wrong.");
    };
  }

  static FcmError unauthenticated() {
    return plain(
        401,
        "UNAUTHENTICATED",
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login"
            + " cookie or other valid authentication credential.");
  }

  Response response() {
    var details = new ArrayList<Map<String, Object>>();
    errorCode.ifPresent(code -> details.add(detail("firebase.fcm.v1.FcmError", "errorCode", code)));
    if (!violations.isEmpty()) {
      details.add(detail("rpc.BadRequest", "fieldViolations", fieldViolations()));
    }
    var error = new LinkedHashMap<String, Object>();
    error.put("code", httpStatus);
    error.put("message", message);
    error.put("status", status);
    if (!details.isEmpty()) {
      error.put("details", details);
    }
    return Response.json(httpStatus, Map.of("error", error));
  }

  private List<Map<String, Object>> fieldViolations() {
    return violations.stream()
        .map(
            violation -> {
              var body = new LinkedHashMap<String, Object>();
              body.put("field", violation.field());
              body.put("description", violation.description());
              return (Map<String, Object>) body;
            })
        .toList();
  }

  private static Map<String, Object> detail(String type, String member, Object value) {
    var body = new LinkedHashMap<String, Object>();
    body.put("@type", "type.googleapis.com/google." + type);
    body.put(member, value);
    return body;
  }
}
