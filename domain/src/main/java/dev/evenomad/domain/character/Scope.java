package dev.evenomad.domain.character;

import java.util.regex.Pattern;

/**
 * One permission that a pilot gives at EVE SSO.
 *
 * @param value such as {@code esi-skills.read_skillqueue.v1}: visible ASCII without quotes or
 *     backslash (RFC 6749, section 3.3)
 */
public record Scope(String value) {

  private static final Pattern FORM = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,100}");

  /** Read trained skills and attributes. */
  public static final Scope READ_SKILLS = new Scope("esi-skills.read_skills.v1");

  /** Read the skill queue. */
  public static final Scope READ_SKILL_QUEUE = new Scope("esi-skills.read_skillqueue.v1");

  /** Read mail. */
  public static final Scope READ_MAIL = new Scope("esi-mail.read_mail.v1");

  /** Read the character's own market orders. */
  public static final Scope READ_MARKET_ORDERS = new Scope("esi-markets.read_character_orders.v1");

  /** Read industry jobs. */
  public static final Scope READ_INDUSTRY_JOBS = new Scope("esi-industry.read_character_jobs.v1");

  /** Read colonies; EVE has no scope that only reads them. */
  public static final Scope MANAGE_PLANETS = new Scope("esi-planets.manage_planets.v1");

  public Scope {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a scope is up to 100 visible ASCII characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
