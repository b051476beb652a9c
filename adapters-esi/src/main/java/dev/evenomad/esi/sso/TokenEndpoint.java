package dev.evenomad.esi.sso;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.text.WellFormedText;
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
import java.util.function.Function;

/**
 * Asks EVE SSO for tokens, or to end them, and tells what its answer means: by the OAuth error code
 * first, by the text second, because CCP specifies neither. What is said of an answer never quotes
 * it. Thread-safe.
 */
final class TokenEndpoint {

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

  /** Asks the token endpoint. */
  Answer ask(URI endpoint, Map<String, String> form) {
    return post(
        endpoint,
        form,
        answer ->
            SsoHttp.json(answer)
                .flatMap(this::issued)
                .orElseGet(() -> failed(answer, "without a token")));
  }

  /** Asks the revocation endpoint, whose success says nothing more. */
  Answer revoke(URI endpoint, Map<String, String> form) {
    return post(endpoint, form, answer -> new Answer.GrantGone("revoked"));
  }

  private Answer post(
      URI endpoint, Map<String, String> form, Function<HttpResponse<byte[]>, Answer> accepted) {
    HttpResponse<byte[]> answer;
    try {
      answer = http.post(endpoint, form);
    } catch (IOException e) {
      // The exception may quote what was received.
      return new Answer.Failed(
          WellFormedText.repaired("EVE SSO cannot be reached: " + e), Optional.empty());
    }
    return answer.statusCode() == 200 ? accepted.apply(answer) : refused(answer);
  }

  private Answer refused(HttpResponse<byte[]> answer) {
    Optional<JsonNode> body = SsoHttp.json(answer);
    int status = answer.statusCode();
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
        "EVE SSO answered " + how, BoundedHttp.retryAfter(answer.headers(), clock.instant()));
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

    /**
     * No answer, or one that says nothing.
     *
     * @param asked how long EVE wants to be left alone; empty if it does not say
     */
    record Failed(String why, Optional<Duration> asked) implements Answer {}
  }
}
