package dev.evenomad.application.account;

import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.skill.SkillSnapshots;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncStates;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a pilot sees of their account, their characters and what was read of them. Thread-safe. */
public final class Account {

  private final Users users;
  private final Characters characters;
  private final SkillSnapshots skillSnapshots;
  private final SyncStates syncStates;
  private final Clock clock;

  /** Over these ports. */
  public Account(
      Users users,
      Characters characters,
      SkillSnapshots skillSnapshots,
      SyncStates syncStates,
      Clock clock) {
    this.users = users;
    this.characters = characters;
    this.skillSnapshots = skillSnapshots;
    this.syncStates = syncStates;
    this.clock = clock;
  }

  /** The account itself; empty if it is gone. */
  public Optional<User> user(UserId user) {
    return users.find(user);
  }

  /** The account's characters, the one linked first at the front. */
  public List<EveCharacter> characters(UserId user) {
    return characters.ofUser(user);
  }

  /** One of the account's characters; empty if it is not. */
  public Optional<EveCharacter> character(UserId user, CharacterId character) {
    return characters.findOf(user, character);
  }

  /** Skills and queue of one of the account's characters; empty if it is not. */
  public Optional<SkillView> skills(UserId user, CharacterId character) {
    return characters.findOf(user, character).map(own -> skills(character));
  }

  private SkillView skills(CharacterId character) {
    Instant now = clock.instant();
    boolean stale =
        syncStates.find(character, SyncKind.SKILLS).filter(state -> !state.staleAt(now)).isEmpty();
    return new SkillView(skillSnapshots.find(character), stale);
  }

  /**
   * Skills and queue as they were last read.
   *
   * @param snapshot empty until they were read for the first time
   * @param stale whether a newer reading is overdue: EVE is down, or the grant is gone
   */
  public record SkillView(Optional<SkillSnapshot> snapshot, boolean stale) {}
}
