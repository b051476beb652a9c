package dev.evenomad.application.character;

import static dev.evenomad.testkit.memory.NomadFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWork.Chore;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import dev.evenomad.testkit.memory.ScriptedEve.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two characters that nothing reads. */
final class RefreshUnusedGrantsTest {

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final CharacterId bo = fixture.newCharacter("Bo");
  private final UserId user = fixture.signIn(ada).user();
  private final Instant unused;

  RefreshUnusedGrantsTest() {
    fixture.signIn(bo);
    unused = grant(ada).accessExpiresAt().plus(Duration.ofDays(1));
  }

  @Test
  void leavesGrantsAloneThatWereUsedWithinADay() {
    tidyUp(unused);

    assertThat(fixture.eve.calls(Call.REFRESH)).isZero();
  }

  @Test
  void refreshesThoseThatWereNot() {
    tidyUp(unused.plusMillis(1));

    assertThat(fixture.eve.calls(Call.REFRESH)).isEqualTo(2);
    assertThat(grant(ada).accessExpiresAt()).isAfter(fixture.clock.instant());
    tidyUp(unused.plusSeconds(60));
    assertThat(fixture.eve.calls(Call.REFRESH)).as("they are fresh now").isEqualTo(2);
  }

  @Test
  void tellsThePilotThatEveEndedOne() {
    fixture.eve.endGrants(ada);

    tidyUp(unused.plusMillis(1));

    assertThat(fixture.stored(ada).grant()).isInstanceOf(EsiGrant.NeedsReauthorization.class);
    assertThat(fixture.alerts(user))
        .map(Notification::kind)
        .containsExactly(NotificationKind.REAUTHORIZATION_NEEDED);
    assertThat(grant(bo).accessExpiresAt()).isAfter(fixture.clock.instant());
  }

  @Test
  void partsWithACharacterThatHasANewOwner() {
    fixture.eve.changeOwner(ada, new OwnerHash("buyer"));

    tidyUp(unused.plusMillis(1));

    assertThat(fixture.nomad.account().characters(user)).isEmpty();
  }

  @Test
  void doesNotLetOthersSufferFromOneThatFails() {
    fixture.faults.failNext("Characters.find");

    tidyUp(unused.plusMillis(1));

    assertThat(fixture.eve.calls(Call.REFRESH)).isEqualTo(1);
    tidyUp(unused.plusSeconds(60));
    assertThat(fixture.eve.calls(Call.REFRESH)).isEqualTo(2);
  }

  @Test
  void asksForAFewAtATime() {
    AtomicInteger asking = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    for (int i = 0; i < 40; i++) {
      fixture.signIn(fixture.newCharacter("Unused " + i));
    }
    fixture.eve.before(
        Call.REFRESH,
        () -> {
          most.accumulateAndGet(asking.incrementAndGet(), Math::max);
          asking.decrementAndGet();
        });

    tidyUp(unused.plusMillis(1));

    assertThat(fixture.eve.calls(Call.REFRESH)).isEqualTo(42);
    assertThat(most.get()).isLessThanOrEqualTo(4);
  }

  @Test
  void changesNothingWhileEveCannotBeAsked() {
    EsiGrant before = fixture.stored(ada).grant();
    fixture.eve.begin(Trouble.SSO_DOWN);

    tidyUp(unused.plusMillis(1));

    assertThat(fixture.stored(ada).grant()).isEqualTo(before);
    assertThat(fixture.alerts(user)).isEmpty();
  }

  private EsiGrant.Valid grant(CharacterId character) {
    return (EsiGrant.Valid) fixture.stored(character).grant();
  }

  private void tidyUp(Instant now) {
    assertThat(now).isAfter(START);
    fixture.clock.set(now);
    fixture.nomad.dueWork().handle(new DueWork.Housekeeping(Chore.UNUSED_GRANTS));
  }
}
