package dev.evenomad.application.sync;

import static dev.evenomad.testkit.memory.NomadFixture.GUNNERY;
import static dev.evenomad.testkit.memory.NomadFixture.NAMELESS;
import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.once;
import static dev.evenomad.testkit.memory.NomadFixture.sync;
import static dev.evenomad.testkit.memory.NomadFixture.training;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.testkit.memory.InMemorySchedule.Run;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class SyncOnceTest {

  private static final PushToken PHONE = new PushToken("phone-1");
  private static final Instant FINISH = START.plus(Duration.ofMinutes(5));

  @Test
  void twoReadingsAtOnceTellOnce() {
    World world = new World();
    world.comesToAReadingThatBringsIt();
    world.fixture.eve.before(Call.SKILLS, once(world::look));

    world.look();

    assertThat(world.alerts()).isEqualTo(1);
    assertThat(world.fixture.jobs(world.ada)).as("the baseline and one reading").hasSize(2);
  }

  @Test
  void twoLooksAtTheClockAtOnceTellOnce() {
    World world = new World();
    world.comesToAKnownFinish();
    world.fixture.eve.before(Call.NAMES, once(world::look));

    world.look();

    assertThat(world.alerts()).isEqualTo(1);
    assertThat(world.fixture.jobs(world.ada)).as("the baseline and one finish").hasSize(2);
  }

  @Test
  void aReadingAndALookAtTheClockAtOnceTellOnce() {
    World world = new World();
    world.comesToAKnownFinish();
    world.fixture.clock.set(START.plus(Duration.ofMinutes(30)));
    world.fixture.eve.before(Call.QUEUE, once(world::look));

    world.look();

    assertThat(world.alerts()).isEqualTo(1);
  }

  @Test
  void doingTheSameWorkAgainTellsNothingMore() {
    World world = new World();
    world.comesToAKnownFinish();

    world.look();
    world.look();

    assertThat(world.alerts()).isEqualTo(1);
  }

  @Test
  void aCrashAtAnyStepOfTellingByTheClockTellsOnceAllTheSame() {
    assertThat(stepsSurvived(World::comesToAKnownFinish)).isBetween(10, 100);
  }

  @Test
  void aCrashAtAnyStepOfTellingByComparisonTellsOnceAllTheSame() {
    assertThat(stepsSurvived(World::comesToAReadingThatBringsIt)).isBetween(10, 100);
  }

  private static int stepsSurvived(Consumer<World> history) {
    int step = 1;
    while (crashesAt(step, history)) {
      step++;
    }
    return step - 1;
  }

  private static boolean crashesAt(int step, Consumer<World> history) {
    World world = new World();
    history.accept(world);
    NomadFixture fixture = world.fixture;
    fixture.faults.failAtCall(step);

    Run run = fixture.runDue();
    fixture.faults.heal();
    fixture.runDueFor(Duration.ofHours(2));

    assertThat(fixture.alerts(world.user))
        .as("alerts after a crash at call %s", step)
        .map(Notification::status)
        .containsExactly(NotificationStatus.SENT);
    assertThat(fixture.push.accepted()).isNotEmpty();
    assertThat(fixture.push.accepted())
        .map(PushMessage::collapseKey)
        .as("pushes after a crash at call %s", step)
        .containsOnly(fixture.alerts(world.user).getFirst().id().value());
    assertThat(fixture.jobs(world.ada)).as("jobs that were left").allMatch(Job::over);
    return !run.failed().isEmpty();
  }

  /** A pilot with a baseline. */
  private static final class World {
    private final NomadFixture fixture = new NomadFixture();
    private final CharacterId ada = fixture.newCharacter("Ada");
    private final UserId user = fixture.signIn(ada, PHONE).user();

    void comesToAKnownFinish() {
      fixture.queue(ada, training(0, GUNNERY, 3, FINISH));
      fixture.runDue();
      fixture.clock.set(FINISH);
    }

    void comesToAReadingThatBringsIt() {
      fixture.runDue();
      fixture.clock.set(fixture.state(ada).nextPoll().orElseThrow());
      fixture.queue(ada, training(0, NAMELESS, 1, FINISH));
    }

    void look() {
      fixture.nomad.dueWork().handle(sync(ada));
    }

    int alerts() {
      return fixture.alerts(user).size();
    }
  }
}
