package dev.evenomad.bootstrap.sandbox.sso;

import dev.evenomad.bootstrap.sandbox.web.Response;
import java.util.LinkedHashMap;

/** A refusal of the token endpoint, in the words of EVE SSO where they are known. */
final class OAuthError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  private OAuthError(int status, String code, String description) {
    super(description);
    this.status = status;
    this.code = code;
  }

  static OAuthError invalidRequest(String description) {
    return new OAuthError(400, "invalid_request", description);
  }

  static OAuthError invalidGrant(String description) {
    return new OAuthError(400, "invalid_grant", description);
  }

  static OAuthError invalidScope(String scope) {
    return new OAuthError(400, "invalid_scope", "The scope " + scope + " is not granted.");
  }

  static OAuthError unsupportedGrantType(String grantType) {
    return new OAuthError(
        400, "unsupported_grant_type", "Grant type " + grantType + " is not supported.");
  }

  /** Wrong credentials in the body. */
  static OAuthError invalidClient() {
    return new OAuthError(400, "invalid_client", "Unknown client or wrong client secret.");
  }

  /** Wrong credentials in the Authorization header. */
  static OAuthError invalidBasicClient() {
    return new OAuthError(401, "invalid_client", "Unknown client or wrong client secret.");
  }

  Response response() {
    var body = new LinkedHashMap<String, String>();
    body.put("error", code);
    body.put("error_description", getMessage());
    var response = Response.json(status, body).with("Cache-Control", "no-store");
    return status == 401 ? response.with("WWW-Authenticate", "Basic") : response;
  }
}
