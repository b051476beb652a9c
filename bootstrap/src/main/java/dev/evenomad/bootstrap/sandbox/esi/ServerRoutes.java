package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.esi.EsiRoute.Call;
import dev.evenomad.bootstrap.sandbox.web.Routes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What ESI tells about the game's server and about itself. */
final class ServerRoutes {

  static final String STATUS = "/status";

  private final EsiConditions conditions;

  ServerRoutes(EsiConditions conditions) {
    this.conditions = conditions;
  }

  void addTo(Routes<EsiRoute> routes) {
    routes
        .add(
            "GET",
            STATUS,
            EsiRoute.open(new CachePolicy.Timed(Duration.ofSeconds(30)), call -> status(call.now()))
                .in(RateGroup.STATUS))
        .add(
            "GET",
            "/meta/compatibility-dates",
            EsiRoute.open(
                    new CachePolicy.EventDriven(Duration.ofMinutes(10)),
                    call -> Map.of("compatibility_dates", CompatibilityDates.texts()))
                .in(RateGroup.META))
        .add(
            "GET",
            "/meta/status",
            EsiRoute.open(
                    new CachePolicy.EventDriven(Duration.ofSeconds(60)),
                    call -> health(call, routes.all()))
                .in(RateGroup.META)
                .revisedBy(call -> conditions.isDown(call.now()) ? 1 : 0));
  }

  private Object status(Instant now) {
    var today = now.atOffset(ZoneOffset.UTC).with(CachePolicy.TURNOVER).toInstant();
    var started = today.isAfter(now) ? today.minus(Duration.ofDays(1)) : today;
    var body = new LinkedHashMap<String, Object>();
    // As many as in quiet hours, a few more or less each minute.
    body.put("players", 18_000 + Math.floorMod(now.getEpochSecond() / 60 * 7919, 2000));
    body.put("server_version", "3142586");
    body.put("start_time", CharacterRoutes.text(started));
    if (conditions.vip()) {
      body.put("vip", true);
    }
    return body;
  }

  private Object health(Call call, List<Routes.Known> known) {
    if (call.compatibility().isBefore(CompatibilityDates.META_STATUS)) {
      throw new EsiError(404, "Not found");
    }
    var state = conditions.isDown(call.now()) ? "Down" : "OK";
    return Map.of("routes", known.stream().map(route -> health(route, state)).toList());
  }

  private static Map<String, Object> health(Routes.Known route, String state) {
    var body = new LinkedHashMap<String, Object>();
    body.put("method", route.method());
    body.put("path", route.template());
    body.put("status", route.template().startsWith("/meta/") ? "OK" : state);
    return body;
  }
}
