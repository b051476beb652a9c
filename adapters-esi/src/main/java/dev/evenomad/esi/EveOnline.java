package dev.evenomad.esi;

import dev.evenomad.domain.Eve;
import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.character.EveSso;
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
import dev.evenomad.esi.client.Esi;
import dev.evenomad.esi.client.EsiSettings;
import dev.evenomad.esi.client.EsiStatistics;
import dev.evenomad.esi.sso.Sso;
import dev.evenomad.esi.sso.SsoSettings;
import java.time.InstantSource;

/**
 * EVE Online: its single sign-on and what ESI tells, each as a port. Owns its connections, calls
 * nobody before it is asked, and starts whether EVE is up or not. Thread-safe. Whoever needs one
 * side alone takes {@link Sso} or {@link Esi}.
 */
public final class EveOnline implements Eve, AutoCloseable {

  private final Sso sso;
  private final Esi esi;

  private EveOnline(Sso sso, Esi esi) {
    this.sso = sso;
    this.esi = esi;
  }

  /**
   * Both sides of EVE.
   *
   * @param cache for public data; stays open
   * @param budgets which all processes that call ESI from here share
   * @param clock what the lifetimes of tokens and data are measured by
   */
  public static EveOnline connect(
      SsoSettings sso, EsiSettings esi, Cache cache, Budgets budgets, InstantSource clock) {
    return new EveOnline(Sso.connect(sso, clock), Esi.connect(esi, cache, budgets, clock));
  }

  @Override
  public EveSso sso() {
    return sso.eveSso();
  }

  @Override
  public SkillSource skillSource() {
    return esi.skillSource();
  }

  @Override
  public MailSource mailSource() {
    return esi.mailSource();
  }

  @Override
  public MarketSource marketSource() {
    return esi.marketSource();
  }

  @Override
  public IndustrySource industrySource() {
    return esi.industrySource();
  }

  @Override
  public PlanetSource planetSource() {
    return esi.planetSource();
  }

  @Override
  public PublicProfiles publicProfiles() {
    return esi.publicProfiles();
  }

  @Override
  public EntityNames entityNames() {
    return esi.entityNames();
  }

  @Override
  public TypeNames typeNames() {
    return esi.typeNames();
  }

  @Override
  public ItemTypes itemTypes() {
    return esi.itemTypes();
  }

  @Override
  public RegionMarkets regionMarkets() {
    return esi.regionMarkets();
  }

  /** What was asked of ESI and what came of it. */
  public EsiStatistics esiStatistics() {
    return esi.statistics();
  }

  /** Ends calls that are under way and frees the connections. */
  @Override
  public void close() {
    try (sso;
        esi) {
      // Both are closed even if one of them fails to.
    }
  }
}
