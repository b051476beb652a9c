package dev.evenomad.application.session;

import static dev.evenomad.testkit.memory.NomadFixture.GUNNERY;
import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.errorOf;
import static dev.evenomad.testkit.memory.NomadFixture.once;
import static dev.evenomad.testkit.memory.NomadFixture.parameter;
import static dev.evenomad.testkit.memory.NomadFixture.sync;
import static dev.evenomad.testkit.memory.NomadFixture.training;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.Plan;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.notification.QuietHours;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.settings.SettingsChange;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.testkit.memory.Faults.Fault;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import dev.evenomad.testkit.memory.ScriptedEve.Trouble;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A pilot has two accounts, and brings a character of one of them to the other. */
final class MoveCharacterTest {

  private static final PushToken HERE = new PushToken("phone-of-ada");
  private static final PushToken THERE = new PushToken("phone-of-bo");

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final CharacterId bo = fixture.newCharacter("Bo");
  private final CharacterId cy = fixture.newCharacter("Cy");
  private final OpenedSession session = fixture.signIn(ada, HERE);
  private final OpenedSession other = fixture.signIn(bo, THERE);

  @Test
  void bringsTheCharacterWithAllThatIsKnownOfIt() {
    fixture.link(other, cy);
    fixture.queue(bo, training(0, GUNNERY, 3, START.plus(Duration.ofDays(1))));
    fixture.runDue();
    EveCharacter before = fixture.stored(bo);
    fixture.clock.advance(Duration.ofMinutes(1));

    URI told = fixture.link(session, bo);

    assertThat(parameter(told, "outcome")).contains("moved");
    assertThat(fixture.redeem(told, Optional.empty()).user()).isEqualTo(session.user());
    EveCharacter moved = fixture.stored(bo);
    assertThat(moved.id()).isEqualTo(before.id());
    assertThat(moved.user()).isEqualTo(session.user());
    assertThat(moved.grant()).isNotEqualTo(before.grant());
    assertThat(moved.lastSyncAt()).isEqualTo(before.lastSyncAt());
    assertThat(fixture.stores.snapshots().find(bo, SkillSnapshot.class)).isPresent();
    assertThat(fixture.stores.schedule().planOf(sync(bo)).flatMap(Plan::onBehalfOf))
        .contains(session.user());
    assertThat(characters(other.user())).containsExactly(cy);
    assertThat(characters(session.user())).containsExactly(ada, bo);
  }

  @Test
  void signsTheCharacterInToItsNewAccountFromThenOn() {
    fixture.link(session, bo);

    assertThat(fixture.signIn(bo).user()).isEqualTo(session.user());
  }

  @Test
  void endsAnAccountWhoseOnlyCharacterItWas() {
    OpenedSession elsewhere = fixture.signIn(bo);

    fixture.link(session, bo);

    assertThat(fixture.nomad.account().user(other.user())).isEmpty();
    assertThat(fixture.stores.settings().find(other.user())).isEmpty();
    for (OpenedSession ended : List.of(other, elsewhere)) {
      assertThat(fixture.nomad.currentSession().authenticate(NomadFixture.token(ended))).isEmpty();
    }
    assertThat(fixture.nomad.currentSession().authenticate(NomadFixture.token(session)))
        .isPresent();
  }

  @Test
  void letsNobodySignInToAnAccountThatHasEnded() {
    URI toldBefore = fixture.comeBack(fixture.goToEve(Optional.empty()), bo);
    URI linking = fixture.goToEve(Optional.of(fixture.ticket(other)));
    fixture.link(session, bo);

    assertThat(
            fixture
                .nomad
                .redeemLoginCode()
                .redeem(NomadFixture.codeOf(toldBefore), NomadFixture.VERIFIER, Optional.empty()))
        .isEmpty();
    assertThat(fixture.comeBack(NomadFixture.stateOf(linking), fixture.eve.approve(linking, cy)))
        .isEmpty();
    assertThat(fixture.stores.characters().find(cy)).isEmpty();
  }

  @Test
  void isForgottenByTheSettingsOfTheAccountThatItLeaves() {
    fixture.link(other, cy);
    fixture
        .nomad
        .preferences()
        .change(other.user(), known -> SettingsChange.NONE.withDefaultCharacter(Optional.of(bo)));
    fixture.prefer(other.user(), muting(Set.of(bo, cy)));

    fixture.link(session, bo);

    var settings = fixture.nomad.preferences().of(other.user()).orElseThrow();
    assertThat(settings.defaultCharacter()).isEmpty();
    assertThat(settings.notifications().muted()).containsExactly(cy);
    assertThat(fixture.nomad.preferences().of(session.user()).orElseThrow().defaultCharacter())
        .isEmpty();
  }

  @Test
  void takesItsAlertsAlongAndLeavesTheOthers() {
    fixture.link(other, cy);
    finishATraining(bo);
    finishATraining(cy);
    fixture.nomad.raiseAlerts().test(other.user());

    fixture.link(session, bo);

    assertThat(fixture.alerts(session.user()))
        .map(Notification::character)
        .containsOnly(Optional.of(bo));
    assertThat(fixture.alerts(other.user()))
        .map(Notification::character)
        .contains(Optional.of(cy), Optional.empty())
        .doesNotContain(Optional.of(bo));
  }

  @Test
  void takesAllAlertsAlongOfAnAccountThatEnds() {
    finishATraining(bo);
    fixture.nomad.raiseAlerts().test(other.user());

    fixture.link(session, bo);

    assertThat(fixture.alerts(session.user()))
        .map(Notification::character)
        .contains(Optional.of(bo), Optional.empty());
    fixture.runDueFor(Duration.ofMinutes(1));
    assertThat(fixture.push.accepted())
        .as("the test alert, where it is by now")
        .anySatisfy(push -> assertThat(push.to()).isEqualTo(HERE));
  }

  @Test
  void tellsTheNewAccountWhatWasNotSentYet() {
    fixture.link(other, cy);
    fixture.prefer(other.user(), quiet(LocalTime.of(10, 0), LocalTime.of(18, 0)));
    finishATraining(bo);
    int sent = fixture.push.accepted().size();
    assertThat(fixture.alerts(other.user()))
        .map(Notification::status)
        .containsOnly(NotificationStatus.PENDING);

    fixture.link(session, bo);
    fixture.runDue();

    assertThat(fixture.push.accepted()).hasSizeGreaterThan(sent);
    assertThat(fixture.push.accepted().subList(sent, fixture.push.accepted().size()))
        .allSatisfy(push -> assertThat(push.to()).isEqualTo(HERE));
    assertThat(fixture.alerts(session.user()))
        .map(Notification::status)
        .containsOnly(NotificationStatus.SENT);
    int told = fixture.push.accepted().size();
    fixture.runDueFor(Duration.ofHours(12));
    assertThat(fixture.push.accepted()).as("nothing of it is told there").hasSize(told);
  }

  @Test
  void tellsItInTheHoursOfTheNewAccount() {
    fixture.prefer(other.user(), quiet(LocalTime.of(10, 0), LocalTime.of(18, 0)));
    fixture.prefer(session.user(), quiet(LocalTime.of(9, 0), LocalTime.of(13, 0)));
    finishATraining(bo);
    int sent = fixture.push.accepted().size();

    fixture.link(session, bo);

    fixture.runDueUntil(START.plus(Duration.ofHours(3)).minusSeconds(1));
    assertThat(fixture.push.accepted()).hasSize(sent);
    fixture.runDueUntil(START.plus(Duration.ofHours(3)));
    assertThat(fixture.push.accepted()).hasSizeGreaterThan(sent);
  }

  @Test
  void showsInTheAppWhatTheNewAccountDoesNotWantToBeTold() {
    fixture.prefer(other.user(), quiet(LocalTime.of(10, 0), LocalTime.of(18, 0)));
    fixture.prefer(
        session.user(),
        new NotificationPreferences(false, true, true, true, true, Set.of(), Optional.empty()));
    finishATraining(bo);
    int sent = fixture.push.accepted().size();

    fixture.link(session, bo);
    fixture.runDueFor(Duration.ofHours(12));

    assertThat(fixture.push.accepted()).hasSize(sent);
    assertThat(fixture.alerts(session.user()))
        .map(Notification::status)
        .containsOnly(NotificationStatus.SENT);
  }

  @Test
  void tellsTheNewAccountWhatIsReadAtThatVeryMoment() {
    fixture.link(other, cy);
    fixture.queue(bo, training(0, GUNNERY, 3, START.plus(Duration.ofMinutes(30))));
    fixture.runDue();
    fixture.clock.advance(Duration.ofHours(1));
    fixture.eve.before(Call.SKILLS, once(() -> fixture.link(session, bo)));

    fixture.runDueFor(Duration.ofMinutes(10));

    assertThat(fixture.alerts(other.user()))
        .filteredOn(alert -> alert.character().equals(Optional.of(bo)))
        .isEmpty();
    assertThat(fixture.alerts(session.user()))
        .filteredOn(alert -> alert.title().contains("Gunnery") || alert.body().contains("Gunnery"))
        .hasSize(1);
  }

  @Test
  void goesOnWithWhatWasAskedFor() {
    fixture.link(other, cy);
    fixture.eve.begin(Trouble.ESI_DOWN);
    fixture.nomad.requestSync().request(other.user(), bo);
    fixture.runDue();
    fixture.eve.end(Trouble.ESI_DOWN);

    fixture.link(session, bo);

    fixture.runDueFor(Duration.ofHours(1));
    assertThat(fixture.jobs(bo)).isNotEmpty().noneMatch(job -> !job.over());
    assertThat(
            fixture
                .nomad
                .followJobs()
                .page(session.user(), bo, Optional.empty(), Optional.empty(), 50)
                .orElseThrow()
                .items())
        .isNotEmpty();
  }

  @Test
  void isOldNewsThatTheGrantWasLost() {
    fixture.eve.endGrants(bo);
    fixture.runDueFor(Duration.ofHours(1));
    assertThat(fixture.stored(bo).grant()).isInstanceOf(EsiGrant.NeedsReauthorization.class);

    URI told = fixture.link(session, bo);

    assertThat(parameter(told, "outcome")).contains("moved");
    assertThat(fixture.stored(bo).grant()).isInstanceOf(EsiGrant.Valid.class);
    assertThat(fixture.alerts(session.user()))
        .singleElement()
        .satisfies(alert -> assertThat(alert.status()).isEqualTo(NotificationStatus.READ));
  }

  @Test
  void bringsItWithItsOldGrantIfThePilotAgreesToNothingNow() {
    EsiGrant before = fixture.stored(bo).grant();
    URI authorization =
        fixture.goToEve(NomadFixture.APP, Scopes.NONE, Optional.of(fixture.ticket(session)));

    URI told = fixture.comeBack(authorization, bo);

    assertThat(parameter(told, "outcome")).contains("moved");
    assertThat(fixture.stored(bo).grant()).isEqualTo(before);
    assertThat(fixture.stores.schedule().planOf(sync(bo)).flatMap(Plan::onBehalfOf))
        .contains(session.user());
  }

  @Test
  void bringsAPaidSubscriptionAlong() {
    Subscription paid = subscribe(other.user(), "of_bo");
    subscribeAsOf(
        session.user(),
        new Subscription(
            SubscriptionTier.PREMIUM,
            SubscriptionStatus.EXPIRED,
            Optional.of(START.minusSeconds(9)),
            Optional.of("cus_of_ada"),
            Optional.of("sub_of_ada")));

    assertThat(errorOf(fixture.link(session, bo))).isEmpty();

    assertThat(user(session.user()).subscription()).isEqualTo(paid);
    assertThat(fixture.nomad.findAccount().byStripeCustomer("cus_of_bo").map(User::id))
        .contains(session.user());
  }

  @Test
  void leavesAPaidSubscriptionWithAnAccountThatGoesOn() {
    fixture.link(other, cy);
    Subscription paid = subscribe(other.user(), "of_bo");
    Subscription own = subscribe(session.user(), "of_ada");

    assertThat(errorOf(fixture.link(session, bo))).isEmpty();

    assertThat(user(other.user()).subscription()).isEqualTo(paid);
    assertThat(user(session.user()).subscription()).isEqualTo(own);
  }

  @Test
  void keepsTheOwnSubscriptionIfTheOtherAccountHasNone() {
    Subscription own = subscribe(session.user(), "of_ada");

    fixture.link(session, bo);

    assertThat(user(session.user()).subscription()).isEqualTo(own);
  }

  @Test
  void changesNothingIfAPaidSubscriptionWouldBeLost() {
    Subscription paid = subscribe(other.user(), "of_bo");
    Subscription own = subscribe(session.user(), "of_ada");
    EveCharacter before = fixture.stored(bo);
    int revoked = fixture.eve.calls(Call.REVOKE);

    URI told = fixture.link(session, bo);

    assertThat(errorOf(told)).contains("account_has_subscription");
    assertThat(fixture.stored(bo)).isEqualTo(before);
    assertThat(user(other.user()).subscription()).isEqualTo(paid);
    assertThat(user(session.user()).subscription()).isEqualTo(own);
    assertThat(fixture.eve.calls(Call.REVOKE)).as("the grant of today").isEqualTo(revoked + 1);
  }

  @Test
  void doesNothingByHalves() {
    fixture.faults.failNext("Users.remove");

    assertThatExceptionOfType(Fault.class).isThrownBy(() -> fixture.link(session, bo));

    assertThat(characters(other.user())).containsExactly(bo);
    assertThat(characters(session.user())).containsExactly(ada);
    assertThat(fixture.alerts(session.user())).isEmpty();
    assertThat(errorOf(fixture.link(session, bo))).isEmpty();
  }

  @Test
  void isNoMoveIfItWasSoldMeanwhile() {
    finishATraining(bo);
    fixture.eve.changeOwner(bo, fixture.stored(ada).owner().orElseThrow());

    URI told = fixture.link(session, bo);

    assertThat(parameter(told, "outcome")).contains("linked");
    assertThat(fixture.nomad.account().user(other.user())).isPresent();
    assertThat(fixture.alerts(session.user())).isEmpty();
    assertThat(fixture.alerts(other.user())).isNotEmpty();
    assertThat(fixture.jobs(bo)).noneMatch(job -> job.status() == JobStatus.COMPLETED);
  }

  @Test
  void leavesNoGrantBehindAtEve() {
    fixture.link(session, bo);
    assertThat(fixture.eve.grants(bo)).as("EVE keeps the old one, too").isEqualTo(2);

    fixture.nomad.removeCharacter().remove(session.user(), bo);
    fixture.runDue();

    assertThat(fixture.eve.grants(bo)).isZero();
  }

  @Test
  void keepsNoGrantOfACharacterThatWasSold() {
    fixture.signIn(bo);
    assertThat(fixture.stores.jobs().waitingRevocationsOf(bo)).hasSize(1);
    fixture.eve.sell(bo, fixture.stored(ada).owner().orElseThrow());

    fixture.link(session, bo);

    assertThat(fixture.stores.jobs().waitingRevocationsOf(bo)).isEmpty();
  }

  /** A training ends, and whoever is to be told is. */
  private void finishATraining(CharacterId character) {
    fixture.queue(
        character, training(0, GUNNERY, 3, fixture.clock.instant().plus(Duration.ofMinutes(5))));
    fixture.runDueFor(Duration.ofMinutes(30));
  }

  private List<CharacterId> characters(UserId user) {
    return fixture.nomad.account().characters(user).stream()
        .map(EveCharacter::characterId)
        .toList();
  }

  private User user(UserId id) {
    return fixture.nomad.account().user(id).orElseThrow();
  }

  private Subscription subscribe(UserId id, String which) {
    return subscribeAsOf(
        id,
        new Subscription(
            SubscriptionTier.PREMIUM,
            SubscriptionStatus.ACTIVE,
            Optional.of(START.plus(Duration.ofDays(20))),
            Optional.of("cus_" + which),
            Optional.of("sub_" + which)));
  }

  private Subscription subscribeAsOf(UserId id, Subscription subscription) {
    fixture.stores.users().save(user(id).withSubscription(subscription, START));
    return subscription;
  }

  private static NotificationPreferences quiet(LocalTime from, LocalTime to) {
    return new NotificationPreferences(
        true,
        true,
        true,
        true,
        true,
        Set.of(),
        Optional.of(new QuietHours(from, to, ZoneOffset.UTC)));
  }

  private static NotificationPreferences muting(Set<CharacterId> muted) {
    return new NotificationPreferences(true, true, true, true, true, muted, Optional.empty());
  }
}
