package dev.evenomad.domain;

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
 * All ports to EVE Online: its single sign-on, and what it tells. Thread-safe; each call returns
 * the same port.
 */
public interface Eve {

  /** Signs pilots in. */
  EveSso sso();

  /** Public information on characters. */
  PublicProfiles publicProfiles();

  /** Skills and queues. */
  SkillSource skillSource();

  /** Mail. */
  MailSource mailSource();

  /** Market orders. */
  MarketSource marketSource();

  /** Industry jobs. */
  IndustrySource industrySource();

  /** Colonies. */
  PlanetSource planetSource();

  /** Names of item types. */
  TypeNames typeNames();

  /** Names of characters, corporations, stations and the like. */
  EntityNames entityNames();

  /** Descriptions of item types. */
  ItemTypes itemTypes();

  /** The public markets of regions. */
  RegionMarkets regionMarkets();
}
