package dev.evenomad.application.account;

import static dev.evenomad.testkit.memory.NomadFixture.GUNNERY;
import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.once;
import static dev.evenomad.testkit.memory.NomadFixture.sync;
import static dev.evenomad.testkit.memory.NomadFixture.training;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenomad.application.account.DeleteAccount.Deleted;
import dev.evenomad.application.session.OpenedSession;
import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobQuery;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.notification.QuietHours;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.testkit.memory.Faults.Fault;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import dev.evenomad.testkit.memory.ScriptedEve.Trouble;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An account with two characters is deleted. */
final class DeleteAccountTest {

  private static final PushToken PHONE = new PushToken("phone");

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final CharacterId bo = fixture.newCharacter("Bo");
  private final OpenedSession session = fixture.signIn(ada, PHONE);
  private final UserId user = session.user();

  @BeforeEach
  void linkAndRead() {
    fixture.link(session, bo);
    fixture.queue(bo, training(0, GUNNERY, 3, START.plus(Duration.ofMinutes(30))));
    fixture.runDueFor(Duration.ofHours(1));
  }

  @Test
  void tellsWhatItDeletes() {
    OpenedSession browser = fixture.signIn(ada);

    Deleted deleted = delete();

    assertThat(deleted.at()).isEqualTo(fixture.clock.instant());
    assertThat(deleted.characters()).isEqualTo(2);
    assertThat(deleted.grants()).as("of the second sign-in, too").isEqualTo(3);
    assertThat(deleted.sessions()).isEqualTo(2);
    assertThat(deleted.subscriptionRunsOn()).isFalse();
    for (OpenedSession ended : List.of(session, browser)) {
      assertThat(fixture.nomad.currentSession().authenticate(NomadFixture.token(ended))).isEmpty();
    }
    assertThat(fixture.nomad.deleteAccount().delete(user)).isEmpty();
  }

  @Test
  void leavesNothing() {
    assertThat(fixture.alerts(user)).isNotEmpty();
    delete();

    assertThat(fixture.stores.users().find(user)).isEmpty();
    assertThat(fixture.stores.settings().find(user)).isEmpty();
    assertThat(fixture.alerts(user)).isEmpty();
    for (CharacterId character : List.of(ada, bo)) {
      assertThat(fixture.stores.characters().find(character)).isEmpty();
      assertThat(fixture.stores.syncStates().ofCharacter(character)).isEmpty();
      assertThat(fixture.jobs(character)).isEmpty();
      assertThat(fixture.plannedFor(sync(character))).isEmpty();
    }
    assertThat(allJobs()).allMatch(job -> job.type() == JobType.GRANT_REVOCATION);
    fixture.runDueFor(Duration.ofDays(1));
    assertThat(fixture.stores.schedule().planned()).isEmpty();
    assertThat(allJobs()).allMatch(job -> job.payload().isEmpty());
  }

  @Test
  void endsTheGrantsAtEveHoweverLongItIsDown() {
    fixture.eve.begin(Trouble.SSO_DOWN);
    delete();
    fixture.runDueFor(Duration.ofDays(2));
    assertThat(fixture.eve.grants(ada) + fixture.eve.grants(bo)).isEqualTo(2);

    fixture.eve.end(Trouble.SSO_DOWN);
    fixture.runDueFor(Duration.ofHours(6));

    assertThat(fixture.eve.grants(ada) + fixture.eve.grants(bo)).isZero();
    assertThat(allJobs()).allMatch(job -> job.status() == JobStatus.COMPLETED);
  }

  @Test
  void endsTheGrantsOfEverySignIn() {
    fixture.signIn(ada);
    fixture.signIn(ada);
    fixture.runDueFor(Duration.ofDays(30));
    assertThat(fixture.eve.grants(ada)).isEqualTo(3);

    delete();
    fixture.runDue();

    assertThat(fixture.eve.grants(ada)).isZero();
    assertThat(allJobs())
        .filteredOn(job -> job.type() == JobType.GRANT_REVOCATION)
        .allMatch(job -> job.over() && job.payload().isEmpty());
  }

  @Test
  void endsTheGrantAlsoThatEveReplacesJustThen() {
    var tokens = fixture.accessTokens(fixture.eve);
    fixture.clock.advance(Duration.ofMinutes(20));
    fixture.eve.before(Call.REFRESH, once(this::delete));

    tokens.acquire(bo);
    fixture.runDue();

    assertThat(fixture.eve.grants(bo)).isZero();
  }

  @Test
  void forgetsPushesThatAreHeld() {
    fixture.prefer(
        user,
        new NotificationPreferences(
            true,
            true,
            true,
            true,
            true,
            Set.of(),
            Optional.of(new QuietHours(LocalTime.of(9, 0), LocalTime.of(20, 0), ZoneOffset.UTC))));
    fixture.queue(bo, training(0, GUNNERY, 4, fixture.clock.instant().plusSeconds(600)));
    fixture.runDueFor(Duration.ofHours(5));
    int sent = fixture.push.accepted().size();
    assertThat(allJobs()).anyMatch(job -> job.type() == JobType.PUSH_DELIVERY && !job.over());

    delete();

    assertThat(fixture.stores.schedule().planned().keySet())
        .noneMatch(
            work -> work instanceof DueWork.RunJob run && run.type() == JobType.PUSH_DELIVERY);
    fixture.runDueFor(Duration.ofDays(1));
    assertThat(fixture.push.accepted()).hasSize(sent);
  }

  @Test
  void isNotUndoneByWhatIsReadJustThen() {
    fixture.clock.advance(Duration.ofHours(2));
    fixture.eve.before(Call.SKILLS, once(this::delete));

    fixture.runDue();
    fixture.runDue();

    assertThat(fixture.stores.characters().find(ada)).isEmpty();
    assertThat(fixture.stores.characters().find(bo)).isEmpty();
    assertThat(allJobs()).allMatch(job -> job.type() == JobType.GRANT_REVOCATION);
    fixture.runDueFor(Duration.ofDays(1));
    assertThat(fixture.stores.schedule().planned()).isEmpty();
  }

  @Test
  void isNotUndoneByASignInThatIsUnderWay() {
    var authorization = fixture.goToEve(Optional.empty());
    fixture.eve.before(Call.PROFILE, once(this::delete));

    UserId next = fixture.redeem(fixture.comeBack(authorization, ada), Optional.empty()).user();

    assertThat(next).isNotEqualTo(user);
    assertThat(fixture.stores.users().find(user)).isEmpty();
    assertThat(fixture.alerts(next)).isEmpty();
    assertThat(fixture.stores.characters().find(bo)).isEmpty();
  }

  @Test
  void tellsThatASubscriptionRunsOn() {
    fixture
        .stores
        .users()
        .save(
            fixture
                .stores
                .users()
                .find(user)
                .orElseThrow()
                .withSubscription(
                    new Subscription(
                        SubscriptionTier.PREMIUM,
                        SubscriptionStatus.ACTIVE,
                        Optional.empty(),
                        Optional.of("cus_1"),
                        Optional.of("sub_1")),
                    START));

    assertThat(delete().subscriptionRunsOn()).isTrue();
  }

  @Test
  void doesNothingByHalves() {
    fixture.faults.failNext("Jobs.removeOfUser");

    assertThatExceptionOfType(Fault.class).isThrownBy(this::delete);

    assertThat(fixture.nomad.account().characters(user)).hasSize(2);
    assertThat(fixture.alerts(user)).isNotEmpty();
    assertThat(fixture.plannedFor(sync(bo))).isPresent();
    assertThat(allJobs()).noneMatch(job -> job.type() == JobType.GRANT_REVOCATION);
  }

  private Deleted delete() {
    return fixture.nomad.deleteAccount().delete(user).orElseThrow();
  }

  private List<Job> allJobs() {
    return fixture.stores.jobs().page(JobQuery.latest(JobQuery.MAX_LIMIT)).items();
  }
}
