package dev.evenomad.application.sync;

import static dev.evenomad.testkit.memory.NomadFixture.GUNNERY;
import static dev.evenomad.testkit.memory.NomadFixture.NAMELESS;
import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.sync;
import static dev.evenomad.testkit.memory.NomadFixture.training;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.account.Account.View;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import dev.evenomad.testkit.memory.ScriptedEve.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SyncOutageTest {

  private static final Instant FINISH = START.plus(Duration.ofHours(5));

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final UserId user = fixture.signIn(ada).user();

  @Test
  void doesNotKeepAKnownFinishFromBeingToldOnTime() {
    fixture.queue(ada, training(0, GUNNERY, 3, FINISH));
    fixture.runDue();
    fixture.eve.begin(Trouble.ESI_DOWN);

    fixture.runDueFor(Duration.ofHours(12));

    assertThat(fixture.alerts(user)).map(Notification::createdAt).containsExactly(FINISH);
  }

  @Test
  void isToldAfterwardsWhatEndedMeanwhileAndWasNotKnown() {
    fixture.queue(ada, training(0, GUNNERY, 3, FINISH));
    fixture.runDue();
    fixture.eve.begin(Trouble.ESI_DOWN);
    fixture.queue(
        ada,
        training(0, GUNNERY, 3, FINISH),
        training(1, NAMELESS, 1, FINISH.plus(Duration.ofMinutes(10))));
    fixture.runDueUntil(FINISH.plus(Duration.ofHours(2)));
    assertThat(fixture.alerts(user)).hasSize(1);
    fixture.eve.end(Trouble.ESI_DOWN);

    fixture.runDueFor(Duration.ofHours(2));

    assertThat(fixture.alerts(user)).hasSize(2);
    assertThat(fixture.alerts(user).getLast().body())
        .isEqualTo("Ada has finished training a skill.");
  }

  @Test
  void isAskedAfterEverLongerUpToAnHour() {
    fixture.runDue();
    fixture.eve.begin(Trouble.ESI_DOWN);
    List<Instant> asked = new ArrayList<>();
    fixture.eve.before(Call.QUEUE, () -> asked.add(fixture.clock.instant()));

    fixture.runDueFor(Duration.ofHours(12));

    List<Duration> waits = new ArrayList<>();
    for (int i = 1; i < asked.size(); i++) {
      waits.add(Duration.between(asked.get(i - 1), asked.get(i)));
    }
    assertThat(waits.getFirst()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(33));
    assertThat(waits.get(1)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(66));
    assertThat(waits).isSorted();
    assertThat(waits.getLast()).isBetween(Duration.ofMinutes(60), Duration.ofMinutes(66));
    assertThat(fixture.state(ada).failures()).isEqualTo(asked.size());
  }

  @Test
  void isForgottenOnceEsiAnswersAgain() {
    fixture.runDue();
    fixture.eve.begin(Trouble.ESI_DOWN);
    fixture.runDueFor(Duration.ofHours(3));
    assertThat(view().stale()).isTrue();
    assertThat(view().snapshot()).isPresent();
    fixture.eve.end(Trouble.ESI_DOWN);

    fixture.runDueFor(Duration.ofHours(1));

    assertThat(fixture.state(ada).failures()).isZero();
    assertThat(view().stale()).isFalse();
    assertThat(Duration.between(fixture.clock.instant(), fixture.state(ada).nextPoll().get()))
        .isLessThan(Duration.ofMinutes(11));
  }

  @Test
  void leavesARowForEachReadingThatFailed() {
    fixture.runDue();
    fixture.eve.begin(Trouble.ESI_DOWN);
    fixture.runDueUntil(fixture.state(ada).nextPoll().orElseThrow());

    Job last = fixture.jobs(ada).getLast();
    assertThat(last.status()).isEqualTo(JobStatus.FAILED);
    assertThat(last.error()).contains("ESI is down");
  }

  @Test
  void isNoneWhenEsiOnlyWantsUsToWait() {
    fixture.queue(ada, training(0, GUNNERY, 3, FINISH));
    fixture.runDue();
    fixture.eve.throttle(Optional.of(Duration.ofMinutes(15)));
    Instant poll = fixture.state(ada).nextPoll().orElseThrow();

    fixture.runDueUntil(poll);

    Instant until = poll.plus(Duration.ofMinutes(15));
    assertThat(fixture.plannedFor(sync(ada)).orElseThrow())
        .as("not all of them at once")
        .isBetween(until, until.plus(Duration.ofMinutes(10)));
    assertThat(fixture.state(ada).failures()).isZero();
    assertThat(fixture.jobs(ada)).as("rows").hasSize(1);
    fixture.runDueUntil(FINISH);
    assertThat(fixture.alerts(user)).map(Notification::createdAt).containsExactly(FINISH);
    fixture.eve.throttle(Optional.empty());
    fixture.runDueFor(Duration.ofMinutes(16));
    assertThat(fixture.state(ada).lastSuccess().orElseThrow()).isAfter(FINISH);
  }

  private View<SkillSnapshot> view() {
    return fixture.nomad.account().skills(user, ada).orElseThrow();
  }
}
