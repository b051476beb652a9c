package dev.evenomad.domain.sync;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;

/** The sync states of all characters. Implementations are thread-safe and join transactions. */
public interface SyncStates {

  /** The state of that kind; empty if the character is not linked or the kind not begun. */
  Optional<SyncState> find(CharacterId character, SyncKind kind);

  /**
   * All that is needed to look after that kind, at once; empty if the character is not linked or
   * the kind not begun.
   *
   * @param snapshots what is kept of that kind
   */
  <S extends Snapshot> Optional<SyncSituation<S>> situation(
      CharacterId character, SyncKind kind, Class<S> snapshots);

  /** All states of a character, in the order of {@link SyncKind}. Empty if there are none. */
  List<SyncState> ofCharacter(CharacterId character);

  /**
   * Stores a new state.
   *
   * @throws ConflictException at the latest when the transaction commits, if there is one already
   *     or the character is gone
   */
  void add(SyncState state);

  /**
   * Stores a changed state if its version is still the stored one; at most once per transaction.
   *
   * @throws ConflictException at the latest when the transaction commits, if another writer won or
   *     the state is gone
   */
  void save(SyncState state);
}
