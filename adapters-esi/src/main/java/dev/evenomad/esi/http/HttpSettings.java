package dev.evenomad.esi.http;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How to call EVE's servers.
 *
 * @param userAgent names the application and, as CCP asks, a contact: {@code EveNomad/1.0
 *     (ops@example.org; +https://example.org/nomad)}; printable ASCII, up to 200 characters
 * @param connectTimeout for setting up a connection; positive
 * @param callTimeout for a whole call with everything it waits for; positive, at most a minute
 * @param maxBodyBytes the largest answer that is read, counted before and after decompression;
 *     positive
 */
public record HttpSettings(
    String userAgent, Duration connectTimeout, Duration callTimeout, int maxBodyBytes) {

  private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]{1,200}");
  private static final Duration LONGEST_CALL = Duration.ofMinutes(1);

  public HttpSettings {
    if (!PRINTABLE.matcher(userAgent).matches()
        || !(userAgent.contains("@") || userAgent.contains("://"))) {
      throw new IllegalArgumentException(
          "the user agent must name the application and a contact in up to 200 printable ASCII"
              + " characters, such as EveNomad/1.0 (ops@example.org)");
    }
    if (!connectTimeout.isPositive()) {
      throw new IllegalArgumentException("the connect timeout must be positive");
    }
    if (!callTimeout.isPositive() || callTimeout.compareTo(LONGEST_CALL) > 0) {
      throw new IllegalArgumentException("the call timeout must be positive, at most a minute");
    }
    if (maxBodyBytes <= 0) {
      throw new IllegalArgumentException("the body limit must be positive");
    }
  }

  /** Five seconds to connect, ten for a call, answers of up to 4 MiB. */
  public static HttpSettings of(String userAgent) {
    return new HttpSettings(userAgent, Duration.ofSeconds(5), Duration.ofSeconds(10), 4 << 20);
  }

  /**
   * Checks the address of a server and takes a slash off its end.
   *
   * @param what the server, for the message
   * @throws IllegalArgumentException if it is not an absolute http or https URL, or has a query, a
   *     fragment or credentials
   */
  public static URI requireBase(String what, URI base) {
    if (!isHttp(base)
        || base.getRawQuery() != null
        || base.getRawFragment() != null
        || base.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "the address of "
              + what
              + " must be an http or https URL without query, fragment and credentials, such as"
              + " https://example.org");
    }
    String text = base.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : base;
  }

  /** Whether {@code uri} is an absolute URL that HTTP can call. */
  public static boolean isHttp(URI uri) {
    return ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
        && uri.getHost() != null;
  }
}
