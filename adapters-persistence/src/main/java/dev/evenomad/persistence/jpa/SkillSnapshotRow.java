package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.skill.SkillSnapshot;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "skill_snapshot")
class SkillSnapshotRow {

  @Id
  @Column(name = "character_id")
  private long characterId;

  @Column(name = "as_of")
  private Instant asOf;

  @Column(name = "document")
  @Convert(converter = JsonbConverter.class)
  private String document;

  SkillSnapshotRow() {}

  SkillSnapshot toDomain() {
    return Json.document(document, SkillDocument.class)
        .toSnapshot(new CharacterId(characterId), asOf);
  }
}
