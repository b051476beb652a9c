package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.snapshot.Snapshot;
import dev.evenomad.domain.snapshot.Snapshots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Snapshots} does. */
public interface SnapshotsContract {

  /** The stores under test. */
  Stores stores();

  @Test
  default void findsNothingBeforeTheFirstSnapshot() {
    assertThat(snapshotsOf(Samples.characterId())).isEmpty();
    assertThat(snapshotsOf(newCharacter())).isEmpty();
  }

  @Test
  default void returnsSnapshotsOfEveryKindAsTheyWereStored() {
    List<Snapshot> empty = SnapshotSamples.empty(newCharacter());
    List<Snapshot> full = SnapshotSamples.full(newCharacter());
    List<Snapshot> large = SnapshotSamples.large(newCharacter());
    put(empty);
    put(full);
    put(large);

    assertThat(snapshotsOf(empty.get(0).character())).isEqualTo(empty);
    assertThat(snapshotsOf(full.get(0).character())).isEqualTo(full);
    assertThat(snapshotsOf(large.get(0).character())).isEqualTo(large);
  }

  @Test
  default void keepsTheLastSnapshotOfEachKindOnly() {
    CharacterId character = newCharacter();
    put(SnapshotSamples.large(character));

    put(SnapshotSamples.full(character));
    assertThat(snapshotsOf(character)).isEqualTo(SnapshotSamples.full(character));

    put(SnapshotSamples.empty(character));
    assertThat(snapshotsOf(character)).isEqualTo(SnapshotSamples.empty(character));
  }

  @Test
  default void keepsANewMomentOfTheSameData() {
    SkillSnapshot first = SnapshotSamples.emptySkills(newCharacter(), NOW);
    stores().snapshots().put(first);

    stores().snapshots().put(first.confirmedAt(NOW.plusSeconds(60)));

    assertThat(stores().snapshots().find(first.character(), SkillSnapshot.class))
        .contains(first.confirmedAt(NOW.plusSeconds(60)));
  }

  @Test
  default void confirmsEveryKindAndNoOther() {
    CharacterId character = newCharacter();
    CharacterId other = newCharacter();
    List<Snapshot> expected = new ArrayList<>(SnapshotSamples.full(character));
    put(expected);
    put(SnapshotSamples.full(other));
    for (int kind = 0; kind < expected.size(); kind++) {
      Instant moment = NOW.plusSeconds(kind + 60);
      expected.set(kind, expected.get(kind).confirmedAt(moment));

      stores().snapshots().confirm(character, expected.get(kind).getClass(), moment);

      assertThat(snapshotsOf(character)).isEqualTo(expected);
    }
    assertThat(snapshotsOf(other)).isEqualTo(SnapshotSamples.full(other));
  }

  @Test
  default void confirmsNothingThatIsNotThere() {
    CharacterId character = newCharacter();

    stores().snapshots().confirm(character, SkillSnapshot.class, NOW);
    stores().snapshots().confirm(Samples.characterId(), SkillSnapshot.class, NOW);

    assertThat(snapshotsOf(character)).isEmpty();
  }

  @Test
  default void disturbsNoOtherKindAndNoOtherCharacter() {
    CharacterId other = newCharacter();
    put(SnapshotSamples.empty(other));
    int kinds = SnapshotSamples.full(other).size();
    for (int put = 0; put < kinds; put++) {
      CharacterId character = newCharacter();
      List<Snapshot> expected = new ArrayList<>(SnapshotSamples.full(character));
      put(expected);
      expected.set(put, SnapshotSamples.empty(character).get(put));

      stores().snapshots().put(expected.get(put));

      assertThat(snapshotsOf(character)).isEqualTo(expected);
    }
    for (int put = 0; put < kinds; put++) {
      CharacterId character = newCharacter();
      Snapshot alone = SnapshotSamples.full(character).get(put);

      stores().snapshots().put(alone);

      assertThat(snapshotsOf(character)).containsExactly(alone);
    }
    assertThat(snapshotsOf(other)).isEqualTo(SnapshotSamples.empty(other));
  }

  @Test
  default void findsInATransactionWhatItHasJustPut() {
    CharacterId character = newCharacter();
    put(SnapshotSamples.full(character));

    stores()
        .transactions()
        .run(
            () -> {
              assertThat(snapshotsOf(character)).isEqualTo(SnapshotSamples.full(character));
              put(SnapshotSamples.empty(character));
              assertThat(snapshotsOf(character)).isEqualTo(SnapshotSamples.empty(character));
            });
  }

  @Test
  default void keepsTheSnapshotsBeforeAFailedTransaction() {
    CharacterId character = newCharacter();
    CharacterId untouched = newCharacter();
    put(SnapshotSamples.empty(character));

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          put(SnapshotSamples.full(character));
                          put(SnapshotSamples.full(untouched));
                          throw new IllegalStateException("planned");
                        }));

    assertThat(snapshotsOf(character)).isEqualTo(SnapshotSamples.empty(character));
    assertThat(snapshotsOf(untouched)).isEmpty();
  }

  @Test
  default void refusesASnapshotOfACharacterThatIsNotLinked() {
    CharacterId unlinked = Samples.characterId();

    for (Snapshot snapshot : SnapshotSamples.full(unlinked)) {
      assertThatExceptionOfType(ConflictException.class)
          .isThrownBy(() -> stores().snapshots().put(snapshot));
    }

    assertThat(snapshotsOf(unlinked)).isEmpty();
  }

  @Test
  default void losesThemTogetherWithTheCharacter() {
    CharacterId removed = newCharacter();
    CharacterId stays = newCharacter();
    put(SnapshotSamples.full(removed));
    put(SnapshotSamples.full(stays));

    stores().characters().find(removed).ifPresent(stores().characters()::remove);

    assertThat(snapshotsOf(removed)).isEmpty();
    assertThat(snapshotsOf(stays)).isEqualTo(SnapshotSamples.full(stays));
  }

  private void put(List<Snapshot> snapshots) {
    snapshots.forEach(stores().snapshots()::put);
  }

  /** Those that are found, in the order of the samples. */
  private List<Snapshot> snapshotsOf(CharacterId character) {
    return SnapshotSamples.empty(character).stream()
        .map(Snapshot::getClass)
        .flatMap(kind -> stores().snapshots().find(character, kind).stream())
        .map(Snapshot.class::cast)
        .toList();
  }

  private CharacterId newCharacter() {
    User user = Samples.user();
    stores().users().add(user);
    EveCharacter character = Samples.character(user.id());
    stores().characters().add(character);
    return character.characterId();
  }
}
