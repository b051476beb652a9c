package dev.evenomad.domain.character;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.environment.ConflictException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The linked characters. Implementations are thread-safe and join transactions. */
public interface Characters {

  /** The character with that EVE id, whoever's it is; empty if nobody linked it. */
  Optional<EveCharacter> find(CharacterId id);

  /** That character if it is linked to {@code user}; empty if it is not, or to somebody else. */
  Optional<EveCharacter> findOf(UserId user, CharacterId id);

  /** All characters of a user, the one linked first at the front. Empty if there are none. */
  List<EveCharacter> ofUser(UserId user);

  /** The account's characters and what it pays for, at once; empty if the account is gone. */
  Optional<Roster> roster(UserId user);

  /**
   * Characters with a valid grant whose access token expires before {@code instant}, the earliest
   * first.
   *
   * @param limit at most so many, positive
   */
  List<EveCharacter> withTokensExpiringBefore(Instant instant, int limit);

  /**
   * Stores a new character.
   *
   * @throws ConflictException at the latest when the transaction commits, if the EVE character is
   *     linked already or its user does not exist
   */
  void add(EveCharacter character);

  /**
   * Stores a changed character if its version is still the stored one; at most once per
   * transaction.
   *
   * @throws ConflictException at the latest when the transaction commits, if another writer won or
   *     the character is gone
   */
  void save(EveCharacter character);

  /**
   * Keeps a character linked until the transaction ends: whoever removes it waits so long. For what
   * is stored about it and does not go with it by itself: jobs, plans, copies of mails.
   *
   * @return whether it is linked
   */
  boolean keep(CharacterId id);

  /**
   * Removes the character with everything that was read with its grant: sync states and snapshots.
   * Nothing happens if it is gone already.
   *
   * @throws ConflictException if another writer has changed it meanwhile: its grant may be another
   */
  void remove(EveCharacter character);
}
