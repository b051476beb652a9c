package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.esi.EsiRoute.Call;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.game.WorldClock;
import dev.evenomad.bootstrap.sandbox.population.Holdings;
import dev.evenomad.bootstrap.sandbox.sso.Bearer;
import dev.evenomad.bootstrap.sandbox.sso.Sso;
import dev.evenomad.bootstrap.sandbox.web.Request;
import dev.evenomad.bootstrap.sandbox.web.Response;
import dev.evenomad.bootstrap.sandbox.web.Routes;
import dev.evenomad.bootstrap.sandbox.web.Site;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The simulated esi.evetech.net. A request passes the error limit, the token bucket, authorization,
 * the cache and the caller's own copy, in this order; what it cost is counted at the end.
 */
public final class EsiSite implements Site {

  private static final String BEARER = "bearer ";
  private static final String CHARACTER = "character_id";

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

  public EsiSite(
      WorldClock clock, Pilots pilots, Holdings holdings, Sso sso, EsiConditions conditions) {
    this.clock = clock;
    this.sso = sso;
    this.conditions = conditions;
    new CharacterRoutes(pilots, conditions.cache()).addTo(routes);
    new MailRoutes(pilots, holdings.mailboxes()).addTo(routes);
    new OrderRoutes(pilots, holdings).addTo(routes);
    new IndustryRoutes(pilots, holdings.jobs()).addTo(routes);
    new PlanetRoutes(pilots, holdings.colonies()).addTo(routes);
    new OrganizationRoutes(pilots).addTo(routes);
    PriceRoutes.addTo(routes);
    new UniverseRoutes(pilots).addTo(routes);
    new NameRoutes(pilots).addTo(routes);
    new ServerRoutes(conditions).addTo(routes);
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

  @Override
  public Optional<String> operation(Request request) {
    return Optional.of(operation(request, routes.find(request.method(), request.path())));
  }

  private static String operation(Request request, Optional<Routes.Match<EsiRoute>> match) {
    return match.map(found -> request.method() + " " + found.template()).orElse("no such route");
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
      if (conditions.isDown(visit.now()) && !visit.group().equals(Optional.of(RateGroup.META))) {
        return visit.request().path().startsWith(ServerRoutes.STATUS)
            ? Response.none()
            : EsiError.trouble(conditions.troubleOfDowntime());
      }
      var match = visit.match().orElseThrow(() -> noRoute(visit.request()));
      var compatibility = CompatibilityDates.effective(visit.request(), visit.now());
      var call =
          new Call(
              visit.request(),
              match.variables(),
              visit.request().query(),
              visit.bearer().map(Bearer::characterId),
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
      return data(visit, route, call);
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
    if (call.variables().containsKey(CHARACTER) && bearer.characterId() != call.characterId()) {
      throw new EsiError(403, "Token is not valid for this character");
    }
  }

  private Response data(Visit visit, EsiRoute route, Call call) {
    if (route.cache() instanceof CachePolicy.Silent) {
      return Response.json(200, route.body().apply(call));
    }
    var wanted = route.pageSize().isPresent() ? call.number("page").orElse(1L) : 1;
    if (wanted < 1) {
      throw new EsiError(400, "'" + wanted + "' is not a valid page.");
    }
    var lookup =
        conditions
            .cache()
            .get(
                key(route, call),
                (int) Math.min(wanted, Integer.MAX_VALUE),
                route.cache(),
                route.revision().applyAsLong(call),
                call.now(),
                () -> pages(route, call));
    var answer = lookup.answer();
    if (wanted > answer.pages().size()) {
      throw new EsiError(404, "Requested page does not exist!");
    }
    var body = answer.pages().get((int) wanted - 1);
    var headers = new LinkedHashMap<>(caching(route, call, answer));
    headers.put("ETag", body.etag());
    headers.put("Last-Modified", CachePolicy.httpDate(answer.lastModified()));
    if (route.pageSize().isPresent()) {
      headers.put("X-Pages", Integer.toString(answer.pages().size()));
    }
    if (route.cache() instanceof CachePolicy.Daily) {
      // Static data is all that is translated.
      headers.put("Content-Language", call.language());
    }
    headers.put("X-Esi-Cache-Status", lookup.hit() ? "HIT" : "MISS");
    var response =
        Conditional.isNotModified(call.request(), body.etag(), answer.lastModified())
            ? Response.empty(304)
            : Gzip.answer(call.request(), body);
    if (lookup.early() && route.scope().isPresent()) {
      // Of public data, nobody knows who got it before.
      conditions.earlyCalls().add(operation(visit.request(), visit.match()), response.status());
    }
    return response.with(headers);
  }

  private Map<String, String> caching(EsiRoute route, Call call, EsiCache.Cached answer) {
    var audience = route.scope().isPresent() ? "private" : "public";
    var headers = route.cache().headers(audience, call.now(), answer.expiry());
    if (conditions.expiresOnly() && !(route.cache() instanceof CachePolicy.EventDriven)) {
      var silent = new LinkedHashMap<>(headers);
      silent.put("Cache-Control", audience);
      return silent;
    }
    return headers;
  }

  /** What an answer depends on, the page apart: all pages are made at once. */
  private static String key(EsiRoute route, Call call) {
    var path = call.request().path();
    var key = new StringBuilder(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    key.append(' ').append(call.compatibility());
    if (route.cache() instanceof CachePolicy.Daily) {
      key.append(' ').append(call.language());
    }
    if (route.scope().isPresent() && !call.variables().containsKey(CHARACTER)) {
      // What is told depends on who asks.
      call.caller().ifPresent(caller -> key.append(' ').append(caller));
    }
    for (var parameter : route.parameters()) {
      key.append(' ').append(call.query().getOrDefault(parameter, ""));
    }
    return key.toString();
  }

  private static List<Body> pages(EsiRoute route, Call call) {
    var value = route.body().apply(call);
    if (route.pageSize().isEmpty() || !(value instanceof List<?> items) || items.isEmpty()) {
      return List.of(Body.of(value));
    }
    int size = route.pageSize().get();
    var pages = new ArrayList<Body>();
    for (var from = 0; from < items.size(); from += size) {
      pages.add(Body.of(items.subList(from, Math.min(items.size(), from + size))));
    }
    return List.copyOf(pages);
  }

  private static Response finish(Request request, Response response) {
    return Gzip.apply(request, response).with("X-Esi-Request-Id", UUID.randomUUID().toString());
  }
}
