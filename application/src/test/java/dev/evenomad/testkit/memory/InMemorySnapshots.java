package dev.evenomad.testkit.memory;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.snapshot.Snapshot;
import dev.evenomad.domain.snapshot.Snapshots;
import dev.evenomad.testkit.memory.Tables.SnapshotKey;
import java.time.Instant;
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

  @Override
  public void confirm(CharacterId character, Class<? extends Snapshot> kind, Instant moment) {
    tables.transactions.run(
        () ->
            tables
                .snapshots
                .find(new SnapshotKey(character, kind))
                .ifPresent(snapshot -> tables.snapshots.put(snapshot.confirmedAt(moment))));
  }
}
