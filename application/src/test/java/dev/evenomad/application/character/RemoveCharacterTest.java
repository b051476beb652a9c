package dev.evenomad.application.character;

import static dev.evenomad.testkit.memory.NomadFixture.GUNNERY;
import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.once;
import static dev.evenomad.testkit.memory.NomadFixture.sync;
import static dev.evenomad.testkit.memory.NomadFixture.training;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenomad.application.character.RemoveCharacter.Outcome;
import dev.evenomad.application.session.OpenedSession;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobQuery;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.testkit.memory.Faults.Fault;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import dev.evenomad.testkit.memory.ScriptedEve.Trouble;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An account with two characters, of which one is removed. */
final class RemoveCharacterTest {

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final CharacterId bo = fixture.newCharacter("Bo");
  private final OpenedSession session = fixture.signIn(ada);
  private final UserId user = session.user();

  @BeforeEach
  void linkAndRead() {
    fixture.link(session, bo);
    fixture.queue(bo, training(0, GUNNERY, 3, START.plus(Duration.ofHours(1))));
    fixture.runDue();
  }

  @Test
  void takesTheCharacterAndAllThatWasReadOfIt() {
    assertThat(remove(bo)).isInstanceOf(Outcome.Removed.class);

    assertThat(fixture.nomad.account().characters(user))
        .map(EveCharacter::characterId)
        .containsExactly(ada);
    assertThat(fixture.stores.characters().find(bo)).isEmpty();
    assertThat(fixture.stores.snapshots().find(bo, SkillSnapshot.class)).isEmpty();
    assertThat(fixture.stores.syncStates().ofCharacter(bo)).isEmpty();
    assertThat(fixture.jobs(bo)).isEmpty();
    assertThat(fixture.plannedFor(sync(bo))).isEmpty();
    assertThat(remove(bo)).isInstanceOf(Outcome.NotTheirs.class);
  }

  @Test
  void endsTheGrantAtEve() {
    remove(bo);
    assertThat(fixture.eve.calls(Call.REVOKE)).as("not before it is removed").isZero();

    fixture.runDue();

    assertThat(fixture.eve.grants(bo)).isZero();
    assertThat(fixture.eve.grants(ada)).isEqualTo(1);
    assertThat(revocation().status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(revocation().payload()).isEmpty();
    assertThat(revocation().character()).isEmpty();
  }

  @Test
  void leavesTheLastOne() {
    remove(bo);

    assertThat(remove(ada)).isInstanceOf(Outcome.LastOne.class);

    assertThat(fixture.stores.characters().find(ada)).isPresent();
    fixture.runDue();
    assertThat(fixture.eve.grants(ada)).isEqualTo(1);
  }

  @Test
  void removesNobodyElses() {
    CharacterId cy = fixture.newCharacter("Cy");
    fixture.signIn(cy);

    assertThat(remove(cy)).isInstanceOf(Outcome.NotTheirs.class);

    assertThat(fixture.stores.characters().find(cy)).isPresent();
  }

  @Test
  void doesNothingByHalves() {
    fixture.faults.failNext("Schedule.plan");

    assertThatExceptionOfType(Fault.class).isThrownBy(() -> remove(bo));

    assertThat(fixture.stores.characters().find(bo)).isPresent();
    assertThat(fixture.stores.snapshots().find(bo, SkillSnapshot.class)).isPresent();
    assertThat(remove(bo)).isInstanceOf(Outcome.Removed.class);
  }

  @Test
  void readsNothingMoreThatIsReadAtThatVeryMoment() {
    fixture.clock.advance(Duration.ofHours(2));
    fixture.eve.before(Call.SKILLS, once(() -> remove(bo)));

    fixture.runDue();

    assertThat(fixture.stores.characters().find(bo)).isEmpty();
    assertThat(fixture.jobs(bo)).isEmpty();
    fixture.runDue();
    assertThat(fixture.plannedFor(sync(bo))).isEmpty();
  }

  @Test
  void endsTheGrantOnceEveCanBeAskedAgain() {
    fixture.eve.begin(Trouble.SSO_DOWN);
    remove(bo);

    fixture.runDueFor(Duration.ofDays(2));

    assertThat(revocation().status()).isEqualTo(JobStatus.PENDING);
    assertThat(revocation().attempts()).isBetween(10, 30);
    JsonObject payload = (JsonObject) revocation().payload().orElseThrow();
    // The rotation of keys looks for these names.
    assertThat(payload.members()).containsOnlyKeys("characterId", "refreshToken");
    assertThat(payload.members()).containsEntry("characterId", JsonValue.of(bo.value()));
    assertThat(payload.toString()).doesNotContain("refresh-");
    fixture.eve.end(Trouble.SSO_DOWN);
    fixture.runDueFor(Duration.ofHours(6));
    assertThat(fixture.eve.grants(bo)).isZero();
    assertThat(revocation().payload()).isEmpty();
  }

  @Test
  void endsTheGrantOnceOurClientSecretIsRightAgain() {
    fixture.eve.begin(Trouble.CLIENT_REFUSED);
    remove(bo);
    fixture.runDueFor(Duration.ofHours(1));

    fixture.eve.end(Trouble.CLIENT_REFUSED);
    fixture.runDueFor(Duration.ofHours(2));

    assertThat(fixture.eve.grants(bo)).isZero();
  }

  @Test
  void givesUpAfterAWeekAndForgetsTheToken() {
    fixture.eve.begin(Trouble.CLIENT_REFUSED);
    remove(bo);

    fixture.runDueFor(Duration.ofDays(8));

    assertThat(revocation().status()).isEqualTo(JobStatus.FAILED);
    assertThat(revocation().error().orElseThrow()).startsWith("given up: ");
    assertThat(revocation().payload()).isEmpty();
  }

  @Test
  void keepsTheTokenWhileTheKeyOfTheVaultIsMissing() {
    remove(bo);
    fixture.vault.loseKey();

    fixture.runDue();

    assertThat(revocation().status()).isEqualTo(JobStatus.PENDING);
    assertThat(revocation().payload()).isPresent();
    fixture.runDueFor(Duration.ofDays(8));
    assertThat(revocation().status()).isEqualTo(JobStatus.FAILED);
    assertThat(revocation().payload()).isEmpty();
  }

  @Test
  void endsTheGrantAlthoughItFailedUnexpectedly() {
    remove(bo);
    fixture.eve.before(
        Call.REVOKE,
        once(
            () -> {
              throw new IllegalStateException("a secret that nobody is to see");
            }));
    assertThat(fixture.runDue().failed()).isEmpty();
    assertThat(revocation().status()).isEqualTo(JobStatus.PENDING);
    assertThat(revocation().error()).contains("it failed unexpectedly: IllegalStateException");

    fixture.runDueFor(Duration.ofHours(1));

    assertThat(fixture.eve.grants(bo)).isZero();
    assertThat(revocation().status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void leavesTheNewGrantAloneOfAPilotWhoLinkedTheCharacterAgain() {
    fixture.eve.begin(Trouble.SSO_DOWN);
    remove(bo);
    fixture.runDue();
    fixture.eve.end(Trouble.SSO_DOWN);
    fixture.link(session, bo);

    fixture.runDueFor(Duration.ofHours(6));

    assertThat(fixture.eve.calls(Call.REVOKE)).as("while EVE was down").isEqualTo(1);
    assertThat(revocation().status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(revocation().payload()).isEmpty();
    assertThat(fixture.jobs(bo)).map(Job::type).doesNotContain(JobType.GRANT_REVOCATION);
  }

  @Test
  void endsTheGrantAlsoIfEveReplacesItsTokenJustThen() {
    AccessTokens tokens = fixture.accessTokens(fixture.eve);
    fixture.clock.advance(Duration.ofMinutes(20));
    fixture.eve.before(Call.REFRESH, once(() -> remove(bo)));

    tokens.acquire(bo);
    assertThat(fixture.eve.grants(bo)).as("the one that came in its place").isEqualTo(1);
    fixture.runDue();

    assertThat(fixture.eve.grants(bo)).isZero();
  }

  @Test
  void endsTheSellersGrantThatEveForgotToEnd() {
    fixture.eve.changeOwner(bo, new OwnerHash("buyer"));

    fixture.runDueFor(Duration.ofHours(1));

    assertThat(fixture.stores.characters().find(bo)).isEmpty();
    assertThat(fixture.eve.grants(bo)).isZero();
  }

  @Test
  void hasNothingToEndAtEveIfTheGrantIsGone() {
    fixture.eve.endGrants(bo);
    fixture.runDueFor(Duration.ofHours(1));

    assertThat(remove(bo)).isInstanceOf(Outcome.Removed.class);

    fixture.runDue();
    assertThat(fixture.eve.calls(Call.REVOKE)).isZero();
  }

  private Outcome remove(CharacterId character) {
    return fixture.nomad.removeCharacter().remove(user, character);
  }

  /** The only one there is. */
  private Job revocation() {
    JobQuery all = JobQuery.latest(JobQuery.MAX_LIMIT);
    return fixture
        .stores
        .jobs()
        .page(
            new JobQuery(
                Optional.of(JobType.GRANT_REVOCATION),
                all.status(),
                all.character(),
                all.from(),
                all.until(),
                all.after(),
                all.limit()))
        .items()
        .stream()
        .reduce(
            (one, other) -> {
              throw new AssertionError("more than one");
            })
        .orElseThrow();
  }
}
