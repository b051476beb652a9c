package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.esi.EsiRoute.Call;
import dev.evenomad.bootstrap.sandbox.game.Organizations;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.universe.NpcCorporation;
import dev.evenomad.bootstrap.sandbox.universe.Station;
import dev.evenomad.bootstrap.sandbox.universe.Universe;
import dev.evenomad.bootstrap.sandbox.web.Routes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What ESI tells about corporations and alliances. */
final class OrganizationRoutes {

  private static final String FOUNDED = "2019-04-17T19:23:05Z";

  /** Who leads and made what has no known leader. */
  private static final int EVE_SYSTEM = 1;

  private final Pilots pilots;

  OrganizationRoutes(Pilots pilots) {
    this.pilots = pilots;
  }

  void addTo(Routes<EsiRoute> routes) {
    var hourly = new CachePolicy.Timed(Duration.ofHours(1));
    routes
        .add("GET", "/corporations/{corporation_id}", EsiRoute.open(hourly, this::corporation))
        .add("GET", "/alliances/{alliance_id}", EsiRoute.open(hourly, this::alliance));
  }

  private Object corporation(Call call) {
    var id = call.id("corporation_id");
    var npc = Universe.corporation(id);
    if (npc.isEmpty() && !pilots.hasCorporation(id)) {
      throw new EsiError(404, "Corporation not found");
    }
    var name = Organizations.corporation(id);
    var ticker = npc.map(NpcCorporation::ticker).orElseGet(() -> ticker(name));
    return call.compatibility().isBefore(CompatibilityDates.CORPORATION_TAX_RATES)
        ? earlier(id, name, ticker)
        : present(id, name, ticker, npc.isPresent());
  }

  private Map<String, Object> present(long id, String name, String ticker, boolean npc) {
    var rates = new LinkedHashMap<String, Object>();
    rates.put("isk", 10.0);
    rates.put("loyalty_point", 0.0);
    var body = new LinkedHashMap<String, Object>();
    if (!npc) {
      body.put("date_founded", FOUNDED);
    }
    body.put("description", "");
    body.put("friendly_fire", "legal");
    body.put("home_station_id", Station.JITA);
    body.put("member_count", pilots.members(id));
    body.put("name", name);
    body.put("shares", 1000);
    body.put("state", "active");
    body.put("tax_rates", rates);
    body.put("ticker", ticker);
    body.put("type", npc ? "npc_owned" : "player_owned");
    body.put("war_eligible", false);
    return body;
  }

  private Map<String, Object> earlier(long id, String name, String ticker) {
    var body = new LinkedHashMap<String, Object>();
    body.put("ceo_id", EVE_SYSTEM);
    body.put("creator_id", EVE_SYSTEM);
    body.put("member_count", pilots.members(id));
    body.put("name", name);
    body.put("tax_rate", 0.1);
    body.put("ticker", ticker);
    return body;
  }

  private Object alliance(Call call) {
    var id = call.id("alliance_id");
    if (!pilots.hasAlliance(id)) {
      throw new EsiError(404, "Alliance not found");
    }
    var name = Organizations.alliance(id);
    var body = new LinkedHashMap<String, Object>();
    body.put("creator_corporation_id", Pilots.DEFAULT_CORPORATION);
    body.put("creator_id", EVE_SYSTEM);
    body.put("date_founded", FOUNDED);
    body.put("executor_corporation_id", Pilots.DEFAULT_CORPORATION);
    body.put("name", name);
    body.put("ticker", ticker(name));
    return body;
  }

  /** The first five letters and digits. */
  private static String ticker(String name) {
    var letters = name.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
    return letters.substring(0, Math.min(5, letters.length()));
  }
}
