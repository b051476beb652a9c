package dev.evenomad.application.session;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * The rules of signing in.
 *
 * @param redirectUris where apps may wait for the outcome. {@code https}, {@code http} on the local
 *     machine only, or an app's own scheme; absolute, without a fragment
 * @param attemptLifetime how long a pilot may take at EVE SSO; positive
 * @param codeLifetime how long a login code works; positive
 * @param ticketLifetime how long a link ticket works; positive
 */
public record LoginSettings(
    Set<URI> redirectUris,
    Duration attemptLifetime,
    Duration codeLifetime,
    Duration ticketLifetime) {

  public LoginSettings {
    redirectUris = Set.copyOf(redirectUris);
    redirectUris.forEach(LoginSettings::check);
    if (!attemptLifetime.isPositive()
        || !codeLifetime.isPositive()
        || !ticketLifetime.isPositive()) {
      throw new IllegalArgumentException("lifetimes are positive");
    }
  }

  /** Ten minutes to sign in and to use a ticket, one minute to redeem a code. */
  public static LoginSettings forApps(Set<URI> redirectUris) {
    return new LoginSettings(
        redirectUris, Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofMinutes(10));
  }

  /**
   * Whether an app may wait there: compared character by character (RFC 9700, section 4.1.3), so
   * that, other than between {@link URI}s, upper and lower case differ even in scheme and host.
   */
  public boolean allows(URI redirectUri) {
    String wish = redirectUri.toString();
    return redirectUris.stream().map(URI::toString).anyMatch(wish::equals);
  }

  private static void check(URI uri) {
    String scheme = uri.getScheme();
    if (scheme == null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "redirect URI " + uri + " must be absolute and without a fragment");
    }
    String host = uri.getHost();
    boolean local = "localhost".equals(host) || "127.0.0.1".equals(host) || "[::1]".equals(host);
    switch (scheme.toLowerCase(Locale.ROOT)) {
      case "http" -> {
        if (!local) {
          throw new IllegalArgumentException(
              "redirect URI " + uri + " must use https: http is for the local machine only");
        }
      }
      case "javascript", "data", "file", "vbscript", "blob" ->
          throw new IllegalArgumentException("redirect URI " + uri + " has a forbidden scheme");
      default -> {}
    }
  }
}
