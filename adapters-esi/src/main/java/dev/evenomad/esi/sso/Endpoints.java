package dev.evenomad.esi.sso;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.esi.http.HttpSettings;
import java.io.IOException;
import java.net.URI;

/** Where the parts of EVE SSO are, as its metadata (RFC 8414) says. */
record Endpoints(URI authorization, URI token, URI revocation, URI jwks) {

  /** Where they have been for years, for as long as the metadata was never read. */
  static Endpoints documented(URI base) {
    return new Endpoints(
        URI.create(base + "/v2/oauth/authorize"),
        URI.create(base + "/v2/oauth/token"),
        URI.create(base + "/v2/oauth/revoke"),
        URI.create(base + "/oauth/jwks"));
  }

  /** Where the metadata is. */
  static URI metadata(URI base) {
    return URI.create(base + "/.well-known/oauth-authorization-server");
  }

  /**
   * Reads the metadata.
   *
   * @throws IOException if it is another issuer's, or misses something
   */
  static Endpoints of(JsonNode metadata, SsoSettings settings) throws IOException {
    if (!settings.issuers().contains(metadata.path("issuer").asText())) {
      throw new IOException("the metadata is of another issuer");
    }
    return new Endpoints(
        endpoint(metadata, "authorization_endpoint", settings),
        endpoint(metadata, "token_endpoint", settings),
        endpoint(metadata, "revocation_endpoint", settings),
        endpoint(metadata, "jwks_uri", settings));
  }

  private static URI endpoint(JsonNode metadata, String name, SsoSettings settings)
      throws IOException {
    URI uri;
    try {
      uri = URI.create(metadata.path(name).asText());
    } catch (IllegalArgumentException e) {
      throw new IOException("the metadata's " + name + " is not a URL", e);
    }
    boolean downgraded =
        "https".equalsIgnoreCase(settings.base().getScheme())
            && !"https".equalsIgnoreCase(uri.getScheme());
    if (!HttpSettings.isHttp(uri) || uri.getRawFragment() != null || downgraded) {
      throw new IOException("the metadata's " + name + " is not a URL to call");
    }
    return uri;
  }
}
