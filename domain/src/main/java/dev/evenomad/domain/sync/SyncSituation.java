package dev.evenomad.domain.sync;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.snapshot.Snapshot;
import java.util.Optional;

/**
 * What is known of one kind of a character when somebody begins to look after it.
 *
 * @param place of the character among those of the account, as in {@link
 *     dev.evenomad.domain.character.Roster#inOrder}, counted from 0
 * @param subscription of the pilot
 * @param language of the pilot; {@link Language#EN} without settings
 * @param leadTimes of the pilot; {@link LeadTimes#DEFAULT} without settings
 * @param snapshot what was read last; empty before the first reading
 */
public record SyncSituation<S extends Snapshot>(
    EveCharacter character,
    int place,
    Subscription subscription,
    Language language,
    LeadTimes leadTimes,
    SyncState state,
    Optional<S> snapshot) {

  /** The same with another state. */
  public SyncSituation<S> with(SyncState other) {
    return new SyncSituation<>(
        character, place, subscription, language, leadTimes, other, snapshot);
  }
}
