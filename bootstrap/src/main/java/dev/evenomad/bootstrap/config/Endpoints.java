package dev.evenomad.bootstrap.config;

import dev.evenomad.domain.secret.Secret;
import dev.evenomad.esi.http.HttpSettings;
import dev.evenomad.esi.sso.SsoSettings;
import java.net.URI;

/** Reads addresses and ports; what is wrong is said without repeating it. */
final class Endpoints {

  private static final URI ANYWHERE = URI.create("http://localhost");

  private Endpoints() {}

  static int port(String text) {
    int port;
    try {
      port = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("it is not a number");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("it is not from 1 to 65535");
    }
    return port;
  }

  static String host(String text) {
    if (text.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
      throw new IllegalArgumentException("it is not an address");
    }
    return text;
  }

  static URI base(String text) {
    return HttpSettings.requireBase("the server", uri(text));
  }

  static URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("it is not a URI");
    }
  }

  static String contact(String text) {
    boolean printable = text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    if (!(text.contains("@") || text.contains("://")) || text.length() > 120 || !printable) {
      throw new IllegalArgumentException(
          "it is neither a mail address nor a URL of up to 120 ASCII characters");
    }
    return text;
  }

  static String clientId(String text) {
    return SsoSettings.of(text, Secret.of("unused"), ANYWHERE, "EveNomad (" + ANYWHERE + ")")
        .clientId();
  }

  static Secret clientSecret(String text) {
    return SsoSettings.of("unused", Secret.of(text), ANYWHERE, "EveNomad (" + ANYWHERE + ")")
        .clientSecret();
  }

  /** EVE's sign-on at {@code base}; whatever the address, tokens are issued in EVE's name. */
  static SsoSettings sso(
      String clientId, Secret clientSecret, URI publicUrl, String userAgent, URI base) {
    return SsoSettings.of(
            clientId,
            clientSecret,
            URI.create(publicUrl + ServeConfiguration.CALLBACK_PATH),
            userAgent)
        .at(base);
  }
}
