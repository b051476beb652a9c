package dev.evenomad.application.sync;

import dev.evenomad.domain.industry.IndustrySource;
import dev.evenomad.domain.mail.MailSource;
import dev.evenomad.domain.market.MarketSource;
import dev.evenomad.domain.planet.PlanetSource;
import dev.evenomad.domain.skill.SkillSource;
import java.time.Clock;
import java.util.List;

/** How each kind of a character's data is read and compared. Thread-safe. */
public final class Feeds {

  private final List<Feed<?, ?>> all;

  /** From those sources. */
  public Feeds(
      SkillSource skills,
      MailSource mail,
      MarketSource market,
      IndustrySource industry,
      PlanetSource planets,
      Clock clock) {
    this.all =
        List.of(
            new SkillFeed(skills, clock),
            new MailFeed(mail, clock),
            new MarketFeed(market, clock),
            new IndustryFeed(industry, clock),
            new PlanetFeed(planets, clock));
  }

  /** One of each kind. */
  List<Feed<?, ?>> all() {
    return all;
  }
}
