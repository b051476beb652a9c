package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.esi.EsiRoute.Call;
import dev.evenomad.bootstrap.sandbox.game.Organizations;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.universe.Named;
import dev.evenomad.bootstrap.sandbox.universe.Universe;
import dev.evenomad.bootstrap.sandbox.web.Json;
import dev.evenomad.bootstrap.sandbox.web.Request;
import dev.evenomad.bootstrap.sandbox.web.Routes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How ESI turns ids into names and names into ids; each costs a look-up, however many there are.
 */
final class NameRoutes {

  private static final int MOST_NAMES = 500;
  private static final int LONGEST_NAME = 100;
  private static final Map<String, String> PLURALS =
      Map.of(
          "alliance", "alliances",
          "character", "characters",
          "constellation", "constellations",
          "corporation", "corporations",
          "faction", "factions",
          "inventory_type", "inventory_types",
          "region", "regions",
          "solar_system", "systems",
          "station", "stations");

  private final Pilots pilots;

  NameRoutes(Pilots pilots) {
    this.pilots = pilots;
  }

  void addTo(Routes<EsiRoute> routes) {
    routes
        .add("POST", "/universe/names", EsiRoute.open(new CachePolicy.Silent(), this::names))
        .add("POST", "/universe/ids", EsiRoute.open(new CachePolicy.Silent(), this::ids));
  }

  private Object names(Call call) {
    return IdList.of(call.request()).stream()
        .map(
            id ->
                name(id)
                    .orElseThrow(
                        () -> new EsiError(404, "Ensure all IDs are valid before resolving.")))
        .map(NameRoutes::body)
        .toList();
  }

  private Optional<Named> name(long id) {
    return Universe.name(id)
        .or(() -> pilots.find(id).map(pilot -> new Named("character", id, pilot.name())))
        .or(
            () ->
                pilots.hasCorporation(id)
                    ? Optional.of(new Named("corporation", id, Organizations.corporation(id)))
                    : Optional.empty())
        .or(
            () ->
                pilots.hasAlliance(id)
                    ? Optional.of(new Named("alliance", id, Organizations.alliance(id)))
                    : Optional.empty());
  }

  private static Map<String, Object> body(Named named) {
    var body = new LinkedHashMap<String, Object>();
    body.put("category", named.category());
    body.put("id", named.id());
    body.put("name", named.name());
    return body;
  }

  private Object ids(Call call) {
    var found = new LinkedHashMap<String, List<Object>>();
    for (var name : nameList(call.request())) {
      var named = new ArrayList<>(Universe.named(name));
      pilots
          .named(name)
          .map(pilot -> new Named("character", pilot.characterId(), pilot.name()))
          .ifPresent(named::add);
      for (var one : named) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", one.id());
        body.put("name", one.name());
        found
            .computeIfAbsent(
                PLURALS.getOrDefault(one.category(), one.category()), same -> new ArrayList<>())
            .add(body);
      }
    }
    return found;
  }

  private static Set<String> nameList(Request request) {
    var body =
        Json.read(request.body())
            .orElseThrow(() -> new EsiError(400, "The request body is not valid JSON."));
    if (!body.isArray() || body.isEmpty() || body.size() > MOST_NAMES) {
      throw new EsiError(422, "The request body must be an array of 1 to 500 names.");
    }
    var names = new LinkedHashSet<String>();
    for (var item : body) {
      var name = item.asText();
      if (!item.isTextual() || name.isEmpty() || name.length() > LONGEST_NAME) {
        throw new EsiError(422, "Every name must be a text of 1 to 100 characters.");
      }
      if (!names.add(name)) {
        throw new EsiError(422, "A name is there twice.");
      }
    }
    return names;
  }
}
