package dev.evenomad.push.fcm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.api.client.http.HttpResponseException;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.ServiceAccountCredentials;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.push.fcm.AccessTokens.Grant.Denied;
import dev.evenomad.push.fcm.AccessTokens.Grant.Token;
import dev.evenomad.push.sending.BoundedHttp;
import dev.evenomad.push.sending.RetryAfter;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The access token of a service account. Google's library keeps it and renews it before it expires,
 * once for all who wait. Thread-safe.
 */
final class AccessTokens {

  /** What the token endpoint said. */
  sealed interface Grant {

    /** A token to send with. */
    record Token(String value) implements Grant {
      @Override
      public String toString() {
        return "Token[redacted]";
      }
    }

    /** No token, which decides the message's outcome. */
    record Denied(PushOutcome outcome) implements Grant {}
  }

  private static final JsonMapper JSON = new JsonMapper();
  private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
  private static final Duration OUTAGE_WAIT = Duration.ofSeconds(10);
  private static final Duration QUOTA_WAIT = Duration.ofSeconds(60);

  private final ServiceAccountCredentials credentials;
  private final InstantSource clock;

  AccessTokens(ServiceAccount account, BoundedHttp http, InstantSource clock) {
    this.clock = clock;
    ServiceAccountCredentials.Builder builder =
        ServiceAccountCredentials.newBuilder()
            .setClientEmail(account.clientEmail())
            .setPrivateKey(account.privateKey())
            .setTokenServerUri(account.tokenUri())
            .setScopes(List.of(SCOPE))
            .setHttpTransportFactory(() -> new GoogleAuthTransport(http))
            // The library would sleep between its retries; the message is tried again anyway.
            .setDefaultRetriesEnabled(false);
    account.keyId().ifPresent(builder::setPrivateKeyId);
    this.credentials = builder.build();
  }

  /** The token to use now. */
  Grant current() {
    return afterwards(
        () -> {
          AccessToken kept = credentials.getAccessToken();
          if (kept == null || usable(kept)) {
            credentials.refreshIfExpired();
          } else {
            credentials.refresh();
          }
        });
  }

  /** Another token than {@code refused}, which FCM does not accept although it has not expired. */
  Grant insteadOf(Token refused) {
    return afterwards(
        () -> {
          AccessToken kept = credentials.getAccessToken();
          if (kept == null || kept.getTokenValue().equals(refused.value())) {
            credentials.refresh();
          }
        });
  }

  private Grant afterwards(Refresh refresh) {
    try {
      refresh.run();
    } catch (IOException | RuntimeException e) {
      // Unchecked ones too: so the library takes answers with numbers or shapes it did not expect.
      return new Denied(outcome(e));
    }
    AccessToken kept = credentials.getAccessToken();
    if (kept == null || !usable(kept)) {
      return new Denied(outage("answered no usable access token"));
    }
    return new Token(kept.getTokenValue());
  }

  /** The library keeps whatever it was given, also what cannot stand in a header. */
  private static boolean usable(AccessToken token) {
    String value = token.getTokenValue();
    return !value.isEmpty() && value.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  /** Made of status and error code alone: the library's messages hold the endpoint's whole text. */
  private PushOutcome outcome(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpResponseException response) {
        return outcome(response);
      }
      if (cause instanceof GeneralSecurityException) {
        return new PushOutcome.Misconfigured(
            "the private key of the service account cannot sign: "
                + cause.getClass().getSimpleName());
      }
    }
    return outage("gave no usable answer: " + root(failure).getClass().getSimpleName());
  }

  private PushOutcome outcome(HttpResponseException response) {
    int status = response.getStatusCode();
    Optional<Duration> asked =
        Optional.ofNullable(response.getHeaders().getRetryAfter())
            .flatMap(header -> RetryAfter.parse(header, clock.instant()));
    if (status == 429) {
      return new PushOutcome.TryLater(
          asked.orElse(QUOTA_WAIT), "the token endpoint is asked too often");
    }
    Optional<String> error = errorCode(response.getContent());
    boolean passing =
        status >= 500 || error.isEmpty() || error.equals(Optional.of("temporarily_unavailable"));
    if (status >= 400 && !passing) {
      return new PushOutcome.Misconfigured(
          "the token endpoint does not accept the service account: "
              + status
              + " "
              + error.orElseThrow());
    }
    return new PushOutcome.TryLater(
        asked.orElse(OUTAGE_WAIT), "the token endpoint answered " + status);
  }

  /** The code of an OAuth error (RFC 6749, section 5.2); empty if the text is none. */
  private static Optional<String> errorCode(@Nullable String content) {
    if (content == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.readTree(content).get("error"))
          .map(JsonNode::asText)
          .filter(code -> code.matches("[a-z_]{1,40}"));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static PushOutcome outage(String what) {
    return new PushOutcome.TryLater(OUTAGE_WAIT, "the token endpoint " + what);
  }

  private static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }

  @FunctionalInterface
  private interface Refresh {
    void run() throws IOException;
  }
}
