package dev.evenomad.application.character;

import static dev.evenomad.testkit.memory.NomadFixture.GUNNERY;
import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.errorOf;
import static dev.evenomad.testkit.memory.NomadFixture.once;
import static dev.evenomad.testkit.memory.NomadFixture.sync;
import static dev.evenomad.testkit.memory.NomadFixture.training;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.session.OpenedSession;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.notification.QuietHours;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.settings.SettingsChange;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import dev.evenomad.testkit.memory.ScriptedEve.Trouble;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SoldCharacterTest {

  private static final OwnerHash BUYER = new OwnerHash("buyer");
  private static final PushToken SELLERS_PHONE = new PushToken("phone-of-the-seller");
  private static final PushToken BUYERS_PHONE = new PushToken("phone-of-the-buyer");
  private static final Instant FINISH = START.plus(Duration.ofMinutes(5));

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final OpenedSession seller = fixture.signIn(ada, SELLERS_PHONE);

  @BeforeEach
  void readTheBaseline() {
    fixture.queue(ada, training(0, GUNNERY, 3, FINISH));
    fixture.runDue();
  }

  @Test
  void leavesTheSellersAccountAndBeginsTheBuyers() {
    fixture.eve.sell(ada, BUYER);

    UserId buyer = fixture.signIn(ada, BUYERS_PHONE).user();

    assertThat(buyer).isNotEqualTo(seller.user());
    assertThat(fixture.nomad.account().user(seller.user())).isPresent();
    assertThat(fixture.nomad.account().characters(seller.user())).isEmpty();
    assertThat(fixture.nomad.account().character(seller.user(), ada)).isEmpty();
    assertThat(fixture.nomad.account().skills(seller.user(), ada)).isEmpty();
    assertThat(fixture.nomad.currentSession().authenticate(NomadFixture.token(seller))).isPresent();
    assertThat(fixture.nomad.account().characters(buyer))
        .map(EveCharacter::owner)
        .containsExactly(Optional.of(BUYER));
  }

  @Test
  void isNoLongerNamedInTheSellersSettings() {
    CharacterId bo = fixture.newCharacter("Bo");
    fixture.link(seller, bo);
    prefer(preferences(Set.of(ada, bo), Optional.empty()), Optional.of(ada));
    fixture.eve.sell(ada, BUYER);

    fixture.signIn(ada);

    UserSettings left = fixture.nomad.preferences().of(seller.user()).orElseThrow();
    assertThat(left.defaultCharacter()).isEmpty();
    assertThat(left.notifications().muted()).containsExactly(bo);
  }

  @Test
  void takesNothingThatWasReadWithTheSellersGrantAlong() {
    fixture.nomad.requestSync().request(seller.user(), ada);
    assertThat(fixture.jobs(ada)).isNotEmpty();
    fixture.eve.sell(ada, BUYER);

    UserId buyer = fixture.signIn(ada).user();

    assertThat(fixture.jobs(ada)).isEmpty();
    assertThat(fixture.stores.snapshots().find(ada, SkillSnapshot.class)).isEmpty();
    assertThat(fixture.state(ada).etags()).isEmpty();
    assertThat(fixture.state(ada).detectedUntil()).isEmpty();
    assertThat(fixture.alerts(buyer)).isEmpty();
    assertThat(fixture.nomad.preferences().of(buyer).orElseThrow().notifications())
        .isEqualTo(NotificationPreferences.DEFAULT);
  }

  @Test
  void beginsTheBuyersReadingsWithABaseline() {
    fixture.clock.set(FINISH.plusSeconds(30));
    fixture.eve.sell(ada, BUYER);
    UserId buyer = fixture.signIn(ada, BUYERS_PHONE).user();

    fixture.runDueFor(Duration.ofHours(1));

    assertThat(fixture.stores.snapshots().find(ada, SkillSnapshot.class)).isPresent();
    assertThat(fixture.alerts(buyer)).isEmpty();
    assertThat(fixture.push.attempts()).isEmpty();
  }

  @Test
  void tellsOnlyTheBuyerWhatHappensFromThenOn() {
    fixture.eve.sell(ada, BUYER);
    UserId buyer = fixture.signIn(ada, BUYERS_PHONE).user();

    fixture.runDueFor(Duration.ofHours(1));

    assertThat(fixture.alerts(seller.user())).isEmpty();
    assertThat(fixture.alerts(buyer)).hasSize(1);
    assertThat(fixture.push.accepted()).hasSize(1);
    assertThat(fixture.push.acceptedBy(BUYERS_PHONE)).hasSize(1);
  }

  @Test
  void leavesTheSellerTheAlertsFromBefore() {
    fixture.runDueUntil(FINISH);
    fixture.eve.sell(ada, BUYER);

    UserId buyer = fixture.signIn(ada).user();

    assertThat(fixture.alerts(seller.user())).hasSize(1);
    assertThat(fixture.alerts(buyer)).isEmpty();
  }

  @Test
  void doesNotKeepTheSellersAlertsFromArriving() {
    QuietHours morning = new QuietHours(LocalTime.of(9, 0), LocalTime.of(11, 0), ZoneOffset.UTC);
    prefer(preferences(Set.of(), Optional.of(morning)), Optional.empty());
    fixture.runDueUntil(FINISH);
    assertThat(fixture.push.attempts()).isEmpty();
    fixture.eve.sell(ada, BUYER);
    fixture.signIn(ada);

    fixture.runDueFor(Duration.ofHours(1));

    assertThat(fixture.push.acceptedBy(SELLERS_PHONE)).hasSize(1);
    assertThat(fixture.alerts(seller.user()).getFirst().status())
        .isEqualTo(NotificationStatus.SENT);
  }

  @Test
  void showsTheBuyerNoJobsOfTheSeller() {
    fixture.runDueUntil(FINISH);
    Job sellers = fixture.jobs(ada).getLast();
    fixture.eve.sell(ada, BUYER);

    UserId buyer = fixture.signIn(ada).user();

    assertThat(fixture.nomad.followJobs().find(buyer, sellers.id())).isEmpty();
    assertThat(fixture.nomad.followJobs().find(seller.user(), sellers.id())).isEmpty();
    assertThat(
            fixture
                .nomad
                .followJobs()
                .page(buyer, ada, Optional.empty(), Optional.empty(), 50)
                .orElseThrow()
                .items())
        .isEmpty();
  }

  @Test
  void staysWithTheSellerWhileEsiIsDown() {
    fixture.eve.sell(ada, BUYER);
    fixture.eve.begin(Trouble.ESI_DOWN);

    URI told = fixture.comeBack(fixture.goToEve(Optional.empty()), ada);

    assertThat(errorOf(told)).contains("temporarily_unavailable");
    assertThat(fixture.stored(ada).user()).isEqualTo(seller.user());
    assertThat(fixture.stores.snapshots().find(ada, SkillSnapshot.class)).isPresent();
  }

  @Test
  void staysWithAPilotWhoMovedItToAnotherEveAccountAndLinksItAgain() {
    fixture.eve.sell(ada, new OwnerHash("second EVE account of the same pilot"));

    fixture.link(seller, ada);

    assertThat(fixture.nomad.account().characters(seller.user())).hasSize(1);
    assertThat(fixture.stores.snapshots().find(ada, SkillSnapshot.class)).isEmpty();
    assertThat(fixture.plannedFor(sync(ada))).contains(fixture.clock.instant());
  }

  @Test
  void isGoneOnceARefreshShowsTheOtherOwner() {
    fixture.eve.changeOwner(ada, BUYER);

    fixture.runDueFor(Duration.ofHours(1));

    assertThat(fixture.stores.characters().find(ada)).isEmpty();
    assertThat(fixture.stores.snapshots().find(ada, SkillSnapshot.class)).isEmpty();
    assertThat(fixture.stores.syncStates().ofCharacter(ada)).isEmpty();
    assertThat(fixture.jobs(ada)).isEmpty();
    assertThat(fixture.plannedFor(sync(ada))).isEmpty();
    assertThat(fixture.nomad.account().user(seller.user())).isPresent();
    assertThat(fixture.signIn(ada).user()).isNotEqualTo(seller.user());
  }

  @Test
  void doesNotGiveTheBuyerWhatWasBeingReadForTheSeller() {
    fixture.eve.before(
        Call.QUEUE,
        once(
            () -> {
              fixture.eve.changeOwner(ada, BUYER);
              fixture.signIn(ada);
            }));
    fixture.clock.set(fixture.state(ada).nextPoll().orElseThrow());

    fixture.runDue();

    UserId buyer = fixture.stored(ada).user();
    assertThat(buyer).isNotEqualTo(seller.user());
    assertThat(fixture.stores.snapshots().find(ada, SkillSnapshot.class)).isEmpty();
    assertThat(fixture.jobs(ada)).isEmpty();
    fixture.runDue();
    assertThat(fixture.stores.snapshots().find(ada, SkillSnapshot.class)).isPresent();
    assertThat(fixture.alerts(buyer)).isEmpty();
  }

  private void prefer(NotificationPreferences wishes, Optional<CharacterId> shownFirst) {
    fixture
        .nomad
        .preferences()
        .change(
            seller.user(),
            known ->
                new SettingsChange(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(shownFirst),
                    Optional.of(wishes),
                    Optional.empty()));
  }

  private static NotificationPreferences preferences(
      Set<CharacterId> muted, Optional<QuietHours> quietHours) {
    return new NotificationPreferences(true, true, true, true, true, muted, quietHours);
  }
}
