package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.skill.SkillSnapshots;
import java.util.Optional;

final class EclipseLinkSkillSnapshots implements SkillSnapshots {

  private final EclipseLinkTransactions transactions;

  EclipseLinkSkillSnapshots(EclipseLinkTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<SkillSnapshot> find(CharacterId character) {
    return transactions.read(
        manager ->
            Optional.ofNullable(manager.find(SkillSnapshotRow.class, character.value()))
                .map(SkillSnapshotRow::toDomain));
  }

  @Override
  public void put(SkillSnapshot snapshot) {
    transactions.write(
        manager ->
            manager
                .createNativeQuery(
                    """
                    INSERT INTO skill_snapshot (character_id, as_of, document)
                    VALUES (?1, ?2, CAST(?3 AS jsonb))
                    ON CONFLICT (character_id)
                    DO UPDATE SET as_of = excluded.as_of, document = excluded.document
                    """)
                .setParameter(1, snapshot.character().value())
                .setParameter(2, snapshot.asOf())
                .setParameter(3, Json.text(SkillDocument.of(snapshot)))
                .executeUpdate());
  }
}
