package dev.evenomad.bootstrap.sandbox.sso;

import dev.evenomad.bootstrap.sandbox.web.Request;
import dev.evenomad.bootstrap.sandbox.web.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Exchanges codes and refresh tokens for access tokens, and revokes refresh tokens. */
final class TokenEndpoint {

  /** One less than the token's real life, as EVE SSO says it. */
  private static final int EXPIRES_IN = 1199;

  private final Sso sso;

  TokenEndpoint(Sso sso) {
    this.sso = sso;
  }

  Response token(Request request) {
    try {
      var form = request.form().orElseThrow(() -> wrongContentType(request));
      var grantType = required(form, "grant_type");
      var authenticated = authenticate(request, form);
      return switch (grantType) {
        case "authorization_code" -> authorizationCode(form, authenticated);
        case "refresh_token" -> refreshToken(form);
        default -> throw OAuthError.unsupportedGrantType(grantType);
      };
    } catch (OAuthError refused) {
      return refused.response();
    }
  }

  /** Always 200; nothing is revoked for somebody who is not the client. */
  Response revoke(Request request) {
    try {
      var form = request.form().orElseThrow(() -> wrongContentType(request));
      authenticate(request, form);
      sso.grants().revoke(required(form, "token"));
    } catch (OAuthError ignored) {
      return Response.empty(200);
    }
    return Response.empty(200);
  }

  private Response authorizationCode(Map<String, String> form, boolean authenticated) {
    var verifier = Optional.ofNullable(form.get("code_verifier"));
    var grant = sso.grants().redeem(required(form, "code"), verifier, authenticated);
    // A login that asks for nothing gets no refresh token.
    return tokens(grant, grant.scopes().isEmpty() ? null : sso.grants().issueRefreshToken(grant));
  }

  private Response refreshToken(Map<String, String> form) {
    var scopes = Scopes.parse(form.getOrDefault("scope", ""));
    var renewed = sso.grants().refresh(required(form, "refresh_token"), scopes);
    return tokens(renewed.grant(), renewed.refreshToken());
  }

  private Response tokens(Grant grant, @Nullable String refreshToken) {
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("access_token", sso.accessToken(grant));
    body.put("expires_in", EXPIRES_IN);
    body.put("token_type", "Bearer");
    body.put("refresh_token", refreshToken);
    return Response.json(200, body).with("Cache-Control", "no-store").with("Pragma", "no-cache");
  }

  /** Whether the client has shown its secret; false for a native client that only names itself. */
  private boolean authenticate(Request request, Map<String, String> form) {
    var basic =
        request
            .header("Authorization")
            .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("basic "));
    if (basic.isPresent()) {
      var credentials = decode(basic.get().substring("basic ".length()).trim());
      var colon = credentials.indexOf(':');
      if (colon < 0
          || !credentials.substring(0, colon).equals(sso.clientId())
          || !sso.isSecret(credentials.substring(colon + 1))) {
        throw OAuthError.invalidBasicClient();
      }
      return true;
    }
    if (!sso.clientId().equals(form.get("client_id"))) {
      throw OAuthError.invalidClient();
    }
    var secret = Optional.ofNullable(form.get("client_secret"));
    if (secret.isPresent() && !sso.isSecret(secret.get())) {
      throw OAuthError.invalidClient();
    }
    return secret.isPresent();
  }

  private static String decode(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }

  private static String required(Map<String, String> form, String name) {
    return Optional.ofNullable(form.get(name))
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> OAuthError.invalidRequest("The " + name + " is missing."));
  }

  /** EVE SSO does not look for parameters outside a form, and blames the grant type. */
  private static OAuthError wrongContentType(Request request) {
    var body = new String(request.body(), StandardCharsets.UTF_8) + request.rawQuery();
    return OAuthError.unsupportedGrantType(
        body.contains("refresh_token") ? "refresh_token" : "authorization_code");
  }
}
