package dev.evenomad.esi.sso;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.domain.character.EveSso;
import dev.evenomad.domain.text.WellFormedText;
import dev.evenomad.esi.http.BoundedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * EVE's single sign-on as a port. Owns its connections; calls nobody before it is asked.
 * Thread-safe.
 */
public final class Sso implements AutoCloseable {

  private final BoundedHttp http;
  private final EveSso eveSso;

  private Sso(SsoSettings settings, InstantSource clock) {
    http = new BoundedHttp(settings.http());
    eveSso = new OAuthEveSso(settings, new SsoHttp(http, settings), clock);
  }

  /**
   * The port.
   *
   * @param clock what the lifetimes of tokens are measured by
   */
  public static Sso connect(SsoSettings settings, InstantSource clock) {
    return new Sso(settings, clock);
  }

  /**
   * Reads once what EVE SSO publishes of itself: to see whether it can be used. Whether it accepts
   * the client id and secret shows only when a pilot signs in.
   *
   * @param clock ours
   */
  public static SsoState check(SsoSettings settings, InstantSource clock) {
    try (BoundedHttp bounded = new BoundedHttp(settings.http())) {
      SsoHttp http = new SsoHttp(bounded, settings);
      HttpResponse<byte[]> answer = http.fetch(Endpoints.metadata(settings.base()));
      Instant now = clock.instant();
      JsonNode metadata = SsoHttp.document(answer);
      URI keys = Endpoints.of(metadata, settings).jwks();
      if (!offersS256(metadata)) {
        return new SsoState.Unusable("its metadata does not offer PKCE with S256");
      }
      return keyed(
          http,
          keys,
          metadata.path("issuer").asText(),
          BoundedHttp.date(answer.headers(), "Date").map(there -> Duration.between(now, there)));
    } catch (IOException e) {
      return new SsoState.Unusable("its metadata cannot be read: " + said(e));
    }
  }

  private static SsoState keyed(
      SsoHttp http, URI keys, String issuer, Optional<Duration> clockAhead) {
    try {
      return new SsoState.Usable(issuer, SigningKeys.of(http.read(keys)).count(), clockAhead);
    } catch (IOException e) {
      return new SsoState.Unusable("its keys cannot be read: " + said(e));
    }
  }

  private static boolean offersS256(JsonNode metadata) {
    return StreamSupport.stream(
            metadata.path("code_challenge_methods_supported").spliterator(), false)
        .anyMatch(method -> method.asText().equals("S256"));
  }

  /** What we said ourselves, or the kind of what the network did; that may quote what it got. */
  private static String said(IOException e) {
    return e.getClass() == IOException.class && e.getMessage() != null
        ? WellFormedText.repaired(e.getMessage())
        : e.getClass().getSimpleName();
  }

  /** EVE's single sign-on. */
  public EveSso eveSso() {
    return eveSso;
  }

  /** Ends calls that are under way and frees the connections. */
  @Override
  public void close() {
    http.close();
  }
}
