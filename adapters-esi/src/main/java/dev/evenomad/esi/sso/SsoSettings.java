package dev.evenomad.esi.sso;

import dev.evenomad.domain.secret.Secret;
import dev.evenomad.esi.http.HttpSettings;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How to use EVE's single sign-on.
 *
 * @param base its address, under which its metadata is
 * @param clientId of the application that is registered with CCP
 * @param clientSecret of that application
 * @param callback where EVE sends the browser back to; exactly as registered
 * @param issuers what a token's {@code iss} may be
 * @param http timeouts, limits and the user agent; one refresh makes at most four calls
 */
public record SsoSettings(
    URI base,
    String clientId,
    Secret clientSecret,
    URI callback,
    Set<String> issuers,
    HttpSettings http) {

  /** Where the players of Tranquility sign in. */
  public static final URI TRANQUILITY = URI.create("https://login.eveonline.com");

  /** What EVE has called itself in its tokens so far. */
  private static final Set<String> ISSUERS =
      Set.of("https://login.eveonline.com", "https://login.eveonline.com/", "login.eveonline.com");

  private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9._~-]{1,100}");
  private static final Pattern CLIENT_SECRET = Pattern.compile("[\\x21-\\x7e]+");

  public SsoSettings {
    base = HttpSettings.requireBase("EVE SSO", base);
    if (!CLIENT_ID.matcher(clientId).matches()) {
      throw new IllegalArgumentException(
          "the client id is the one that developers.eveonline.com shows for the application:"
              + " letters and digits");
    }
    if (!CLIENT_SECRET.matcher(clientSecret.reveal()).matches()) {
      throw new IllegalArgumentException(
          "the client secret is the one that developers.eveonline.com shows for the application:"
              + " visible ASCII without spaces");
    }
    if (!HttpSettings.isHttp(callback) || callback.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "the callback must be an http or https URL without fragment, as it is registered for the"
              + " application");
    }
    issuers = Set.copyOf(issuers);
    if (issuers.isEmpty() || issuers.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("at least one issuer of tokens must be named");
    }
  }

  /** Tranquility's sign-on. */
  public static SsoSettings of(
      String clientId, Secret clientSecret, URI callback, String userAgent) {
    return new SsoSettings(
        TRANQUILITY, clientId, clientSecret, callback, ISSUERS, HttpSettings.of(userAgent));
  }

  /** The same at another address, where tokens are issued in EVE's name all the same. */
  public SsoSettings at(URI otherBase) {
    return new SsoSettings(otherBase, clientId, clientSecret, callback, issuers, http);
  }
}
