package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.esi.EsiRoute.Call;
import dev.evenomad.bootstrap.sandbox.game.Organizations;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.game.Skill;
import dev.evenomad.bootstrap.sandbox.game.SkillCatalogue;
import dev.evenomad.bootstrap.sandbox.web.Routes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What ESI tells about the game itself: types, names and the server's state. */
final class UniverseRoutes {

  private static final int RANK = 275;
  private static final int PRIMARY_ATTRIBUTE = 180;
  private static final int SECONDARY_ATTRIBUTE = 181;

  private final Pilots pilots;
  private final EsiConditions conditions;

  UniverseRoutes(Pilots pilots, EsiConditions conditions) {
    this.pilots = pilots;
    this.conditions = conditions;
  }

  void addTo(Routes<EsiRoute> routes) {
    routes
        .add("GET", "/universe/types/{type_id}", EsiRoute.open(new CachePolicy.Daily(), this::type))
        .add("POST", "/universe/names", EsiRoute.open(new CachePolicy.Silent(), this::names))
        .add(
            "GET",
            "/status",
            new EsiRoute(
                Optional.empty(),
                Optional.of(RateGroup.STATUS),
                new CachePolicy.Timed(Duration.ofSeconds(30)),
                call -> 0,
                call -> status(call.now())));
  }

  private Object type(Call call) {
    var skill =
        SkillCatalogue.find(call.id("type_id"))
            .orElseThrow(() -> new EsiError(404, "Type not found!"));
    var body = new LinkedHashMap<String, Object>();
    body.put("capacity", 0.0);
    body.put("description", "");
    body.put(
        "dogma_attributes",
        List.of(
            attribute(PRIMARY_ATTRIBUTE, skill.primaryAttribute()),
            attribute(SECONDARY_ATTRIBUTE, skill.secondaryAttribute()),
            attribute(RANK, skill.rank())));
    body.put("group_id", skill.groupId());
    body.put("icon_id", 33);
    body.put("mass", 0.0);
    body.put("name", skill.name(call.language()));
    body.put("packaged_volume", 0.01);
    body.put("portion_size", 1);
    body.put("published", true);
    body.put("type_id", skill.id());
    body.put("volume", 0.01);
    return body;
  }

  private static Map<String, Object> attribute(int id, int value) {
    var body = new LinkedHashMap<String, Object>();
    body.put("attribute_id", id);
    body.put("value", (double) value);
    return body;
  }

  private Object names(Call call) {
    var known = directory();
    var found = new ArrayList<Object>();
    for (var id : IdList.of(call.request())) {
      var entry =
          Optional.ofNullable(known.get(id)).or(() -> SkillCatalogue.find(id).map(this::named));
      found.add(
          entry.orElseThrow(() -> new EsiError(404, "Ensure all IDs are valid before resolving.")));
    }
    return found;
  }

  private Map<Long, Object> directory() {
    var known = new LinkedHashMap<Long, Object>();
    for (var pilot : pilots.all()) {
      var profile = pilot.profile();
      known.put(pilot.characterId(), named("character", pilot.characterId(), pilot.name()));
      var corporation = profile.corporationId();
      known.put(
          corporation, named("corporation", corporation, Organizations.corporation(corporation)));
      profile
          .allianceId()
          .ifPresent(id -> known.put(id, named("alliance", id, Organizations.alliance(id))));
    }
    return known;
  }

  private Object named(Skill skill) {
    return named("inventory_type", skill.id(), skill.name());
  }

  private static Object named(String category, long id, String name) {
    var body = new LinkedHashMap<String, Object>();
    body.put("category", category);
    body.put("id", id);
    body.put("name", name);
    return body;
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
}
