package dev.evenomad.application.payment;

import static dev.evenomad.testkit.memory.NomadFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.payment.ReceivePaymentNotice.Outcome;
import dev.evenomad.application.session.OpenedSession;
import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWork.Chore;
import dev.evenomad.domain.payment.PaidSubscription;
import dev.evenomad.domain.payment.PaidSubscription.Stage;
import dev.evenomad.domain.payment.PaymentNotice;
import dev.evenomad.domain.payment.StripeStatus;
import dev.evenomad.testkit.memory.NomadFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class ReceivePaymentNoticeTest {

  private static final Instant PERIOD_END = START.plus(Duration.ofDays(30));

  private final NomadFixture fixture = new NomadFixture();
  private final OpenedSession session = fixture.signIn(fixture.newCharacter("Ada"));
  private final UserId user = session.user();

  @Test
  void aCheckoutAndItsSubscriptionMakePremium() {
    assertThat(receive(checkout("cus_1", user))).isEqualTo(Outcome.APPLIED);
    assertThat(subscription()).isEqualTo(Subscription.FREE);

    assertThat(receive(told("sub_1", "cus_1", StripeStatus.ACTIVE, 1))).isEqualTo(Outcome.APPLIED);

    assertThat(subscription())
        .isEqualTo(
            new Subscription(
                SubscriptionTier.PREMIUM,
                SubscriptionStatus.ACTIVE,
                Optional.of(PERIOD_END),
                Optional.of("cus_1"),
                Optional.of("sub_1")));
  }

  @Test
  void aSubscriptionOfAStrangerCountsOnceTheCheckoutSaysWhoItIs() {
    assertThat(receive(told("sub_1", "cus_1", StripeStatus.ACTIVE, 1)))
        .isEqualTo(Outcome.UNKNOWN_CUSTOMER);
    assertThat(subscription()).isEqualTo(Subscription.FREE);

    assertThat(receive(checkout("cus_1", user))).isEqualTo(Outcome.APPLIED);

    assertThat(subscription().tier()).isEqualTo(SubscriptionTier.PREMIUM);
  }

  @Test
  void anEventCountsOnce() {
    PaymentNotice checkout = checkout("cus_1", user);
    receive(checkout);
    long version = version();

    assertThat(receive(checkout)).isEqualTo(Outcome.DUPLICATE);

    assertThat(version()).isEqualTo(version);
  }

  @Test
  void aCheckoutOfNobodyIsTold() {
    assertThat(receive(checkout("cus_1", new UserId("gone")))).isEqualTo(Outcome.UNKNOWN_CUSTOMER);
    assertThat(receive(told("sub_1", "cus_1", StripeStatus.ACTIVE, 1)))
        .isEqualTo(Outcome.UNKNOWN_CUSTOMER);
  }

  @Test
  void aCustomerThatWasMovedInIsKnown() {
    pays(premium(SubscriptionStatus.ACTIVE, Optional.empty(), "cus_old", "sub_old"));

    assertThat(receive(told("sub_old", "cus_old", StripeStatus.CANCELED, 1)))
        .isEqualTo(Outcome.APPLIED);

    assertThat(subscription().status()).isEqualTo(SubscriptionStatus.EXPIRED);
  }

  @Test
  void whatWasMovedInStaysWhileItIsBetter() {
    pays(
        premium(
            SubscriptionStatus.CANCELED,
            Optional.of(PERIOD_END.plusSeconds(1)),
            "cus_old",
            "sub_old"));
    receive(checkout("cus_1", user));

    receive(told("sub_1", "cus_1", StripeStatus.PAST_DUE, 1));
    assertThat(subscription().stripeSubscriptionId()).contains("sub_old");

    receive(told("sub_1", "cus_1", StripeStatus.ACTIVE, 2));
    assertThat(subscription().stripeSubscriptionId()).contains("sub_1");
  }

  @Test
  void noCheckoutTakesACustomerAway() {
    UserId other = fixture.signIn(fixture.newCharacter("Bob")).user();
    receive(checkout("cus_1", user));
    receive(told("sub_1", "cus_1", StripeStatus.ACTIVE, 1));

    receive(checkout("cus_1", other));

    assertThat(subscription().tier()).isEqualTo(SubscriptionTier.PREMIUM);
    assertThat(subscriptionOf(other)).isEqualTo(Subscription.FREE);
  }

  @Test
  void aCustomerIsTheAccountThatItsOwnMovedInto() {
    CharacterId bob = fixture.newCharacter("Bob");
    UserId other = fixture.signIn(bob).user();
    receive(checkout("cus_1", other));
    receive(told("sub_1", "cus_1", StripeStatus.ACTIVE, 1));

    fixture.link(session, bob);

    assertThat(subscription().tier()).isEqualTo(SubscriptionTier.PREMIUM);
    assertThat(receive(told("sub_1", "cus_1", StripeStatus.CANCELED, 2)))
        .isEqualTo(Outcome.APPLIED);
    assertThat(subscription().status()).isEqualTo(SubscriptionStatus.EXPIRED);
  }

  @Test
  void theBetterOfTwoSubscriptionsCounts() {
    receive(checkout("cus_1", user));
    receive(checkout("cus_2", user));
    receive(told("sub_1", "cus_1", StripeStatus.ACTIVE, 1));
    receive(told("sub_2", "cus_2", StripeStatus.CANCELED, 2));
    assertThat(subscription().stripeSubscriptionId()).contains("sub_1");

    receive(told("sub_3", "cus_2", StripeStatus.ACTIVE, 3));
    receive(told("sub_1", "cus_1", StripeStatus.CANCELED, 4));

    assertThat(subscription().stripeSubscriptionId()).contains("sub_3");
    assertThat(subscription().tier()).isEqualTo(SubscriptionTier.PREMIUM);
  }

  @Test
  void whatEndedLastIsShownOnceNothingIsInForce() {
    receive(checkout("cus_1", user));
    receive(told("sub_1", "cus_1", StripeStatus.ACTIVE, 1));
    fixture.clock.advance(Duration.ofDays(40));

    receive(told("sub_2", "cus_1", StripeStatus.CANCELED, 2));

    assertThat(subscription().status()).isEqualTo(SubscriptionStatus.EXPIRED);
    assertThat(subscription().stripeSubscriptionId()).contains("sub_2");
  }

  @Test
  void anAccountThatIsGoneIsNobody() {
    receive(checkout("cus_1", user));
    receive(told("sub_1", "cus_1", StripeStatus.ACTIVE, 1));
    fixture.stores.users().remove(user);

    assertThat(receive(told("sub_1", "cus_1", StripeStatus.CANCELED, 2)))
        .isEqualTo(Outcome.UNKNOWN_CUSTOMER);
    assertThat(fixture.stores.payments().ofUser(user)).isEmpty();
  }

  @Test
  void eventsAndStrangersAreForgottenAfterAMonth() {
    PaymentNotice stranger = told("sub_1", "cus_1", StripeStatus.ACTIVE, 1);
    receive(stranger);
    fixture.clock.advance(Duration.ofDays(35));
    tidyUp();
    assertThat(receive(stranger)).isEqualTo(Outcome.DUPLICATE);

    fixture.clock.advance(Duration.ofSeconds(1));
    tidyUp();

    assertThat(fixture.stores.payments().find("sub_1")).isEmpty();
    assertThat(receive(stranger)).isEqualTo(Outcome.UNKNOWN_CUSTOMER);
  }

  private void tidyUp() {
    fixture.nomad.dueWork().handle(new DueWork.Housekeeping(Chore.PAYMENT_NOTICES));
  }

  /** The same events in any other order, some of them again and again, end in the same. */
  @Property(tries = 300)
  void theOrderDoesNotMatter(@ForAll("lives") List<PaymentNotice> life, @ForAll long seed) {
    List<PaymentNotice> shuffled = new ArrayList<>(life);
    shuffled.addAll(life.subList(0, life.size() / 2));
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(after(shuffled)).isEqualTo(after(life));
  }

  /** What any events of two subscriptions of two customers make of a user. */
  private static Subscription after(List<PaymentNotice> notices) {
    ReceivePaymentNoticeTest test = new ReceivePaymentNoticeTest();
    List<PaymentNotice> all =
        notices.stream()
            .map(one -> one.payer().isPresent() ? checkout(one.customer(), test.user) : one)
            .toList();
    all.forEach(test::receive);
    assertThat(all.stream().map(test::receive)).containsOnly(Outcome.DUPLICATE);
    return test.subscription();
  }

  @Provide
  Arbitrary<List<PaymentNotice>> lives() {
    Arbitrary<PaymentNotice> event =
        Combinators.combine(
                Arbitraries.integers().between(1, 3),
                Arbitraries.of(StripeStatus.class),
                Arbitraries.of(Stage.class),
                Arbitraries.integers().between(0, 4),
                Arbitraries.integers().between(0, 40))
            .as(
                (number, status, stage, second, day) ->
                    told("sub_" + number, "cus_" + number / 3, status, stage, second, day));
    return event
        .list()
        .ofMaxSize(8)
        .map(
            events -> {
              List<PaymentNotice> life = new ArrayList<>(events);
              life.add(checkout("cus_0", new UserId("user")));
              life.add(checkout("cus_1", new UserId("user")));
              return life;
            });
  }

  private Outcome receive(PaymentNotice notice) {
    return fixture.nomad.receivePaymentNotice().receive(notice);
  }

  private void pays(Subscription subscription) {
    User known = fixture.nomad.account().user(user).orElseThrow();
    fixture.stores.users().save(known.withSubscription(subscription, START));
  }

  private Subscription subscription() {
    return subscriptionOf(user);
  }

  private Subscription subscriptionOf(UserId id) {
    return fixture.nomad.account().user(id).orElseThrow().subscription();
  }

  private long version() {
    return fixture.nomad.account().user(user).orElseThrow().version();
  }

  private static Subscription premium(
      SubscriptionStatus status, Optional<Instant> end, String customer, String id) {
    return new Subscription(
        SubscriptionTier.PREMIUM, status, end, Optional.of(customer), Optional.of(id));
  }

  private static PaymentNotice checkout(String customer, UserId payer) {
    return new PaymentNotice(
        "evt_checkout_" + customer + "_" + payer, customer, Optional.of(payer), Optional.empty());
  }

  private static PaymentNotice told(String id, String customer, StripeStatus status, int second) {
    return told(id, customer, status, Stage.UPDATED, second, 30);
  }

  private static PaymentNotice told(
      String id, String customer, StripeStatus status, Stage stage, int second, int day) {
    String event = "evt_%s_%s_%s_%d_%d".formatted(id, status, stage, second, day);
    PaidSubscription subscription =
        new PaidSubscription(
            id,
            customer,
            status,
            Optional.of(START),
            Optional.of(START.plus(Duration.ofDays(day))),
            Optional.empty(),
            Optional.empty(),
            stage,
            START.plusSeconds(second),
            event);
    return new PaymentNotice(event, customer, Optional.empty(), Optional.of(subscription));
  }
}
