package dev.evenomad.application.sync;

import static dev.evenomad.testkit.memory.NomadFixture.GUNNERY;
import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.training;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.sync.LeadTimes;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long before the end of a queue its pilot is told. */
final class LeadTimesTest {

  private static final Instant END = START.plus(Duration.ofDays(4));

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final UserId user = fixture.signIn(ada).user();

  @BeforeEach
  void train() {
    fixture.eve.setQueue(ada, new SkillQueue(List.of(training(0, GUNNERY, 3, END))));
    fixture.runDue();
  }

  @Test
  void isADayUnlessThePilotWantsAnother() {
    fixture.runDueUntil(END.minus(Duration.ofHours(24)).minusMillis(1));
    assertThat(kinds()).isEmpty();

    fixture.runDueUntil(END.minus(Duration.ofHours(24)));

    assertThat(kinds()).containsExactly(NotificationKind.SKILL_QUEUE_ENDING);
  }

  @Test
  void holdsForQueuesThatAreKnownAlready() {
    prefer(new LeadTimes(Optional.of(Duration.ofHours(36)), Optional.empty()));

    fixture.runDueUntil(END.minus(Duration.ofHours(36)));

    assertThat(fixture.alerts(user))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.kind()).isEqualTo(NotificationKind.SKILL_QUEUE_ENDING);
              assertThat(alert.createdAt()).isEqualTo(END.minus(Duration.ofHours(36)));
              assertThat(alert.body()).contains("in 36 hours");
            });
  }

  @Test
  void needsNoReadingToChange() {
    int calls = fixture.eve.calls(Call.SKILLS);

    prefer(new LeadTimes(Optional.of(Duration.ofHours(95)), Optional.empty()));
    fixture.runDue();

    assertThat(fixture.eve.calls(Call.SKILLS)).isEqualTo(calls);
  }

  @Test
  void canBeNone() {
    prefer(LeadTimes.NONE);

    fixture.runDueUntil(END);

    assertThat(kinds())
        .containsExactlyInAnyOrder(
            NotificationKind.SKILL_COMPLETE, NotificationKind.SKILL_QUEUE_EMPTY);
  }

  @Test
  void thatWasOverBeforeItWasWishedTellsNothing() {
    fixture.runDueUntil(END.minus(Duration.ofHours(40)));

    prefer(new LeadTimes(Optional.of(Duration.ofDays(2)), Optional.empty()));
    fixture.runDueUntil(END.minusMillis(1));

    assertThat(kinds()).isEmpty();
  }

  private List<NotificationKind> kinds() {
    return fixture.alerts(user).stream().map(Notification::kind).toList();
  }

  private void prefer(LeadTimes leadTimes) {
    fixture.prefer(
        user,
        new NotificationPreferences(
            true, true, true, false, true, Set.of(), Optional.empty(), leadTimes, true));
  }
}
