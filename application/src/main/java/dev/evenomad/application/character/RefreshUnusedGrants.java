package dev.evenomad.application.character;

import dev.evenomad.application.character.AccessTokens.Access;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EveCharacter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Refreshes grants that no reading has used for a day, because it is paused or kept from it: so
 * that pilots learn soon that EVE ended one, and a new owner is noticed. What is in use is
 * refreshed just before it is used, and is left alone. Several servers that do this at the same
 * time do no harm: each refresh has its lease. Thread-safe.
 */
public final class RefreshUnusedGrants {

  private static final Duration UNUSED = Duration.ofDays(1);

  /** So many at a time keep EVE SSO busy for some minutes; the rest is for the next time. */
  static final int MOST = 1_000;

  private final Characters characters;
  private final AccessTokens tokens;
  private final Clock clock;

  /** Over these. */
  public RefreshUnusedGrants(Characters characters, AccessTokens tokens, Clock clock) {
    this.characters = characters;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * Does it once, those first that were not used for longest.
   *
   * @return how many turned out to be in force or over; not those for which EVE could not be asked
   */
  public int run() {
    List<EveCharacter> unused =
        characters.withTokensExpiringBefore(clock.instant().minus(UNUSED), MOST);
    return (int)
        unused.stream()
            .map(character -> tokens.acquire(character.characterId()))
            .filter(access -> !(access instanceof Access.Postponed))
            .count();
  }
}
