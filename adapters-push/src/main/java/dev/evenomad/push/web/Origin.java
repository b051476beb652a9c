package dev.evenomad.push.web;

import java.net.URI;
import java.util.Locale;

/** Scheme, host and port of a URL (RFC 6454), by which push services are told apart. */
final class Origin {

  private Origin() {}

  /**
   * The origin of {@code url}, without a port that goes without saying.
   *
   * @throws IllegalArgumentException if it is no http or https URL with a host and nobody's name
   */
  static URI of(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    boolean https = scheme.equals("https");
    if (!https && !scheme.equals("http")) {
      throw new IllegalArgumentException("the address of a push service is an https URL");
    }
    if (url.getHost() == null || url.getRawUserInfo() != null || url.getPort() > 65535) {
      throw new IllegalArgumentException("the address of a push service has a host and no user");
    }
    boolean usual = url.getPort() < 0 || url.getPort() == (https ? 443 : 80);
    return URI.create(
        scheme
            + "://"
            + url.getHost().toLowerCase(Locale.ROOT)
            + (usual ? "" : ":" + url.getPort()));
  }
}
