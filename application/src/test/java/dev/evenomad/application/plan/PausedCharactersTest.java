package dev.evenomad.application.plan;

import static dev.evenomad.testkit.memory.NomadFixture.GUNNERY;
import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.sync;
import static dev.evenomad.testkit.memory.NomadFixture.training;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.account.Account.View;
import dev.evenomad.application.session.OpenedSession;
import dev.evenomad.application.sync.RequestSync;
import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.payment.PaidSubscription;
import dev.evenomad.domain.payment.PaidSubscription.Stage;
import dev.evenomad.domain.payment.PaymentNotice;
import dev.evenomad.domain.payment.StripeStatus;
import dev.evenomad.domain.plan.PlanPolicy;
import dev.evenomad.domain.plan.PlanStanding;
import dev.evenomad.domain.settings.SettingsChange;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.sync.SyncState;
import dev.evenomad.testkit.memory.NomadFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Four characters of which the free plan covers three. */
final class PausedCharactersTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final NomadFixture fixture = new NomadFixture();
  private final List<CharacterId> characters = new ArrayList<>();
  private final UserId user;
  private final CharacterId fourth;
  private int events;

  PausedCharactersTest() {
    characters.add(fixture.newCharacter("Ada"));
    OpenedSession session = fixture.signIn(characters.getFirst());
    for (String name : List.of("Bob", "Cyd", "Dee")) {
      fixture.clock.advance(Duration.ofSeconds(1));
      CharacterId character = fixture.newCharacter(name);
      fixture.link(session, character);
      characters.add(character);
    }
    user = session.user();
    fourth = characters.getLast();
  }

  @Test
  void whatThePlanDoesNotCoverIsNeverRead() {
    fixture.runDueFor(HOUR);

    assertThat(lastRead(fourth)).isEmpty();
    assertThat(lastRead(characters.getFirst()).orElseThrow())
        .isAfter(fixture.clock.instant().minus(Duration.ofMinutes(12)));
    assertThat(fixture.state(fourth).paused()).isTrue();
    assertThat(fixture.state(fourth).nextDue()).isEmpty();
    assertThat(fixture.jobs(fourth)).as("nothing happened").isEmpty();
    assertThat(plan().covered()).containsExactlyElementsOf(characters.subList(0, 3));
    assertThat(plan().paused()).containsExactly(fourth);
  }

  @Test
  void itIsLookedAtOnceADayWithoutAskingEve() {
    fixture.runDueFor(HOUR);
    Instant look = fixture.plannedFor(sync(fourth)).orElseThrow();
    assertThat(look).isBefore(START.plus(Duration.ofHours(25)));

    fixture.runDueUntil(look.plusSeconds(1));

    assertThat(lastRead(fourth)).isEmpty();
    assertThat(fixture.plannedFor(sync(fourth))).contains(look.plus(Duration.ofDays(1)));
  }

  @Test
  void payingResumesItAtOnceAndTellsNothingOfThePause() {
    pay(StripeStatus.ACTIVE);
    fixture.queue(fourth, training(0, GUNNERY, 3, START.plus(HOUR)));
    fixture.runDue();
    Instant paid = fixture.clock.instant();
    assertThat(lastRead(fourth)).contains(paid);

    pay(StripeStatus.CANCELED);
    fixture.runDueUntil(START.plus(HOUR).plusSeconds(60));
    assertThat(lastRead(fourth)).contains(paid);
    assertThat(fixture.alerts(user)).as("it ended while it was paused").isEmpty();
    assertThat(skills(fourth).snapshot()).as("what is known is kept").isPresent();
    assertThat(skills(fourth).stale()).isTrue();
    fixture.queue(fourth, training(0, GUNNERY, 4, START.plus(HOUR.multipliedBy(2))));

    pay(StripeStatus.ACTIVE, "sub_2");
    assertThat(fixture.plannedFor(sync(fourth))).contains(fixture.clock.instant());
    fixture.runDue();
    assertThat(lastRead(fourth)).contains(fixture.clock.instant());
    assertThat(skills(fourth).stale()).isFalse();
    fixture.runDueFor(HOUR);

    assertThat(fixture.alerts(user))
        .map(Notification::body)
        .containsExactly("Dee has trained Gunnery to level IV.");
  }

  @Test
  void theEndOfWhatIsPaidPausesItWithoutAnybodysDoing() {
    pay(StripeStatus.ACTIVE);
    fixture.runDue();
    pays(
        new Subscription(
            SubscriptionTier.PREMIUM,
            SubscriptionStatus.CANCELED,
            Optional.of(START.plus(HOUR)),
            Optional.of("cus_1"),
            Optional.of("sub_1")));
    fixture.queue(fourth, training(0, GUNNERY, 3, START.plus(HOUR).plusSeconds(1)));
    fixture.runDueUntil(START.plus(HOUR).minusSeconds(1));
    Optional<Instant> before = lastRead(fourth);
    assertThat(before.orElseThrow()).isAfter(START.plus(Duration.ofMinutes(50)));
    assertThat(plan().paused()).isEmpty();

    fixture.clock.set(START.plus(HOUR));
    assertThat(plan().paused()).containsExactly(fourth);
    fixture.runDueFor(Duration.ofDays(1));

    assertThat(lastRead(fourth)).isEqualTo(before);
    assertThat(fixture.alerts(user)).isEmpty();
    assertThat(lastRead(characters.getFirst()).orElseThrow())
        .as("the others go on")
        .isAfter(fixture.clock.instant().minus(Duration.ofMinutes(12)));
  }

  @Test
  void theDefaultCharacterIsCoveredBeforeAllOthers() {
    fixture.runDue();
    prefer(fourth);
    fixture.runDue();

    assertThat(lastRead(fourth)).contains(fixture.clock.instant());
    fixture.runDueFor(HOUR);
    assertThat(fixture.state(characters.get(2)).paused()).isTrue();
    assertThat(plan().paused()).containsExactly(characters.get(2));

    prefer(characters.getFirst());
    fixture.runDue();
    assertThat(fixture.state(characters.get(2)).paused()).isFalse();
  }

  @Test
  void aCharacterThatLeavesMakesRoom() {
    fixture.runDue();
    assertThat(lastRead(fourth)).isEmpty();

    fixture.nomad.removeCharacter().remove(user, characters.get(1));
    fixture.runDue();

    assertThat(lastRead(fourth)).contains(fixture.clock.instant());
    assertThat(plan().paused()).isEmpty();
  }

  @Test
  void signingInWithItDoesNotResumeIt() {
    fixture.runDue();

    fixture.signIn(fourth);
    fixture.runDueFor(HOUR);

    assertThat(lastRead(fourth)).isEmpty();
  }

  @Test
  void aSyncOfItIsRefused() {
    assertThat(fixture.nomad.requestSync().request(user, fourth))
        .isEqualTo(new RequestSync.Outcome.Paused());
    assertThat(fixture.jobs(fourth)).isEmpty();
  }

  @Test
  void aSyncThatWasQueuedBeforeThePauseSaysWhyNothingCameOfIt() {
    pay(StripeStatus.ACTIVE);
    fixture.runDue();
    fixture.clock.advance(Duration.ofMinutes(5));
    Optional<Instant> before = lastRead(fourth);
    fixture.nomad.requestSync().request(user, fourth);

    pay(StripeStatus.CANCELED);
    fixture.runDue();

    Job job =
        fixture.jobs(fourth).stream()
            .filter(one -> one.status() == JobStatus.FAILED)
            .findFirst()
            .orElseThrow();
    assertThat(job.error()).contains("the account's plan does not cover this character");
    assertThat(lastRead(fourth)).isEqualTo(before);
  }

  @Test
  void aPlanThatItsOperatorEnlargesIsFoundOutWithinADay() {
    fixture.runDueFor(HOUR);
    PlanPolicy larger =
        new PlanPolicy(
            PlanPolicy.DEFAULT.free().forCharacters(OptionalInt.of(4)),
            PlanPolicy.DEFAULT.premium());
    var restarted = fixture.builder().plans(larger).build();

    fixture.clock.advance(Duration.ofDays(1));
    fixture.stores.schedule().runDue(restarted.dueWork(), fixture.clock.instant());

    assertThat(lastRead(fourth)).contains(fixture.clock.instant());
    assertThat(fixture.state(fourth)).extracting(SyncState::paused).isEqualTo(false);
  }

  private Optional<Instant> lastRead(CharacterId character) {
    return fixture.state(character).lastSuccess();
  }

  private PlanStanding plan() {
    return fixture.nomad.account().plan(user).orElseThrow();
  }

  private View<SkillSnapshot> skills(CharacterId character) {
    return fixture.nomad.account().skills(user, character).orElseThrow();
  }

  private void prefer(CharacterId character) {
    fixture
        .nomad
        .preferences()
        .change(user, known -> SettingsChange.NONE.withDefaultCharacter(Optional.of(character)));
  }

  private void pays(Subscription subscription) {
    User known = fixture.nomad.account().user(user).orElseThrow();
    fixture.stores.users().save(known.withSubscription(subscription, START));
  }

  private void pay(StripeStatus status) {
    pay(status, "sub_1");
  }

  private void pay(StripeStatus status, String subscription) {
    events++;
    String event = "evt_" + events;
    fixture
        .nomad
        .receivePaymentNotice()
        .receive(
            new PaymentNotice(
                event,
                "cus_1",
                Optional.of(user),
                Optional.of(
                    new PaidSubscription(
                        subscription,
                        "cus_1",
                        status,
                        Optional.of(START),
                        Optional.of(START.plus(Duration.ofDays(30))),
                        Optional.empty(),
                        Optional.empty(),
                        Stage.UPDATED,
                        START.plusSeconds(events),
                        event))));
  }
}
