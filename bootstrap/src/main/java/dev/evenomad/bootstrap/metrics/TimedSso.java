package dev.evenomad.bootstrap.metrics;

import dev.evenomad.domain.character.EveSso;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import io.micrometer.core.instrument.Tags;
import java.net.URI;

/** Times what EVE's single sign-on is asked. */
record TimedSso(EveSso below, Timed calls) implements EveSso {

  @Override
  public URI authorizationUri(Secret state, CodeVerifier verifier, Scopes scopes) {
    return below.authorizationUri(state, verifier, scopes);
  }

  @Override
  public CodeExchange exchange(Secret code, CodeVerifier verifier) {
    return calls.call(operation("exchange"), () -> below.exchange(code, verifier), Outcomes::of);
  }

  @Override
  public TokenRefresh refresh(Secret refreshToken) {
    return calls.call(operation("refresh"), () -> below.refresh(refreshToken), Outcomes::of);
  }

  @Override
  public Revocation revoke(Secret refreshToken) {
    return calls.call(operation("revoke"), () -> below.revoke(refreshToken), Outcomes::of);
  }

  private static Tags operation(String name) {
    return Tags.of("operation", name);
  }
}
