package dev.evenomad.application.sync;

import static dev.evenomad.testkit.memory.NomadFixture.GUNNERY;
import static dev.evenomad.testkit.memory.NomadFixture.NAMELESS;
import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.training;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Trouble;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class BaselineTest {

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final UserId user = fixture.signIn(ada).user();

  @Test
  void tellsNothingOfWhatWasFinishedBefore() {
    fixture.queue(
        ada,
        training(0, GUNNERY, 3, START.minus(Duration.ofDays(2))),
        training(1, NAMELESS, 1, START));

    fixture.runDueFor(Duration.ofHours(2));

    assertThat(fixture.alerts(user)).isEmpty();
  }

  @Test
  void isReadAtOnceAndShownAsTheAccountsSkills() {
    fixture.queue(ada, training(0, GUNNERY, 3, START.plusSeconds(90)));

    fixture.runDue();

    SkillSnapshot snapshot =
        fixture.nomad.account().skills(user, ada).orElseThrow().snapshot().orElseThrow();
    assertThat(snapshot.asOf()).isEqualTo(START);
    assertThat(snapshot.queue().entries().get(0).skill()).isEqualTo(GUNNERY);
    assertThat(fixture.stored(ada).lastSyncAt()).contains(START);
    assertThat(fixture.state(ada).detectedUntil()).contains(START);
  }

  @Test
  void isWhatLaterTrainingsAreToldFrom() {
    fixture.queue(
        ada,
        training(0, GUNNERY, 3, START.minusSeconds(1)),
        training(1, GUNNERY, 4, START.plusSeconds(90)));

    fixture.runDueFor(Duration.ofHours(1));

    assertThat(fixture.alerts(user))
        .map(Notification::body)
        .containsExactly("Ada has trained Gunnery to level IV.");
  }

  @Test
  void comesOnlyOnceEsiAnswers() {
    fixture.eve.begin(Trouble.ESI_DOWN);
    Instant whileDown = START.plus(Duration.ofMinutes(20));
    fixture.queue(ada, training(0, GUNNERY, 3, whileDown));
    fixture.runDueUntil(START.plus(Duration.ofMinutes(30)));
    assertThat(fixture.state(ada).detectedUntil()).isEmpty();
    fixture.eve.end(Trouble.ESI_DOWN);

    fixture.runDueFor(Duration.ofHours(2));

    assertThat(fixture.state(ada).detectedUntil()).isPresent();
    assertThat(fixture.alerts(user)).isEmpty();
  }
}
