package dev.evenomad.application.character;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.environment.Transactions;
import java.util.Optional;

/**
 * A pilot's wish to have a character taken out of their account: it goes with its grant and all
 * that was read with it, in one transaction that also plans to end the grant at EVE. An account
 * keeps its last character, because nobody could sign in to it without: who wants to part with that
 * one deletes the account. Thread-safe.
 */
public final class RemoveCharacter {

  private final Users users;
  private final Characters characters;
  private final PartWithCharacter partWithCharacter;
  private final RevokeGrants revokeGrants;
  private final Transactions transactions;

  /** Over these. */
  public RemoveCharacter(
      Users users,
      Characters characters,
      PartWithCharacter partWithCharacter,
      RevokeGrants revokeGrants,
      Transactions transactions) {
    this.users = users;
    this.characters = characters;
    this.partWithCharacter = partWithCharacter;
    this.revokeGrants = revokeGrants;
    this.transactions = transactions;
  }

  /** Removes the character. Those of one account are removed one after the other. */
  public Outcome remove(UserId user, CharacterId character) {
    return transactions.call(() -> removeAlone(user, character));
  }

  private Outcome removeAlone(UserId user, CharacterId id) {
    // Else two removals at the same time would each see the other's character as the one that
    // stays.
    if (users.lock(user).isEmpty()) {
      return new Outcome.NotTheirs();
    }
    Optional<EveCharacter> own = characters.findOf(user, id);
    if (own.isEmpty()) {
      return new Outcome.NotTheirs();
    }
    if (characters.ofUser(user).size() == 1) {
      return new Outcome.LastOne();
    }
    revokeGrants.planAll(own.get());
    partWithCharacter.part(own.get());
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
