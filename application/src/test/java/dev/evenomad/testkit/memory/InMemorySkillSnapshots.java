package dev.evenomad.testkit.memory;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.skill.SkillSnapshots;
import java.util.Optional;

/** {@link SkillSnapshots} in memory. */
final class InMemorySkillSnapshots implements SkillSnapshots {

  private final Tables tables;

  InMemorySkillSnapshots(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<SkillSnapshot> find(CharacterId character) {
    return tables.skillSnapshots.find(character);
  }

  @Override
  public void put(SkillSnapshot snapshot) {
    tables.transactions.run(
        () -> {
          tables.requireCharacter(snapshot.character());
          tables.skillSnapshots.put(snapshot);
        });
  }
}
