package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.evenomad.domain.account.User;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.skill.SkillSnapshots;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link SkillSnapshots} does. */
public interface SkillSnapshotsContract {

  /** The stores under test. */
  Stores stores();

  @Test
  default void findsNothingBeforeTheFirstSnapshot() {
    assertThat(stores().skillSnapshots().find(Samples.characterId())).isEmpty();
    assertThat(stores().skillSnapshots().find(newCharacter())).isEmpty();
  }

  @Test
  default void returnsSnapshotsAsTheyWereStored() {
    SkillSnapshot empty = Samples.snapshot(newCharacter());
    SkillSnapshot full = Samples.fullSnapshot(newCharacter());
    stores().skillSnapshots().put(empty);
    stores().skillSnapshots().put(full);

    assertThat(stores().skillSnapshots().find(empty.character())).contains(empty);
    assertThat(stores().skillSnapshots().find(full.character())).contains(full);
  }

  @Test
  default void keepsTheLastSnapshotOnly() {
    SkillSnapshot full = Samples.fullSnapshot(newCharacter());
    stores().skillSnapshots().put(full);

    stores().skillSnapshots().put(full.confirmedAt(NOW.plusSeconds(60)));
    assertThat(stores().skillSnapshots().find(full.character()))
        .contains(full.confirmedAt(NOW.plusSeconds(60)));

    stores().skillSnapshots().put(Samples.snapshot(full.character()));
    assertThat(stores().skillSnapshots().find(full.character()))
        .contains(Samples.snapshot(full.character()));
  }

  @Test
  default void keepsTheSnapshotBeforeAFailedTransaction() {
    SkillSnapshot before = Samples.snapshot(newCharacter());
    stores().skillSnapshots().put(before);

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          stores().skillSnapshots().put(Samples.fullSnapshot(before.character()));
                          throw new IllegalStateException("planned");
                        }));

    assertThat(stores().skillSnapshots().find(before.character())).contains(before);
  }

  @Test
  default void refusesASnapshotOfACharacterThatIsNotLinked() {
    CharacterId unlinked = Samples.characterId();

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().skillSnapshots().put(Samples.fullSnapshot(unlinked)));

    assertThat(stores().skillSnapshots().find(unlinked)).isEmpty();
  }

  private CharacterId newCharacter() {
    User user = Samples.user();
    stores().users().add(user);
    EveCharacter character = Samples.character(user.id());
    stores().characters().add(character);
    return character.characterId();
  }
}
