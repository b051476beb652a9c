package dev.evenomad.http;

import java.net.URI;
import java.util.Optional;

/**
 * Where the server listens.
 *
 * @param host an address or name of this machine, such as {@code 127.0.0.1}; {@code 0.0.0.0} for
 *     every address it has
 * @param port 1 to 65535, or 0 for any that is free
 * @param publicUrl where clients reach it, if that is known; if it begins with {@code https}, they
 *     are told to use nothing else from then on
 * @param webPushKey with which browsers subscribe to pushes; empty if they cannot
 * @param protection what it guards against
 */
public record HttpSettings(
    String host,
    int port,
    Optional<URI> publicUrl,
    Optional<String> webPushKey,
    Protection protection) {

  public HttpSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("the host to listen on must not be blank");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("a port is 0 to 65535, was " + port);
    }
    if (publicUrl.filter(url -> !isHttp(url)).isPresent()) {
      throw new IllegalArgumentException(
          "the public URL must begin with https:// or http://, was " + publicUrl.get());
    }
  }

  /** Without pushes to browsers, and guarded only against what needs no settings. */
  public HttpSettings(String host, int port, Optional<URI> publicUrl) {
    this(host, port, publicUrl, Optional.empty(), Protection.LEAST);
  }

  /** The same, with that key for browsers. */
  public HttpSettings withWebPushKey(Optional<String> key) {
    return new HttpSettings(host, port, publicUrl, key, protection);
  }

  /** The same, guarded in that way. */
  public HttpSettings protectedBy(Protection other) {
    return new HttpSettings(host, port, publicUrl, webPushKey, other);
  }

  /** Whether clients reach the server by https. */
  boolean encrypted() {
    return publicUrl.filter(url -> "https".equalsIgnoreCase(url.getScheme())).isPresent();
  }

  private static boolean isHttp(URI url) {
    String scheme = url.getScheme();
    return ("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme))
        && url.getHost() != null;
  }
}
