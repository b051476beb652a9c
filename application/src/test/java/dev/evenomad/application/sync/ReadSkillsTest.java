package dev.evenomad.application.sync;

import static dev.evenomad.testkit.memory.NomadFixture.GUNNERY;
import static dev.evenomad.testkit.memory.NomadFixture.NAMELESS;
import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.paused;
import static dev.evenomad.testkit.memory.NomadFixture.training;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.skill.TrainedSkill;
import dev.evenomad.domain.skill.TrainedSkills;
import dev.evenomad.domain.sync.PollPolicy;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncState;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReadSkillsTest {

  private static final Instant FINISH = START.plus(Duration.ofMinutes(15));

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final UserId user = fixture.signIn(ada).user();

  @Test
  void neverAsksEsiBeforeItsLastAnswerHasExpired() {
    List<Instant> asked = new ArrayList<>();
    fixture.eve.before(Call.QUEUE, () -> asked.add(fixture.clock.instant()));
    fixture.queue(ada, training(0, GUNNERY, 3, FINISH));

    for (int i = 0; i < 200; i++) {
      fixture.runDueFor(Duration.ofSeconds(7));
      fixture.nomad.requestSync().request(user, ada);
      if (i % 20 == 0) {
        fixture.signIn(ada);
      }
    }

    assertThat(asked).hasSizeGreaterThan(10);
    for (int i = 1; i < asked.size(); i++) {
      assertThat(Duration.between(asked.get(i - 1), asked.get(i)))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(60));
    }
  }

  @Test
  void happensEveryTenMinutesAndMoreOftenForPremium() {
    int free = readingsInAnHour();
    User account = fixture.nomad.account().user(user).orElseThrow();
    Subscription premium =
        new Subscription(
            SubscriptionTier.PREMIUM,
            SubscriptionStatus.ACTIVE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    fixture.stores.users().save(account.withSubscription(premium, START));
    fixture.runDueFor(Duration.ofMinutes(15));

    assertThat(free).isBetween(5, 6);
    assertThat(readingsInAnHour()).isBetween(27, 30);
  }

  @Test
  void confirmsTheSnapshotWhenEsiCallsBothPartsUnchanged() {
    fixture.queue(ada, training(0, GUNNERY, 3, FINISH));
    fixture.runDue();
    SkillSnapshot first = snapshot();
    SyncState before = fixture.state(ada);

    fixture.runDueUntil(before.nextPoll().orElseThrow());

    assertThat(snapshot()).isEqualTo(first.confirmedAt(fixture.clock.instant()));
    assertThat(fixture.stored(ada).lastSyncAt()).contains(fixture.clock.instant());
    assertThat(fixture.state(ada).etags()).isEqualTo(before.etags()).hasSize(2);
    assertThat(fixture.state(ada).freshUntil()).contains(fixture.clock.instant().plusSeconds(60));
    assertThat(fixture.jobs(ada)).as("rows for readings that brought something").hasSize(1);
  }

  @Test
  void keepsThePartThatEsiCallsUnchanged() {
    TrainedSkills skills = knows(3);
    fixture.eve.setSkills(ada, skills);
    fixture.runDue();
    fixture.queue(ada, training(0, GUNNERY, 4, FINISH));

    fixture.runDueFor(Duration.ofMinutes(11));

    assertThat(snapshot().skills()).isEqualTo(skills);
    assertThat(snapshot().queue().entries().get(0).skill()).isEqualTo(GUNNERY);
  }

  @Test
  void tellsATrainingThatBeganAndEndedSinceTheLastReading() {
    fixture.runDue();
    fixture.queue(ada, training(0, GUNNERY, 1, START.plusSeconds(120)));

    fixture.runDueFor(Duration.ofMinutes(11));

    assertThat(fixture.alerts(user))
        .map(Notification::body)
        .containsExactly("Ada has trained Gunnery to level I.");
  }

  @Test
  void tellsATrainingThatEndedBeforeAnotherOneWasToldByTheClock() {
    Instant known = START.plus(Duration.ofMinutes(5));
    fixture.queue(ada, training(0, GUNNERY, 3, known));
    fixture.runDue();
    fixture.queue(
        ada, training(0, NAMELESS, 1, known.minusSeconds(60)), training(1, GUNNERY, 3, known));

    fixture.runDueFor(Duration.ofMinutes(11));

    assertThat(fixture.alerts(user)).hasSize(2);
  }

  @Test
  void tellsATrainingThatHasLeftTheQueueOnceTheSkillHasTheLevel() {
    fixture.queue(ada, training(0, GUNNERY, 3, FINISH));
    fixture.runDueUntil(START.plus(Duration.ofMinutes(9)));
    fixture.queue(ada);
    fixture.eve.setSkills(ada, knows(3));

    fixture.runDueUntil(FINISH.plus(Duration.ofMinutes(15)));

    assertThat(fixture.alerts(user)).hasSize(1);
  }

  @Test
  void tellsATrainingThatHasLeftTheQueueWhileEsiStillAnswersWithOldSkills() {
    Instant poll =
        PollPolicy.DEFAULT.nextPoll(
            ada, SyncKind.SKILLS, Duration.ofMinutes(10), START, START.plusSeconds(60));
    fixture.queue(ada, training(0, GUNNERY, 3, poll.plusSeconds(1)));
    fixture.runDue();
    assertThat(fixture.state(ada).nextPoll()).contains(poll);

    // The server is a little late, and the pilot plays.
    fixture.queue(ada);
    fixture.clock.set(poll.plusSeconds(5));
    fixture.runDue();
    fixture.eve.setSkills(ada, knows(3));
    fixture.runDueFor(Duration.ofHours(1));

    assertThat(fixture.alerts(user))
        .map(Notification::body)
        .containsExactly("Ada has trained Gunnery to level III.");
  }

  @Test
  void tellsAnAcceleratedTrainingOnceThoughEsiStillAnswersWithTheOldQueue() {
    fixture.queue(ada, training(0, GUNNERY, 3, FINISH));
    fixture.runDue();
    fixture.eve.setSkills(ada, knows(3));

    fixture.runDueFor(Duration.ofMinutes(11));
    assertThat(fixture.alerts(user)).hasSize(1);
    fixture.runDueUntil(FINISH.plusSeconds(1));
    fixture.queue(ada);
    fixture.runDueFor(Duration.ofHours(1));

    assertThat(fixture.alerts(user)).hasSize(1);
  }

  @Test
  void tellsNothingOfATrainingThatThePilotTookOut() {
    fixture.queue(ada, training(0, GUNNERY, 3, FINISH), training(1, NAMELESS, 1, FINISH));
    fixture.runDue();
    fixture.queue(ada, training(0, NAMELESS, 1, FINISH));

    fixture.runDueFor(Duration.ofHours(1));

    assertThat(fixture.alerts(user))
        .map(Notification::body)
        .containsExactly("Ada has finished training a skill.");
  }

  @Test
  void tellsNothingOfAQueueThatIsEmptyAllOfASudden() {
    fixture.queue(ada, training(0, GUNNERY, 3, FINISH));
    fixture.runDue();
    fixture.eve.setQueue(ada, SkillQueue.EMPTY);

    fixture.runDueFor(Duration.ofHours(1));

    assertThat(fixture.alerts(user)).isEmpty();
    assertThat(fixture.state(ada).nextEvent()).isEmpty();
  }

  @Test
  void tellsNothingOfAPausedQueueUntilItGoesOnAndEnds() {
    fixture.queue(ada, training(0, GUNNERY, 3, FINISH));
    fixture.runDue();
    fixture.queue(ada, paused(0, GUNNERY, 3));
    fixture.runDueFor(Duration.ofHours(1));
    assertThat(fixture.alerts(user)).isEmpty();
    Instant end = fixture.clock.instant().plus(Duration.ofMinutes(30));

    fixture.queue(ada, training(0, GUNNERY, 3, end));
    fixture.runDueFor(Duration.ofHours(2));

    assertThat(fixture.alerts(user)).map(Notification::createdAt).containsExactly(end);
  }

  @Test
  void tellsAPostponedTrainingAtItsNewTimeOnly() {
    fixture.queue(ada, training(0, GUNNERY, 3, FINISH));
    fixture.runDue();
    Instant later = FINISH.plus(Duration.ofHours(2));
    fixture.queue(ada, training(0, GUNNERY, 3, later));

    fixture.runDueFor(Duration.ofHours(3));

    assertThat(fixture.alerts(user)).map(Notification::createdAt).containsExactly(later);
  }

  private int readingsInAnHour() {
    int before = fixture.eve.calls(Call.QUEUE);
    fixture.runDueFor(Duration.ofHours(1));
    return fixture.eve.calls(Call.QUEUE) - before;
  }

  private SkillSnapshot snapshot() {
    return fixture.stores.snapshots().find(ada, SkillSnapshot.class).orElseThrow();
  }

  private static TrainedSkills knows(int level) {
    return new TrainedSkills(List.of(new TrainedSkill(GUNNERY, level, level, 8_000)), 8_000, 0);
  }
}
