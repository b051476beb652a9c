package dev.evenomad.http.error;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What is wrong with a request, or went wrong with it (RFC 9457).
 *
 * @param type always about:blank: the code says more
 * @param title the phrase that belongs to the status
 * @param status the HTTP status of the answer
 * @param detail the cause and the cure, for people
 * @param code the cause, for programs; stable. Anywhere: invalid_request, malformed_json,
 *     authentication_required, invalid_token, not_found, method_not_allowed, not_acceptable,
 *     conflict, request_too_large, unsupported_media_type, rate_limited, internal_error,
 *     unavailable. With an Idempotency-Key: request_running, idempotency_key_reused. At sign-in:
 *     redirect_uri_not_allowed, unknown_state, invalid_grant. With settings: unknown_character.
 *     With notifications: notification_not_sent. With characters: last_character,
 *     reauthorization_needed. With what EVE has to be asked for: eve_unavailable
 * @param requestId names the request in the server's log
 */
@Serdeable.Serializable
@Schema(name = "Problem")
record ProblemView(
    String type,
    String title,
    int status,
    String detail,
    @Schema(ref = "#/components/schemas/ProblemCode") String code,
    String requestId) {

  static ProblemView of(Problem problem, String requestId) {
    return new ProblemView(
        "about:blank",
        problem.status().getReason(),
        problem.status().getCode(),
        problem.detail(),
        problem.code(),
        requestId);
  }
}
