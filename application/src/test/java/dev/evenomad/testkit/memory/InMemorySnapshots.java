package dev.evenomad.testkit.memory;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.snapshot.Snapshot;
import dev.evenomad.domain.snapshot.Snapshots;
import dev.evenomad.testkit.memory.Tables.SnapshotKey;
import java.util.Optional;

/** {@link Snapshots} in memory. */
final class InMemorySnapshots implements Snapshots {

  private final Tables tables;

  InMemorySnapshots(Tables tables) {
    this.tables = tables;
  }

  @Override
  public <S extends Snapshot> Optional<S> find(CharacterId character, Class<S> kind) {
    return tables.snapshots.find(new SnapshotKey(character, kind)).map(kind::cast);
  }

  @Override
  public void put(Snapshot snapshot) {
    tables.transactions.run(
        () -> {
          tables.requireCharacter(snapshot.character());
          tables.snapshots.put(snapshot);
        });
  }
}
