package dev.evenomad.application.session;

import dev.evenomad.application.character.Arrival;
import dev.evenomad.domain.secret.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Builds the addresses at which an app learns how a sign-in ended. */
final class AppRedirect {

  private AppRedirect() {}

  static URI withCode(URI redirectUri, Secret code, String clientState, Arrival arrival) {
    return with(redirectUri, "code", code.reveal(), clientState, "&outcome=" + arrival.code());
  }

  static URI withError(URI redirectUri, LoginError error, String clientState) {
    return with(redirectUri, "error", error.code(), clientState, "");
  }

  private static URI with(
      URI redirectUri, String name, String value, String clientState, String more) {
    String separator = redirectUri.getRawQuery() == null ? "?" : "&";
    return URI.create(
        redirectUri
            + separator
            + name
            + "="
            + encode(value)
            + "&state="
            + encode(clientState)
            + more);
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
