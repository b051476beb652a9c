package dev.evenomad.esi.client;

import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.character.PublicProfiles;
import dev.evenomad.domain.environment.Budgets;
import dev.evenomad.domain.industry.IndustrySource;
import dev.evenomad.domain.mail.MailSource;
import dev.evenomad.domain.market.MarketSource;
import dev.evenomad.domain.market.RegionMarkets;
import dev.evenomad.domain.planet.PlanetSource;
import dev.evenomad.domain.skill.SkillSource;
import dev.evenomad.domain.universe.EntityNames;
import dev.evenomad.domain.universe.ItemTypes;
import dev.evenomad.domain.universe.TypeNames;
import dev.evenomad.esi.http.BoundedHttp;
import dev.evenomad.esi.limit.EsiBudget;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The ports that ESI serves. Owns its connections; does nothing before it is asked. Thread-safe.
 */
public final class Esi implements AutoCloseable {

  private final BoundedHttp http;
  private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
  private final EsiStatistics statistics;
  private final SkillSource skillSource;
  private final PublicProfiles publicProfiles;
  private final MailSource mailSource;
  private final MarketSource marketSource;
  private final IndustrySource industrySource;
  private final PlanetSource planetSource;
  private final TypeNames typeNames;
  private final EntityNames entityNames;
  private final ItemTypes itemTypes;
  private final RegionMarkets regionMarkets;

  private Esi(EsiSettings settings, Cache cache, Budgets budgets, InstantSource clock) {
    http = new BoundedHttp(settings.http());
    EsiBudget budget = new EsiBudget(budgets, settings.http().callTimeout());
    EsiClient client = new EsiClient(http, settings, budget, clock);
    statistics = client.statistics();
    skillSource = new EsiSkillSource(client);
    mailSource = new EsiMailSource(client);
    marketSource = new EsiMarketSource(client, clock);
    industrySource = new EsiIndustrySource(client);
    planetSource = new EsiPlanetSource(client);
    publicProfiles = new EsiPublicProfiles(client);
    ReadThroughs throughCache =
        new ReadThroughs(cache, clock, readers, settings.http().callTimeout());
    typeNames = new EsiTypeNames(client, throughCache);
    entityNames = new EsiEntityNames(client, throughCache);
    itemTypes = new EsiItemTypes(client, throughCache);
    regionMarkets = new EsiRegionMarkets(client, throughCache);
  }

  /**
   * Ports on ESI.
   *
   * @param cache for public data; stays open
   * @param budgets which all processes that call ESI from here share
   * @param clock what freshness and limits are measured by
   */
  public static Esi connect(
      EsiSettings settings, Cache cache, Budgets budgets, InstantSource clock) {
    return new Esi(settings, cache, budgets, clock);
  }

  /**
   * Asks ESI once how the game's server is: to see whether ESI can be used.
   *
   * @param clock what freshness and limits are measured by
   */
  public static Fetched<EsiStatus> check(EsiSettings settings, InstantSource clock) {
    EsiBudget alone = EsiBudget.ofThisProcess(settings.http().callTimeout());
    try (BoundedHttp http = new BoundedHttp(settings.http())) {
      return new EsiClient(http, settings, alone, clock)
          .get(EsiCall.of(EsiRoute.STATUS), EsiStatus::read);
    }
  }

  /** Skills and queues. */
  public SkillSource skillSource() {
    return skillSource;
  }

  /** Mail. */
  public MailSource mailSource() {
    return mailSource;
  }

  /** Market orders. */
  public MarketSource marketSource() {
    return marketSource;
  }

  /** Industry jobs. */
  public IndustrySource industrySource() {
    return industrySource;
  }

  /** Colonies. */
  public PlanetSource planetSource() {
    return planetSource;
  }

  /** What EVE tells everybody about a character. */
  public PublicProfiles publicProfiles() {
    return publicProfiles;
  }

  /** Names of characters, corporations, stations and the like, through the cache. */
  public EntityNames entityNames() {
    return entityNames;
  }

  /** Names of item types, through the cache. */
  public TypeNames typeNames() {
    return typeNames;
  }

  /** Item types, through the cache. */
  public ItemTypes itemTypes() {
    return itemTypes;
  }

  /** The public markets of regions, through the cache. */
  public RegionMarkets regionMarkets() {
    return regionMarkets;
  }

  /** What was asked and what came of it. */
  public EsiStatistics statistics() {
    return statistics;
  }

  /** Ends calls that are under way and frees the connections. */
  @Override
  public void close() {
    readers.shutdownNow();
    http.close();
    readers.close();
  }
}
