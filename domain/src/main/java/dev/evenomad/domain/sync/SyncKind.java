package dev.evenomad.domain.sync;

import dev.evenomad.domain.character.Scope;
import dev.evenomad.domain.character.Scopes;

/** What can be read of a character, each kind on a rhythm of its own. */
public enum SyncKind {
  /** Trained skills and the skill queue. */
  SKILLS;

  /** The scopes without which ESI answers nothing. */
  public Scopes neededScopes() {
    return switch (this) {
      case SKILLS -> Scopes.of(Scope.READ_SKILLS, Scope.READ_SKILL_QUEUE);
    };
  }
}
