package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.esi.EsiRoute.Call;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.game.WorldClock;
import dev.evenomad.bootstrap.sandbox.sso.Bearer;
import dev.evenomad.bootstrap.sandbox.sso.Sso;
import dev.evenomad.bootstrap.sandbox.web.Request;
import dev.evenomad.bootstrap.sandbox.web.Response;
import dev.evenomad.bootstrap.sandbox.web.Routes;
import dev.evenomad.bootstrap.sandbox.web.Site;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The simulated esi.evetech.net. A request passes the error limit, the token bucket, authorization,
 * the cache and the caller's own copy, in this order; what it cost is counted at the end.
 */
public final class EsiSite implements Site {

  private static final String BEARER = "bearer ";

  /**
   * Who is asking for what.
   *
   * @param user whose bucket pays
   */
  private record Visit(
      Request request,
      Optional<Routes.Match<EsiRoute>> match,
      Optional<Bearer> bearer,
      String user,
      Instant now) {

    String address() {
      return request.remoteAddress();
    }

    Optional<RateGroup> group() {
      return match.flatMap(found -> found.target().group());
    }
  }

  private final WorldClock clock;
  private final Sso sso;
  private final EsiConditions conditions;
  private final Routes<EsiRoute> routes = new Routes<>();

  public EsiSite(WorldClock clock, Pilots pilots, Sso sso, EsiConditions conditions) {
    this.clock = clock;
    this.sso = sso;
    this.conditions = conditions;
    new CharacterRoutes(pilots, conditions.cache()).addTo(routes);
    new UniverseRoutes(pilots, conditions).addTo(routes);
  }

  @Override
  public Response handle(Request request) {
    var visit = visit(request);
    return finish(request, refusedByLimit(visit).orElseGet(() -> counted(visit, answer(visit))));
  }

  @Override
  public Response failing(Request request, int status) {
    var visit = visit(request);
    var trouble = EsiError.trouble(status);
    return finish(
        request,
        switch (status) {
          case 420 -> exhausted(trouble, visit);
          // The game server's own limiter: none of the headers that the newer limit sends.
          case 429 -> trouble;
          default -> counted(visit, trouble);
        });
  }

  private Visit visit(Request request) {
    var match = routes.find(request.method(), request.path());
    var bearer =
        request
            .header("Authorization")
            .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
            .flatMap(value -> sso.bearer(value.substring(BEARER.length()).trim()));
    var isPublic = match.filter(found -> found.target().scope().isPresent()).isEmpty();
    var address = request.remoteAddress();
    var user =
        bearer
            .map(
                token ->
                    isPublic
                        ? address + ":" + sso.clientId()
                        : conditions.user(token.characterId()))
            .orElse(address);
    return new Visit(request, match, bearer, user, clock.instant());
  }

  private Optional<Response> refusedByLimit(Visit visit) {
    if (conditions.errorLimit().isExhausted(visit.address(), visit.now())) {
      return Optional.of(exhausted(EsiError.trouble(420), visit));
    }
    return visit
        .group()
        .filter(group -> conditions.buckets().isEmpty(group, visit.user(), visit.now()))
        .map(group -> emptied(group, visit));
  }

  private Response exhausted(Response response, Visit visit) {
    var headers =
        new LinkedHashMap<>(conditions.errorLimit().headers(visit.address(), visit.now()));
    headers.put("X-ESI-Error-Limit-Remain", "0");
    return response.with(headers);
  }

  private Response emptied(RateGroup group, Visit visit) {
    var buckets = conditions.buckets();
    var wait = buckets.retryAfter(group, visit.user(), visit.now());
    return EsiError.trouble(429)
        .with(buckets.headers(group, visit.user(), 0, visit.now()))
        .with("Retry-After", Long.toString(wait.toSeconds()));
  }

  /** Counts what an answer cost under the one limit that guards its route. */
  private Response counted(Visit visit, Response response) {
    var now = visit.now();
    if (visit.group().isPresent()) {
      var group = visit.group().get();
      var cost = TokenBuckets.cost(response.status());
      conditions.buckets().spend(group, visit.user(), cost, now);
      return response.with(conditions.buckets().headers(group, visit.user(), cost, now));
    }
    if (response.status() >= 400) {
      conditions.errorLimit().count(visit.address(), now);
    }
    return response.with(conditions.errorLimit().headers(visit.address(), now));
  }

  private Response answer(Visit visit) {
    try {
      if (conditions.isDown(visit.now())) {
        return EsiError.trouble(503);
      }
      var match = visit.match().orElseThrow(() -> noRoute(visit.request()));
      var compatibility = CompatibilityDates.effective(visit.request(), visit.now());
      var call =
          new Call(
              visit.request(),
              match.variables(),
              compatibility,
              Languages.of(visit.request()),
              visit.now());
      return answer(visit, match.target(), call)
          .with("X-Compatibility-Date", compatibility.toString());
    } catch (EsiError error) {
      return error.response();
    }
  }

  private Response answer(Visit visit, EsiRoute route, Call call) {
    try {
      route.scope().ifPresent(scope -> authorize(visit, call, scope));
      return data(route, call);
    } catch (EsiError error) {
      return error.response();
    }
  }

  private EsiError noRoute(Request request) {
    return routes.methods(request.path()).isEmpty()
        ? new EsiError(404, "Not found")
        : new EsiError(405, "Method not allowed");
  }

  private static void authorize(Visit visit, Call call, String scope) {
    if (visit.bearer().isEmpty()) {
      throw new EsiError(
          401,
          visit.request().header("Authorization").isPresent()
              ? "The access token is not valid or has expired"
              : "Authorization not provided");
    }
    var bearer = visit.bearer().get();
    if (!bearer.scopes().contains(scope)) {
      throw new EsiError(403, "Token is not valid for scope(s): " + scope);
    }
    if (bearer.characterId() != call.id("character_id")) {
      throw new EsiError(403, "Token is not valid for this character");
    }
  }

  private Response data(EsiRoute route, Call call) {
    var policy = route.cache();
    if (policy instanceof CachePolicy.Silent) {
      return Response.json(200, route.body().apply(call));
    }
    var key =
        String.join(" ", call.request().path(), call.compatibility().toString(), call.language());
    var lookup =
        conditions
            .cache()
            .get(
                key,
                policy,
                route.revision().applyAsLong(call),
                call.now(),
                () -> route.body().apply(call));
    var answer = lookup.answer();
    var headers = new LinkedHashMap<>(policy.headers(call.now(), answer.expiry()));
    headers.put("ETag", answer.etag());
    headers.put("Last-Modified", CachePolicy.httpDate(answer.lastModified()));
    if (policy instanceof CachePolicy.Daily) {
      // Static data is all that is translated.
      headers.put("Content-Language", call.language());
    }
    headers.put("X-Esi-Cache-Status", lookup.hit() ? "HIT" : "MISS");
    var response =
        Conditional.isNotModified(call.request(), answer.etag(), answer.lastModified())
            ? Response.empty(304)
            : Response.json(200, answer.value());
    return response.with(headers);
  }

  private static Response finish(Request request, Response response) {
    return Gzip.apply(request, response).with("X-Esi-Request-Id", UUID.randomUUID().toString());
  }
}
