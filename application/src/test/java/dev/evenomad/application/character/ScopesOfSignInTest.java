package dev.evenomad.application.character;

import static dev.evenomad.testkit.memory.NomadFixture.sync;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Scope;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a pilot agreed to decides what is read, and is found out without asking EVE. */
final class ScopesOfSignInTest {

  private static final Scopes TOO_FEW = Scopes.of(Scope.READ_SKILLS);

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");

  @Test
  void parksWhatTheyDoNotCover() {
    signIn(TOO_FEW);

    fixture.runDueFor(Duration.ofDays(1));

    assertThat(fixture.state(ada).nextPoll()).isEmpty();
    assertThat(fixture.plannedFor(sync(ada))).isEmpty();
    assertThat(fixture.eve.calls(Call.QUEUE) + fixture.eve.calls(Call.SKILLS)).isZero();
    assertThat(fixture.stored(ada).grant().covers(SyncKind.SKILLS.neededScopes())).isFalse();
  }

  @Test
  void readWhatTheyCoverOnceThePilotAgreedToMore() {
    signIn(TOO_FEW);

    signIn(Scopes.MINIMAL);
    fixture.runDue();

    assertThat(fixture.state(ada).lastSuccess()).contains(fixture.clock.instant());
    assertThat(fixture.stored(ada).grant().scopes()).isEqualTo(Scopes.MINIMAL);
  }

  @Test
  void takeThePlaceOfWiderOnes() {
    signIn(Scopes.MINIMAL);
    fixture.runDue();
    int reads = fixture.eve.calls(Call.QUEUE);

    signIn(TOO_FEW);
    fixture.runDueFor(Duration.ofDays(1));

    assertThat(fixture.stored(ada).grant().scopes()).isEqualTo(TOO_FEW);
    assertThat(fixture.state(ada).nextPoll()).isEmpty();
    assertThat(fixture.eve.calls(Call.QUEUE)).isEqualTo(reads);
    assertThat(fixture.stores.snapshots().find(ada, SkillSnapshot.class))
        .as("history stays")
        .isPresent();
  }

  private void signIn(Scopes scopes) {
    fixture.redeem(
        fixture.comeBack(fixture.goToEve(NomadFixture.APP, scopes, Optional.empty()), ada),
        Optional.empty());
  }
}
