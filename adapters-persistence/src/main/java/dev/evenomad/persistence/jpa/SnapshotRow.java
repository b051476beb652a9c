package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.snapshot.Snapshot;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@IdClass(KindKey.class)
@Table(name = "snapshot")
class SnapshotRow {

  @Id
  @Column(name = "character_id")
  private long characterId;

  @Id
  @Column(name = "kind")
  private String kind;

  @Column(name = "as_of")
  private Instant asOf;

  @Column(name = "document")
  @Convert(converter = JsonbConverter.class)
  private String document;

  SnapshotRow() {}

  <S extends Snapshot> S toDomain(SnapshotForm<S> form) {
    return Json.document(document, form.document()).toSnapshot(new CharacterId(characterId), asOf);
  }
}
