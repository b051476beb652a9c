package dev.evenomad.domain.overview;

import dev.evenomad.domain.character.EsiGrant;
import java.util.Locale;

/** Where an {@link EsiGrant} stands, without what it holds. */
public enum GrantState {
  /** In force. */
  VALID,
  /** The pilot has to sign in once more. */
  NEEDS_REAUTHORIZATION,
  /** Put aside; mended by signing in, too. */
  QUARANTINED;

  /** The state of {@code grant}. */
  public static GrantState of(EsiGrant grant) {
    return switch (grant) {
      case EsiGrant.Valid valid -> VALID;
      case EsiGrant.NeedsReauthorization lost -> NEEDS_REAUTHORIZATION;
      case EsiGrant.Quarantined aside -> QUARANTINED;
    };
  }

  /** The name outside of Java, such as {@code valid}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
