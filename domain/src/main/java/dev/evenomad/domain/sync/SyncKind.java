package dev.evenomad.domain.sync;

import dev.evenomad.domain.character.Scope;
import dev.evenomad.domain.character.Scopes;

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
