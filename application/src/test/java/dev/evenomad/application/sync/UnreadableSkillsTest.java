package dev.evenomad.application.sync;

import static dev.evenomad.testkit.memory.NomadFixture.APP;
import static dev.evenomad.testkit.memory.NomadFixture.GUNNERY;
import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.once;
import static dev.evenomad.testkit.memory.NomadFixture.sync;
import static dev.evenomad.testkit.memory.NomadFixture.training;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.Scope;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UnreadableSkillsTest {

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final UserId user = fixture.signIn(ada).user();

  @Test
  void areReadWithAnotherTokenWhenEsiDoesNotAcceptTheFirst() {
    fixture.eve.expireAccessTokens(ada);

    fixture.runDue();

    assertThat(fixture.eve.calls(Call.REFRESH)).isEqualTo(1);
    assertThat(fixture.eve.calls(Call.QUEUE)).isEqualTo(2);
    assertThat(fixture.state(ada).lastSuccess()).contains(START);
  }

  @Test
  void areReadWithAnotherTokenAlsoWhenOnlyTheSecondPartIsRefused() {
    fixture.eve.before(Call.SKILLS, once(() -> fixture.eve.expireAccessTokens(ada)));

    fixture.runDue();

    assertThat(fixture.eve.calls(Call.REFRESH)).isEqualTo(1);
    assertThat(fixture.eve.calls(Call.SKILLS)).isEqualTo(2);
    assertThat(fixture.state(ada).lastSuccess()).contains(START);
  }

  @Test
  void areTriedTwiceAndNotForeverWhenEsiAcceptsNoToken() {
    fixture.eve.before(Call.QUEUE, () -> fixture.eve.expireAccessTokens(ada));

    fixture.runDue();

    assertThat(fixture.eve.calls(Call.QUEUE)).isEqualTo(2);
    assertThat(fixture.eve.calls(Call.REFRESH)).isEqualTo(1);
    assertThat(fixture.state(ada).failures()).isEqualTo(1);
    assertThat(fixture.stored(ada).grant()).isInstanceOf(EsiGrant.Valid.class);
    assertThat(fixture.alerts(user)).isEmpty();
  }

  @Test
  void areParkedAtOnceWhenEsiDoesNotAcceptTheTokenAndTheGrantIsGone() {
    fixture.eve.endGrants(ada);
    fixture.eve.expireAccessTokens(ada);

    fixture.runDue();

    assertThat(fixture.state(ada).nextPoll()).isEmpty();
    assertThat(fixture.state(ada).failures()).isZero();
    assertThat(fixture.alerts(user))
        .map(Notification::kind)
        .containsExactly(NotificationKind.REAUTHORIZATION_NEEDED);
    assertThat(fixture.jobs(ada))
        .map(Job::error)
        .containsExactly(Optional.of("the character's grant is not in force"));
  }

  @Test
  void areParkedWhenAScopeIsMissingUntilThePilotAgreesToIt() {
    fixture.queue(ada, training(0, GUNNERY, 3, START.plus(Duration.ofHours(2))));
    signInWith(Scopes.of(Scope.READ_SKILLS));

    fixture.runDueFor(Duration.ofHours(1));

    assertThat(fixture.state(ada).nextPoll()).isEmpty();
    assertThat(fixture.eve.calls(Call.QUEUE)).as("it is known without asking").isZero();
    assertThat(fixture.jobs(ada)).isEmpty();
    assertThat(fixture.alerts(user)).isEmpty();

    signInWith(Scopes.MINIMAL);
    fixture.runDueFor(Duration.ofHours(2));

    assertThat(fixture.alerts(user)).hasSize(1);
  }

  @Test
  void areForgottenWhenTheAccountIsRemovedWhileTheyAreRead() {
    fixture.eve.before(Call.QUEUE, once(() -> fixture.stores.users().remove(user)));

    assertThat(fixture.runDue().failed()).isEmpty();

    assertThat(fixture.stores.snapshots().find(ada, SkillSnapshot.class)).isEmpty();
    assertThat(fixture.jobs(ada)).isEmpty();
    assertThat(fixture.plannedFor(sync(ada))).isEmpty();
  }

  @Test
  void areNotAskedForOnceTheCharacterIsNotLinked() {
    fixture.stores.users().remove(user);

    fixture.runDue();

    assertThat(fixture.eve.calls(Call.QUEUE)).isZero();
    assertThat(fixture.plannedFor(sync(ada))).isEmpty();
  }

  @Test
  void areReadAgainSoonWhenThePilotSignsInWhileTheyAreRead() {
    fixture.eve.before(Call.QUEUE, once(() -> fixture.signIn(ada)));

    fixture.runDue();

    assertThat(fixture.state(ada).lastSuccess()).isEmpty();
    Instant again = fixture.plannedFor(sync(ada)).orElseThrow();
    assertThat(again).isEqualTo(START);
    fixture.runDue();
    assertThat(fixture.state(ada).lastSuccess()).contains(START);
  }

  private void signInWith(Scopes scopes) {
    URI authorization = fixture.goToEve(APP, scopes, Optional.empty());
    fixture.redeem(fixture.comeBack(authorization, ada), Optional.empty());
  }
}
