package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.mail.Mailbox;
import dev.evenomad.domain.settings.SettingsChange;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.sync.LeadTimes;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncSituation;
import dev.evenomad.domain.sync.SyncState;
import dev.evenomad.domain.sync.SyncStates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link SyncStates} does. */
public interface SyncStatesContract {

  /** The stores under test. */
  Stores stores();

  @Test
  default void findsNothingThatWasNotBegun() {
    assertThat(stores().syncStates().find(Samples.characterId(), SyncKind.SKILLS)).isEmpty();
    assertThat(stores().syncStates().find(newCharacter(), SyncKind.SKILLS)).isEmpty();
    assertThat(stores().syncStates().ofCharacter(newCharacter())).isEmpty();
  }

  @Test
  default void returnsStatesAsTheyWereStored() {
    SyncState bare = Samples.syncState(newCharacter());
    SyncState full = Samples.fullSyncState(newCharacter());
    stores().syncStates().add(bare);
    stores().syncStates().add(full);

    assertThat(stores().syncStates().find(bare.character(), bare.kind()).map(Versions::without))
        .contains(bare);
    assertThat(stores().syncStates().find(full.character(), full.kind()).map(Versions::without))
        .contains(full);
    assertThat(stores().syncStates().ofCharacter(full.character()))
        .extracting(Versions::without)
        .containsExactly(full);
  }

  @Test
  default void tellsAtOnceWhatIsNeededToLookAfterAKind() {
    User user = Samples.fullUser();
    stores().users().add(user);
    stores().settings().add(Samples.fullSettings(user.id()));
    EveCharacter character = Samples.fullCharacter(user.id());
    stores().characters().add(character);
    SkillSnapshot snapshot = SnapshotSamples.emptySkills(character.characterId(), NOW);
    stores().snapshots().put(snapshot);
    SyncState state = added(SyncState.start(character.characterId(), SyncKind.SKILLS, NOW));
    added(SyncState.start(character.characterId(), SyncKind.MAIL, NOW));

    assertThat(skillsOf(character.characterId()))
        .contains(
            new SyncSituation<>(
                stores().characters().find(character.characterId()).orElseThrow(),
                0,
                user.subscription(),
                Samples.fullSettings(user.id()).language(),
                Samples.fullSettings(user.id()).notifications().leadTimes(),
                state,
                Optional.of(snapshot)));
    assertThat(
            stores()
                .syncStates()
                .situation(character.characterId(), SyncKind.MAIL, Mailbox.class)
                .orElseThrow()
                .snapshot())
        .isEmpty();
  }

  @Test
  default void tellsTheCharactersPlaceInItsAccount() {
    User user = Samples.user();
    stores().users().add(user);
    List<CharacterId> linked = new ArrayList<>();
    // The later half at the same moment, where the record id decides.
    for (int i = 0; i < 6; i++) {
      EveCharacter character =
          Samples.character(user.id(), Samples.characterId(), NOW.plusSeconds(Math.min(i, 3)));
      stores().characters().add(character);
      stores().syncStates().add(Samples.syncState(character.characterId()));
      linked.add(character.characterId());
    }
    newCharacter();
    assertPlaces(user);

    UserSettings settings = UserSettings.defaults(Samples.id(), user.id(), NOW);
    stores().settings().add(settings);
    assertPlaces(user);

    for (CharacterId preferred : linked) {
      UserSettings known = stores().settings().find(user.id()).orElseThrow();
      stores()
          .settings()
          .save(known.with(SettingsChange.NONE.withDefaultCharacter(Optional.of(preferred)), NOW));
      assertPlaces(user);
    }
  }

  private void assertPlaces(User user) {
    List<CharacterId> order = stores().characters().roster(user.id()).orElseThrow().inOrder();
    assertThat(order).hasSize(6);
    for (int place = 0; place < order.size(); place++) {
      assertThat(skillsOf(order.get(place)).orElseThrow().place()).isEqualTo(place);
    }
  }

  @Test
  default void needsNeitherSettingsNorASnapshotForASituation() {
    SyncState state = added(Samples.fullSyncState(newCharacter()));

    SyncSituation<SkillSnapshot> situation = skillsOf(state.character()).orElseThrow();

    assertThat(situation.state()).isEqualTo(state);
    assertThat(situation.language()).isEqualTo(Language.EN);
    assertThat(situation.leadTimes()).isEqualTo(LeadTimes.DEFAULT);
    assertThat(situation.snapshot()).isEmpty();
  }

  @Test
  default void knowsNoSituationOfWhatWasNotBegun() {
    assertThat(skillsOf(Samples.characterId())).isEmpty();
    assertThat(skillsOf(newCharacter())).isEmpty();
  }

  @Test
  default void keepsTheStatesOfAllKindsApartAndInOrder() {
    CharacterId character = newCharacter();
    List<SyncState> states =
        Arrays.stream(SyncKind.values())
            .map(kind -> SyncState.start(character, kind, NOW))
            .toList();
    for (int last = states.size() - 1; last >= 0; last--) {
      stores().syncStates().add(states.get(last));
    }

    assertThat(stores().syncStates().ofCharacter(character).stream().map(Versions::without))
        .isEqualTo(states);
    assertThat(states)
        .allSatisfy(state -> assertThat(Versions.without(found(state))).isEqualTo(state));
  }

  @Test
  default void refusesASecondStateAndAStateWithoutItsCharacter() {
    SyncState first = added(Samples.fullSyncState(newCharacter()));

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().syncStates().add(Samples.syncState(first.character())));
    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().syncStates().add(Samples.syncState(Samples.characterId())));

    assertThat(found(first)).isEqualTo(first);
  }

  @Test
  default void storesChangesAndCountsThem() {
    SyncState first = added(Samples.syncState(newCharacter()));
    SyncState changed =
        first.read(
            NOW.plusSeconds(1),
            NOW.plusSeconds(60),
            NOW.plusSeconds(600),
            Optional.of(NOW.plusSeconds(300)),
            Map.of("queue", new ETag("\"2\"")));

    stores().syncStates().save(changed);

    assertThat(Versions.without(found(first))).isEqualTo(Versions.without(changed));
    assertThat(first.version()).isPositive();
    assertThat(found(first).version()).isGreaterThan(first.version());
  }

  @Test
  default void storesAChangeOfTheETagsAlone() {
    SyncState first = added(Samples.fullSyncState(newCharacter()));
    SyncState changed =
        new SyncState(
            first.character(),
            first.kind(),
            first.nextPoll(),
            first.freshUntil(),
            first.nextEvent(),
            first.lastSuccess(),
            first.detectedUntil(),
            Map.of("skills", new ETag("\"other\"")),
            first.failures(),
            first.paused(),
            first.version());

    stores().syncStates().save(changed);

    assertThat(Versions.without(found(first))).isEqualTo(Versions.without(changed));
    assertThat(found(first).version()).isGreaterThan(first.version());
  }

  @Test
  default void storesThatNothingIsDue() {
    SyncState first = added(Samples.fullSyncState(newCharacter()));

    stores().syncStates().save(first.told(NOW, Optional.empty()).parked());

    assertThat(found(first).nextDue()).isEmpty();
  }

  @Test
  default void letsTheSecondWriterLose() {
    SyncState read = added(Samples.syncState(newCharacter()));
    stores().syncStates().save(read.failed(NOW.plusSeconds(30)));
    SyncState winner = found(read);

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().syncStates().save(read.failed(NOW.plusSeconds(60))));

    assertThat(found(read)).isEqualTo(winner);
  }

  @Test
  default void refusesToChangeAStateThatIsNotThere() {
    SyncState removed = added(Samples.syncState(newCharacter()));
    stores().characters().find(removed.character()).ifPresent(stores().characters()::remove);

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().syncStates().save(removed.parked()));

    assertThat(stores().syncStates().find(removed.character(), removed.kind())).isEmpty();
  }

  private Optional<SyncSituation<SkillSnapshot>> skillsOf(CharacterId character) {
    return stores().syncStates().situation(character, SyncKind.SKILLS, SkillSnapshot.class);
  }

  private CharacterId newCharacter() {
    User user = Samples.user();
    stores().users().add(user);
    EveCharacter character = Samples.character(user.id());
    stores().characters().add(character);
    return character.characterId();
  }

  private SyncState added(SyncState state) {
    stores().syncStates().add(state);
    return found(state);
  }

  private SyncState found(SyncState state) {
    return stores().syncStates().find(state.character(), state.kind()).orElseThrow();
  }
}
