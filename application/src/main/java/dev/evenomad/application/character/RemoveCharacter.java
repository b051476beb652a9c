package dev.evenomad.application.character;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.environment.Leases;
import dev.evenomad.domain.environment.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A pilot's wish to have a character taken out of their account: it goes with its grant and all
 * that was read with it, in one transaction that also plans to end the grant at EVE. An account
 * keeps its last character, because nobody could sign in to it without. Thread-safe.
 */
public final class RemoveCharacter {

  /** Longer than a removal takes. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final Characters characters;
  private final PartWithCharacter partWithCharacter;
  private final RevokeGrants revokeGrants;
  private final Leases leases;
  private final Ids ids;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these. */
  public RemoveCharacter(
      Characters characters,
      PartWithCharacter partWithCharacter,
      RevokeGrants revokeGrants,
      Leases leases,
      Ids ids,
      Transactions transactions,
      Clock clock) {
    this.characters = characters;
    this.partWithCharacter = partWithCharacter;
    this.revokeGrants = revokeGrants;
    this.leases = leases;
    this.ids = ids;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Removes the character.
   *
   * @throws ConflictException if another one is being removed from the account at this moment, or
   *     other writers kept winning; nothing was changed
   */
  public Outcome remove(UserId user, CharacterId character) {
    // Two removals at the same time would each see the other's character as the one that stays.
    String lease = "character-removal:" + user;
    String holder = ids.next();
    Instant now = clock.instant();
    if (!leases.take(lease, holder, now, now.plus(LEASE))) {
      throw new ConflictException("another character is being removed from account " + user);
    }
    try {
      return transactions.call(() -> removeAlone(user, character));
    } finally {
      leases.release(lease, holder);
    }
  }

  private Outcome removeAlone(UserId user, CharacterId id) {
    Optional<EveCharacter> own = characters.findOf(user, id);
    if (own.isEmpty()) {
      return new Outcome.NotTheirs();
    }
    if (characters.ofUser(user).size() == 1) {
      return new Outcome.LastOne();
    }
    partWithCharacter.part(own.get());
    own.get().grant().heldRefreshToken().ifPresent(token -> revokeGrants.plan(id, token));
    return new Outcome.Removed();
  }

  /** What came of it. */
  public sealed interface Outcome {
    /** It is gone, and its grant is being ended at EVE. */
    record Removed() implements Outcome {}

    /** It is not linked to that account. Nothing was changed. */
    record NotTheirs() implements Outcome {}

    /** It is the account's only one. Nothing was changed. */
    record LastOne() implements Outcome {}
  }
}
