package dev.evenomad.domain.sync;

import dev.evenomad.domain.character.Scope;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.industry.IndustryJobs;
import dev.evenomad.domain.mail.Mailbox;
import dev.evenomad.domain.market.MarketOrders;
import dev.evenomad.domain.planet.Colonies;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.snapshot.Snapshot;
import java.util.Locale;

/** What can be read of a character, each kind on a rhythm of its own. */
public enum SyncKind {
  /** Trained skills and the skill queue. */
  SKILLS,
  /** Headers of the newest mails. */
  MAIL,
  /** Open market orders, and what became of those that are gone. */
  MARKET_ORDERS,
  /** Industry jobs that are not delivered. */
  INDUSTRY_JOBS,
  /** Planetary colonies and their extractors. */
  PLANETS;

  /** The name outside of Java, such as {@code market_orders}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What is kept of the last reading. */
  public Class<? extends Snapshot> snapshots() {
    return switch (this) {
      case SKILLS -> SkillSnapshot.class;
      case MAIL -> Mailbox.class;
      case MARKET_ORDERS -> MarketOrders.class;
      case INDUSTRY_JOBS -> IndustryJobs.class;
      case PLANETS -> Colonies.class;
    };
  }

  /** The scopes without which ESI answers nothing. */
  public Scopes neededScopes() {
    return switch (this) {
      case SKILLS -> Scopes.of(Scope.READ_SKILLS, Scope.READ_SKILL_QUEUE);
      case MAIL -> Scopes.of(Scope.READ_MAIL);
      case MARKET_ORDERS -> Scopes.of(Scope.READ_MARKET_ORDERS);
      case INDUSTRY_JOBS -> Scopes.of(Scope.READ_INDUSTRY_JOBS);
      case PLANETS -> Scopes.of(Scope.MANAGE_PLANETS);
    };
  }
}
