package dev.evenomad.bootstrap.server;

import dev.evenomad.domain.Eve;
import dev.evenomad.domain.character.EveSso;
import dev.evenomad.domain.character.PublicProfiles;
import dev.evenomad.domain.industry.IndustrySource;
import dev.evenomad.domain.mail.MailSource;
import dev.evenomad.domain.market.MarketSource;
import dev.evenomad.domain.market.RegionMarkets;
import dev.evenomad.domain.planet.PlanetSource;
import dev.evenomad.domain.skill.SkillSource;
import dev.evenomad.domain.universe.EntityNames;
import dev.evenomad.domain.universe.ItemTypes;
import dev.evenomad.domain.universe.TypeNames;

/**
 * All ports to EVE, with another one to its single sign-on.
 *
 * @param sso in place of that of {@code below}
 */
record WatchedEve(Eve below, EveSso sso) implements Eve {

  @Override
  public PublicProfiles publicProfiles() {
    return below.publicProfiles();
  }

  @Override
  public SkillSource skillSource() {
    return below.skillSource();
  }

  @Override
  public MailSource mailSource() {
    return below.mailSource();
  }

  @Override
  public MarketSource marketSource() {
    return below.marketSource();
  }

  @Override
  public IndustrySource industrySource() {
    return below.industrySource();
  }

  @Override
  public PlanetSource planetSource() {
    return below.planetSource();
  }

  @Override
  public TypeNames typeNames() {
    return below.typeNames();
  }

  @Override
  public EntityNames entityNames() {
    return below.entityNames();
  }

  @Override
  public ItemTypes itemTypes() {
    return below.itemTypes();
  }

  @Override
  public RegionMarkets regionMarkets() {
    return below.regionMarkets();
  }
}
