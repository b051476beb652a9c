package dev.evenomad.esi.sso;

import dev.evenomad.domain.character.EveSso;
import dev.evenomad.esi.http.BoundedHttp;
import java.time.InstantSource;

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
