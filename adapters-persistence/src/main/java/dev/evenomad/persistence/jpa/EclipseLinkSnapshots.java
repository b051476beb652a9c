package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.snapshot.Snapshot;
import dev.evenomad.domain.snapshot.Snapshots;
import java.time.Instant;
import java.util.Optional;

final class EclipseLinkSnapshots implements Snapshots {

  private final EclipseLinkTransactions transactions;

  EclipseLinkSnapshots(EclipseLinkTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public <S extends Snapshot> Optional<S> find(CharacterId character, Class<S> kind) {
    SnapshotForm<S> form = SnapshotForm.of(kind);
    return transactions.read(
        manager ->
            Optional.ofNullable(manager.find(SnapshotRow.class, KindKey.of(character, form.kind())))
                .map(row -> row.toDomain(form)));
  }

  @Override
  public void put(Snapshot snapshot) {
    SnapshotForm<?> form = SnapshotForm.of(snapshot.getClass());
    transactions.write(
        manager ->
            manager
                .createNativeQuery(
                    """
                    INSERT INTO snapshot (character_id, kind, as_of, document)
                    VALUES (?1, ?2, ?3, CAST(?4 AS jsonb))
                    ON CONFLICT (character_id, kind)
                    DO UPDATE SET as_of = excluded.as_of, document = excluded.document
                    """)
                .setParameter(1, snapshot.character().value())
                .setParameter(2, Codes.of(form.kind()))
                .setParameter(3, snapshot.asOf())
                .setParameter(4, form.text(snapshot))
                .executeUpdate());
  }

  @Override
  public void confirm(CharacterId character, Class<? extends Snapshot> kind, Instant moment) {
    SnapshotForm<?> form = SnapshotForm.of(kind);
    transactions.write(
        manager ->
            manager
                .createNativeQuery(
                    "UPDATE snapshot SET as_of = ?1 WHERE character_id = ?2 AND kind = ?3")
                .setParameter(1, moment)
                .setParameter(2, character.value())
                .setParameter(3, Codes.of(form.kind()))
                .executeUpdate());
  }
}
