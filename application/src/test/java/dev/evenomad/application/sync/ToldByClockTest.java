package dev.evenomad.application.sync;

import static dev.evenomad.testkit.memory.NomadFixture.GUNNERY;
import static dev.evenomad.testkit.memory.NomadFixture.NAMELESS;
import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.sync;
import static dev.evenomad.testkit.memory.NomadFixture.training;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.sync.PollPolicy;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import dev.evenomad.testkit.memory.ScriptedEve.Trouble;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ToldByClockTest {

  private static final Instant FINISH = START.plus(Duration.ofMinutes(5));

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final UserId user = fixture.signIn(ada).user();

  @Test
  void aKnownFinishIsToldOnTimeWithoutAskingEsi() {
    fixture.queue(ada, training(0, GUNNERY, 3, FINISH));
    fixture.runDue();
    assertThat(fixture.plannedFor(sync(ada))).contains(FINISH);
    fixture.runDueUntil(FINISH.minusMillis(1));
    assertThat(fixture.alerts(user)).isEmpty();

    fixture.runDueUntil(FINISH);

    assertThat(fixture.alerts(user)).map(Notification::createdAt).containsExactly(FINISH);
    assertThat(fixture.eve.calls(Call.QUEUE)).isEqualTo(1);
    assertThat(fixture.eve.calls(Call.SKILLS)).isEqualTo(1);
  }

  @Test
  void eachOfSeveralFinishesIsToldAtItsOwnTime() {
    Instant second = FINISH.plusSeconds(61);
    Instant afterTheNextReading = START.plus(Duration.ofMinutes(25));
    fixture.queue(
        ada,
        training(0, GUNNERY, 3, FINISH),
        training(1, NAMELESS, 1, second),
        training(2, GUNNERY, 4, afterTheNextReading));

    fixture.runDueFor(Duration.ofHours(1));

    assertThat(fixture.alerts(user))
        .map(Notification::createdAt)
        .containsExactly(FINISH, second, afterTheNextReading);
  }

  @Test
  void severalTrainingsWithTheSameFinishAreAllTold() {
    fixture.queue(ada, training(0, GUNNERY, 3, FINISH), training(1, NAMELESS, 1, FINISH));

    fixture.runDueUntil(FINISH);

    assertThat(fixture.alerts(user)).hasSize(2);
  }

  @Test
  void theNextReadingDoesNotTellItAgain() {
    fixture.queue(ada, training(0, GUNNERY, 3, FINISH));

    fixture.runDueFor(Duration.ofDays(1));

    assertThat(fixture.eve.calls(Call.QUEUE)).isGreaterThan(10);
    assertThat(fixture.alerts(user)).hasSize(1);
  }

  @Test
  void aReadingThatMovesTheFinishALittleDoesNotTellItAgain() {
    fixture.queue(ada, training(0, GUNNERY, 3, FINISH));
    fixture.runDueUntil(FINISH);

    fixture.queue(ada, training(0, GUNNERY, 3, FINISH.plusSeconds(2)));
    fixture.runDueFor(Duration.ofHours(1));

    assertThat(fixture.alerts(user)).hasSize(1);
  }

  @Test
  void aReadingThatMovesTheFinishALittleAheadDoesNotTellItAgain() {
    Instant poll =
        PollPolicy.DEFAULT.nextPoll(
            ada, SyncKind.SKILLS, Duration.ofMinutes(10), START, START.plusSeconds(60));
    Instant justBefore = poll.minusSeconds(1);
    fixture.queue(ada, training(0, GUNNERY, 3, justBefore));
    fixture.runDueUntil(justBefore);
    assertThat(fixture.alerts(user)).hasSize(1);
    assertThat(fixture.plannedFor(sync(ada))).contains(poll);

    fixture.queue(ada, training(0, GUNNERY, 3, poll.plusSeconds(1)));
    fixture.runDueFor(Duration.ofHours(1));

    assertThat(fixture.alerts(user)).hasSize(1);
  }

  @Test
  void whatFellDueWhileNoServerRanIsToldOnceOneRunsAgain() {
    fixture.queue(ada, training(0, GUNNERY, 3, FINISH));
    fixture.runDue();
    Instant back = START.plus(Duration.ofHours(3));
    fixture.clock.set(back);

    fixture.runDueFor(Duration.ofHours(1));

    assertThat(fixture.alerts(user)).map(Notification::createdAt).containsExactly(back);
  }

  @Test
  void aKnownFinishIsToldOnTimeAlsoWhenTheGrantIsGoneMeanwhile() {
    Instant late = START.plus(Duration.ofHours(5));
    fixture.queue(ada, training(0, GUNNERY, 3, late));
    fixture.runDue();
    fixture.eve.endGrants(ada);

    fixture.runDueUntil(late);

    assertThat(fixture.state(ada).nextPoll()).isEmpty();
    assertThat(fixture.alerts(user).getLast().createdAt()).isEqualTo(late);
    assertThat(fixture.alerts(user).getLast().title()).isEqualTo("Skill training complete");
  }

  @Test
  void aKnownFinishIsToldOnTimeAlsoWhileEveSsoIsDown() {
    Instant late = START.plus(Duration.ofHours(5));
    fixture.queue(ada, training(0, GUNNERY, 3, late));
    fixture.runDue();
    fixture.eve.begin(Trouble.SSO_DOWN);

    fixture.runDueUntil(late.plusSeconds(300));

    assertThat(fixture.alerts(user)).map(Notification::createdAt).containsExactly(late);
  }
}
