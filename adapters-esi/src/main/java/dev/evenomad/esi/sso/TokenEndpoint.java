package dev.evenomad.esi.sso;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.esi.http.BoundedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks EVE SSO for tokens and tells what its answer means: by the OAuth error code first, by the
 * text second, because CCP specifies neither. What is said of an answer never quotes it.
 * Thread-safe.
 */
final class TokenEndpoint {

  /** How long to leave EVE SSO alone when it fails without saying. */
  private static final Duration PAUSE = Duration.ofSeconds(60);

  private static final Set<String> GRANT_GONE = Set.of("invalid_grant", "invalid_token");

  private static final Set<String> OUR_FAULT =
      Set.of(
          "invalid_client",
          "unauthorized_client",
          "invalid_request",
          "invalid_scope",
          "unsupported_grant_type");

  private final SsoHttp http;
  private final InstantSource clock;

  TokenEndpoint(SsoHttp http, InstantSource clock) {
    this.http = http;
    this.clock = clock;
  }

  Answer ask(URI endpoint, Map<String, String> form) {
    HttpResponse<byte[]> answer;
    try {
      answer = http.post(endpoint, form);
    } catch (IOException e) {
      return new Answer.Failed("EVE SSO cannot be reached: " + e, PAUSE);
    }
    Optional<JsonNode> body = SsoHttp.json(answer);
    int status = answer.statusCode();
    if (status == 200) {
      return body.flatMap(this::issued).orElseGet(() -> failed(answer, "without a token"));
    }
    if (status != 400 && status != 401) {
      return failed(answer, "with " + status);
    }
    String error = body.map(json -> json.path("error").asText()).orElse("");
    String text =
        body.map(json -> json.path("error_description").asText(error))
            .orElse("")
            .toLowerCase(Locale.ROOT);
    if (GRANT_GONE.contains(error)) {
      return new Answer.GrantGone(error);
    }
    if (OUR_FAULT.contains(error)) {
      return new Answer.OurFault(error);
    }
    if (text.contains("grant type") && text.contains("not supported")) {
      return new Answer.OurFault("unsupported_grant_type");
    }
    if (text.contains("invalid refresh token") || text.contains("refresh token is expired")) {
      return new Answer.GrantGone("invalid_grant");
    }
    if (answer.headers().firstValue("WWW-Authenticate").isPresent()) {
      return new Answer.OurFault("invalid_client");
    }
    return failed(answer, "with " + status);
  }

  private Optional<Answer> issued(JsonNode body) {
    return secret(body, "access_token")
        .map(
            accessToken ->
                new Answer.Issued(
                    accessToken,
                    secret(body, "refresh_token"),
                    Optional.of(body.path("expires_in"))
                        .filter(seconds -> seconds.canConvertToInt() && seconds.intValue() > 0)
                        .map(seconds -> Duration.ofSeconds(seconds.intValue()))));
  }

  private Answer.Failed failed(HttpResponse<byte[]> answer, String how) {
    return new Answer.Failed(
        "EVE SSO answered " + how,
        BoundedHttp.retryAfter(answer.headers(), clock.instant()).orElse(PAUSE));
  }

  private static Optional<Secret> secret(JsonNode body, String name) {
    return Optional.of(body.path(name))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(text -> !text.isEmpty())
        .map(Secret::of);
  }

  /** What EVE SSO's answer means. */
  sealed interface Answer {
    /**
     * Tokens, not validated yet.
     *
     * @param refreshToken empty if EVE gave none, as for a sign-in without scopes
     * @param expiresIn the lifetime of the access token; empty if EVE does not say
     */
    record Issued(Secret accessToken, Optional<Secret> refreshToken, Optional<Duration> expiresIn)
        implements Answer {}

    /** The code or refresh token is worth nothing any more, or never was. */
    record GrantGone(String error) implements Answer {}

    /** EVE does not accept this application, or what it asks for. */
    record OurFault(String error) implements Answer {}

    /** No answer, or one that says nothing. */
    record Failed(String why, Duration retryAfter) implements Answer {}
  }
}
