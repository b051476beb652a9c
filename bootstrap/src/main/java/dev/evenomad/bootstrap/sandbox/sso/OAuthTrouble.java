package dev.evenomad.bootstrap.sandbox.sso;

import dev.evenomad.bootstrap.sandbox.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** What the token endpoint can be made to say although nothing is wrong with the request. */
public enum OAuthTrouble {
  /** The grant is gone; in truth it still works. */
  INVALID_GRANT("invalid_grant", 400, "Invalid refresh token. Character grant missing/expired."),
  /** An older spelling of the same. */
  INVALID_TOKEN("invalid_token", 400, "The refresh token is expired."),
  /** The application does not prove who it is. */
  INVALID_CLIENT("invalid_client", 401, "Unknown client or wrong client secret."),
  /** Something is missing. */
  INVALID_REQUEST("invalid_request", 400, "The refresh_token is missing."),
  /** The application may not ask for that. */
  INVALID_SCOPE("invalid_scope", 400, "The scope is not enabled for the application."),
  /** What a wrong client id or content type leads to. */
  UNSUPPORTED_GRANT_TYPE(
      "unsupported_grant_type", 400, "Grant type refresh_token is not supported.");

  private final String label;
  private final int status;
  private final String description;

  OAuthTrouble(String label, int status, String description) {
    this.label = label;
    this.status = status;
    this.description = description;
  }

  /** The error code, which is its name in the control API. */
  public String label() {
    return label;
  }

  public int status() {
    return status;
  }

  /** The answer's body. */
  public String body() {
    var body = new LinkedHashMap<String, String>();
    body.put("error", label);
    body.put("error_description", description);
    return new String(Json.write(body), StandardCharsets.UTF_8);
  }

  /** The trouble with this name in the control API, or empty. */
  public static Optional<OAuthTrouble> named(String label) {
    return Arrays.stream(values()).filter(trouble -> trouble.label.equals(label)).findFirst();
  }

  /** The names in the control API. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(OAuthTrouble::label).toList();
  }
}
