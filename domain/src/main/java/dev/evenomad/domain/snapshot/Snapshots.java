package dev.evenomad.domain.snapshot;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.environment.ConflictException;
import java.time.Instant;
import java.util.Optional;

/**
 * The last snapshot of each kind of each character's data. Durable, and no cache: what is lost here
 * would be events lost or invented. Implementations are thread-safe and join transactions.
 */
public interface Snapshots {

  /** The last snapshot of that kind; empty before the first one. */
  <S extends Snapshot> Optional<S> find(CharacterId character, Class<S> kind);

  /**
   * Puts the snapshot in place of the one of its kind before.
   *
   * @throws ConflictException at the latest when the transaction commits, if the character is not
   *     linked
   */
  void put(Snapshot snapshot);

  /**
   * Says that ESI confirmed at that moment what is stored, which is cheaper than to put it again.
   * Nothing happens if nothing is stored.
   */
  void confirm(CharacterId character, Class<? extends Snapshot> kind, Instant moment);
}
