package dev.evenomad.bootstrap.sandbox.sso;

import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.web.Request;
import dev.evenomad.bootstrap.sandbox.web.Response;
import dev.evenomad.bootstrap.sandbox.web.Routes;
import dev.evenomad.bootstrap.sandbox.web.Site;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * The simulated login.eveonline.com: metadata, authorize, token, revoke and JWKS. The advertised
 * userinfo endpoint is not there; EVE's own documentation has clients check the token instead.
 */
public final class SsoSite implements Site {

  private final Sso sso;
  private final URI base;
  private final Routes<Function<Request, Response>> routes = new Routes<>();

  /**
   * @param base where this site is reached, without a slash at the end
   */
  public SsoSite(Sso sso, Pilots pilots, URI base) {
    this.sso = sso;
    this.base = base;
    var authorize = new AuthorizeEndpoint(sso, pilots);
    var token = new TokenEndpoint(sso);
    routes
        .add("GET", "/.well-known/oauth-authorization-server", request -> metadata())
        .add("GET", "/oauth/jwks", request -> keys())
        .add("GET", "/v2/oauth/authorize", authorize::page)
        .add("POST", "/v2/oauth/authorize", authorize::decide)
        .add("POST", "/v2/oauth/token", token::token)
        .add("POST", "/v2/oauth/revoke", token::revoke);
  }

  @Override
  public Response handle(Request request) {
    var match = routes.find(request.method(), request.path());
    if (match.isPresent()) {
      return match.get().target().apply(request);
    }
    var methods = routes.methods(request.path());
    return methods.isEmpty()
        ? AuthorizePage.notFound()
        : Response.empty(405).with("Allow", String.join(", ", methods));
  }

  /** What a broken login server sends is a page, not JSON. */
  @Override
  public Response failing(Request request, int status) {
    return Response.html(
        status,
        "<html><head><title>Error</title></head><body><h1>" + status + "</h1></body></html>");
  }

  private Response keys() {
    return Response.json(200, sso.keys().document()).with("Cache-Control", "public, max-age=300");
  }

  private Response metadata() {
    var authentication = List.of("client_secret_basic", "client_secret_post", "client_secret_jwt");
    var document = new LinkedHashMap<String, Object>();
    document.put("issuer", AccessTokens.ISSUER);
    document.put("authorization_endpoint", base + "/v2/oauth/authorize");
    document.put("token_endpoint", base + "/v2/oauth/token");
    document.put("userinfo_endpoint", base + "/v2/oauth/verify");
    document.put("response_types_supported", List.of("code", "token"));
    document.put("jwks_uri", base + "/oauth/jwks");
    document.put("revocation_endpoint", base + "/v2/oauth/revoke");
    document.put("subject_types_supported", List.of("public"));
    document.put("revocation_endpoint_auth_methods_supported", authentication);
    document.put("token_endpoint_auth_methods_supported", authentication);
    document.put("id_token_signing_alg_values_supported", List.of("HS256"));
    document.put("token_endpoint_auth_signing_alg_values_supported", List.of("HS256"));
    document.put("code_challenge_methods_supported", List.of("S256"));
    return Response.json(200, document);
  }
}
