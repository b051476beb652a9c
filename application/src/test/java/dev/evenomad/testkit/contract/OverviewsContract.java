package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.industry.IndustryJobs;
import dev.evenomad.domain.mail.Mailbox;
import dev.evenomad.domain.market.MarketOrders;
import dev.evenomad.domain.notification.AlertText;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.overview.Glance;
import dev.evenomad.domain.overview.GrantState;
import dev.evenomad.domain.overview.KnownCharacter;
import dev.evenomad.domain.overview.KnownKind;
import dev.evenomad.domain.overview.OpenOrder;
import dev.evenomad.domain.overview.Overview;
import dev.evenomad.domain.overview.Overviews;
import dev.evenomad.domain.planet.Colonies;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.skill.TrainedSkills;
import dev.evenomad.domain.snapshot.Snapshot;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncState;
import dev.evenomad.domain.universe.TypeId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Overviews} does. */
public interface OverviewsContract {

  /** The stores under test. */
  Stores stores();

  @Test
  default void findsNothingOfAnUnknownUser() {
    assertThat(stores().overviews().find(Samples.userId(), NOW)).isEmpty();
  }

  @Test
  default void findsTheUnreadOfAUserWithoutCharacters() {
    UserId user = newUser();
    tell(user, Optional.empty());
    tell(user, Optional.of(Samples.characterId()));

    assertThat(stores().overviews().find(user, NOW)).contains(new Overview(List.of(), 2));
  }

  @Test
  default void tellsOfACharacterThatWasNeverRead() {
    EveCharacter character = added(Samples.fullCharacter(newUser()));

    KnownCharacter known = only(character);

    assertThat(known.id()).isEqualTo(character.characterId());
    assertThat(known.name()).isEqualTo(character.name());
    assertThat(known.corporation()).isEqualTo(character.corporation());
    assertThat(known.alliance()).isEqualTo(character.alliance());
    assertThat(known.grant()).isEqualTo(GrantState.VALID);
    assertThat(known.kinds())
        .containsOnlyKeys(SyncKind.values())
        .allSatisfy((kind, age) -> assertThat(age).isEqualTo(KnownKind.NOTHING));
    assertThat(known.queue()).isEqualTo(SkillQueue.EMPTY);
    assertThat(known.unreadMails()).isZero();
    assertThat(known.orders()).isEmpty();
    assertThat(known.jobs()).isEmpty();
    assertThat(known.colonies()).isEmpty();
    assertThat(known.unread()).isZero();
  }

  @Test
  default void tellsTheStateOfEachGrant() {
    EveCharacter lost = Samples.character(newUser());
    EveCharacter aside = Samples.character(newUser());
    EsiGrant.Valid grant = Samples.grant(NOW);
    added(Samples.withGrant(lost, new EsiGrant.NeedsReauthorization(Scopes.NONE, NOW)));
    added(
        Samples.withGrant(
            aside,
            new EsiGrant.Quarantined(
                grant.accessToken(), grant.refreshToken(), NOW, grant.scopes())));

    assertThat(only(lost).grant()).isEqualTo(GrantState.NEEDS_REAUTHORIZATION);
    assertThat(only(aside).grant()).isEqualTo(GrantState.QUARANTINED);
  }

  @Test
  default void tellsWhatSnapshotsOfEveryKindSay() {
    for (boolean large : new boolean[] {false, true}) {
      EveCharacter character = added(Samples.character(newUser()));
      CharacterId id = character.characterId();
      List<Snapshot> snapshots = large ? SnapshotSamples.large(id) : SnapshotSamples.full(id);
      snapshots.forEach(stores().snapshots()::put);

      KnownCharacter known = only(character);

      for (Snapshot snapshot : snapshots) {
        switch (snapshot) {
          case SkillSnapshot skills -> assertSameAtAGlance(known, skills.queue(), NOW);
          case Mailbox mailbox -> {
            assertThat(known.unreadMails()).isEqualTo(mailbox.unread()).isPositive();
          }
          case MarketOrders orders ->
              assertThat(known.orders())
                  .isNotEmpty()
                  .containsExactlyElementsOf(
                      orders.open().stream()
                          .filter(order -> order.volumeRemain() > 0)
                          .map(OpenOrder::of)
                          .toList());
          case IndustryJobs jobs ->
              assertThat(known.jobs()).isNotEmpty().containsExactlyElementsOf(jobs.watched());
          case Colonies colonies ->
              assertThat(known.colonies())
                  .isNotEmpty()
                  .containsExactlyElementsOf(colonies.watched());
          default -> throw new AssertionError("another kind: " + snapshot);
        }
      }
      assertThat(known.kinds().values()).allSatisfy(age -> assertThat(age.asOf()).contains(NOW));
    }
  }

  @Test
  default void tellsAtAnyMomentWhatIsTrainedNextAndWhenTheQueueEnds() {
    EveCharacter character = added(Samples.character(newUser()));
    Instant begin = NOW.truncatedTo(ChronoUnit.SECONDS);
    List<SkillQueueEntry> entries = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      // Some times have fractions of a second and some have none.
      entries.add(training(i, begin.plusMillis(500L * i), begin.plusMillis(500L * i + 500)));
    }
    SkillQueue queue = new SkillQueue(entries);
    stores().snapshots().put(skills(character, queue));

    for (int millis = -1_000; millis <= 21_000; millis += 250) {
      Instant now = begin.plusMillis(millis);
      assertSameAtAGlance(only(character, now), queue, now);
    }
  }

  @Test
  default void tellsThatAQueueIsPaused() {
    EveCharacter character = added(Samples.character(newUser()));
    SkillQueue paused =
        new SkillQueue(
            IntStream.range(0, 20)
                .mapToObj(i -> training(i, NOW, NOW).at(Optional.empty(), Optional.empty()))
                .toList());
    stores().snapshots().put(skills(character, paused));

    assertSameAtAGlance(only(character), paused, NOW);
    assertThat(only(character).queue().paused()).isTrue();
  }

  @Test
  default void tellsNothingOfSnapshotsThatSayNothing() {
    EveCharacter character = added(Samples.character(newUser()));
    SnapshotSamples.empty(character.characterId()).forEach(stores().snapshots()::put);

    KnownCharacter known = only(character);

    assertThat(known.queue()).isEqualTo(SkillQueue.EMPTY);
    assertThat(known.unreadMails()).isZero();
    assertThat(known.orders()).isEmpty();
    assertThat(known.jobs()).isEmpty();
    assertThat(known.colonies()).isEmpty();
  }

  @Test
  default void tellsHowEachKindStands() {
    EveCharacter character = added(Samples.character(newUser()));
    CharacterId id = character.characterId();
    stores().syncStates().add(Samples.fullSyncState(id));
    stores().syncStates().add(SyncState.start(id, SyncKind.PLANETS, NOW).parked());
    stores().snapshots().put(SnapshotSamples.emptySkills(id, NOW.minusSeconds(60)));

    KnownCharacter known = only(character);

    assertThat(known.kind(SyncKind.SKILLS))
        .isEqualTo(
            new KnownKind(
                Optional.of(NOW.minusSeconds(60)), Samples.fullSyncState(id).nextPoll(), 7));
    assertThat(known.kind(SyncKind.PLANETS)).isEqualTo(KnownKind.NOTHING);
    assertThat(known.kind(SyncKind.MAIL)).isEqualTo(KnownKind.NOTHING);
  }

  @Test
  default void countsWhatIsSentAndNotReadOfEachCharacterAndInAll() {
    UserId user = newUser();
    EveCharacter first = added(Samples.character(user, Samples.characterId(), NOW));
    EveCharacter second = added(Samples.character(user, Samples.characterId(), NOW.plusMillis(1)));
    tell(user, Optional.of(first.characterId()));
    tell(user, Optional.of(first.characterId()));
    tell(user, Optional.of(Samples.characterId()));
    tell(user, Optional.empty());
    UserId other = newUser();
    tell(other, Optional.of(first.characterId()));
    Notification pending = notification(user, Optional.of(second.characterId()));
    stores().notifications().addIfNew(pending);
    Notification read = tell(user, Optional.of(second.characterId()));
    stores().notifications().save(read.read(NOW));

    Overview overview = stores().overviews().find(user, NOW).orElseThrow();

    assertThat(overview.unread()).isEqualTo(4);
    assertThat(overview.characters()).extracting(KnownCharacter::unread).containsExactly(2L, 0L);
  }

  @Test
  default void listsTheUsersOwnCharactersInTheOrderInWhichTheyWereLinked() {
    UserId user = newUser();
    EveCharacter third = added(Samples.character(user, Samples.characterId(), NOW.plusMillis(3)));
    EveCharacter first = added(Samples.character(user, Samples.characterId(), NOW));
    EveCharacter second = added(Samples.character(user, Samples.characterId(), NOW.plusMillis(2)));
    added(Samples.character(newUser()));
    SnapshotSamples.full(second.characterId()).forEach(stores().snapshots()::put);

    assertThat(stores().overviews().find(user, NOW).orElseThrow().characters())
        .extracting(KnownCharacter::id)
        .containsExactly(first.characterId(), second.characterId(), third.characterId());
  }

  private static void assertSameAtAGlance(KnownCharacter known, SkillQueue queue, Instant now) {
    assertThat(known.queue().trainingAt(now)).isEqualTo(queue.trainingAt(now));
    assertThat(known.queue().endsAt()).isEqualTo(queue.endsAt());
    assertThat(known.queue().paused()).isEqualTo(queue.paused());
    assertThat(known.queue().finishingWithin(now, Instant.MAX).stream().limit(Glance.MOST))
        .isEqualTo(queue.finishingWithin(now, Instant.MAX).stream().limit(Glance.MOST).toList());
  }

  private static SkillQueueEntry training(int position, Instant from, Instant to) {
    return new SkillQueueEntry(
        position,
        new TypeId(3300 + position),
        new SkillLevel(1),
        Optional.of(from),
        Optional.of(to),
        Optional.empty());
  }

  private static SkillSnapshot skills(EveCharacter character, SkillQueue queue) {
    return new SkillSnapshot(character.characterId(), queue, TrainedSkills.NONE, NOW);
  }

  private KnownCharacter only(EveCharacter character) {
    return only(character, NOW);
  }

  private KnownCharacter only(EveCharacter character, Instant now) {
    Overview overview = stores().overviews().find(character.user(), now).orElseThrow();
    assertThat(overview.characters()).hasSize(1);
    return overview.characters().get(0);
  }

  private UserId newUser() {
    User user = Samples.user();
    stores().users().add(user);
    return user.id();
  }

  private EveCharacter added(EveCharacter character) {
    stores().characters().add(character);
    return character;
  }

  /** A notification that is sent, as it is stored. */
  private Notification tell(UserId user, Optional<CharacterId> character) {
    Notification pending = notification(user, character);
    stores().notifications().addIfNew(pending);
    Notification stored = stores().notifications().find(pending.id()).orElseThrow();
    stores().notifications().save(stored.sent(NOW));
    return stores().notifications().find(pending.id()).orElseThrow();
  }

  private static Notification notification(UserId user, Optional<CharacterId> character) {
    Notification about = Samples.notification(user);
    return Notification.pending(
        about.id(),
        user,
        character,
        about.kind(),
        new AlertText(about.title(), about.body()),
        about.data(),
        about.dedupKey(),
        NOW);
  }
}
