package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.payment.PaidSubscription;
import dev.evenomad.domain.payment.Payments;
import dev.evenomad.domain.payment.StripeStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Payments} does. */
public interface PaymentsContract {

  /** The stores under test. */
  Stores stores();

  @Test
  default void remembersAnEventOnce() {
    String event = "evt_" + Samples.id();

    assertThat(payments().remember(event, NOW)).isTrue();
    assertThat(payments().remember(event, NOW.plusSeconds(1))).isFalse();
    assertThat(payments().remember("evt_" + Samples.id(), NOW)).isTrue();
  }

  @Test
  default void remembersAnEventOnceHoweverManyReceiveIt() {
    String event = "evt_" + Samples.id();

    List<Boolean> isNew = Race.run(runner -> payments().remember(event, NOW));

    assertThat(isNew).containsOnlyOnce(true);
  }

  @Test
  default void remembersNothingOfAFailedTransaction() {
    String event = "evt_" + Samples.id();
    String customer = customer();
    PaidSubscription told = Samples.paidSubscription(customer);

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          payments().remember(event, NOW);
                          payments().put(told);
                          throw new IllegalStateException("received");
                        }));

    assertThat(payments().find(told.id())).isEmpty();
    assertThat(payments().remember(event, NOW)).isTrue();
  }

  @Test
  default void knowsWhichUserACustomerIsOnceItIsTold() {
    String customer = "cus_" + Samples.id();
    UserId user = newUser();

    assertThat(payments().hold(customer, NOW)).isEmpty();
    assertThat(payments().hold(customer, NOW)).isEmpty();
    payments().link(customer, user);

    assertThat(payments().hold(customer, NOW.minusSeconds(1))).contains(user);
    assertThat(payments().hold("cus_" + Samples.id(), NOW)).isEmpty();
  }

  @Test
  default void letsOneTransactionAtATimeHaveACustomer() {
    String customer = customer();
    PaidSubscription first = Samples.paidSubscription(customer);
    payments().put(first);

    // Each adds a second to what it finds: none is lost if they come one after the other.
    Race.run(
        runner ->
            stores()
                .transactions()
                .call(
                    () -> {
                      payments().hold(customer, NOW);
                      PaidSubscription known = payments().find(first.id()).orElseThrow();
                      payments().put(Samples.later(known, Duration.ofSeconds(1)));
                      return runner;
                    }));

    assertThat(payments().find(first.id()).orElseThrow().toldAt())
        .isEqualTo(first.toldAt().plusSeconds(Race.RUNNERS));
  }

  @Test
  default void returnsSubscriptionsAsTheyWereStored() {
    String customer = customer();
    PaidSubscription full = Samples.paidSubscription(customer);
    PaidSubscription bare =
        new PaidSubscription(
            full.id(),
            customer,
            StripeStatus.INCOMPLETE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            PaidSubscription.Stage.CREATED,
            NOW,
            "evt_" + Samples.id());

    assertThat(payments().find(full.id())).isEmpty();
    payments().put(full);
    assertThat(payments().find(full.id())).contains(full);
    payments().put(bare);
    assertThat(payments().find(full.id())).contains(bare);
  }

  @Test
  default void listsWhatAUserPaysFor() {
    UserId user = newUser();
    UserId other = newUser();
    String one = customer();
    String another = customer();
    payments().link(one, user);
    payments().link(another, user);
    payments().link(customer(), other);
    PaidSubscription first = put(Samples.paidSubscription(one));
    PaidSubscription second = put(Samples.paidSubscription(one));
    PaidSubscription third = put(Samples.paidSubscription(another));
    put(Samples.paidSubscription(customer()));

    assertThat(payments().ofUser(user)).containsExactlyInAnyOrder(first, second, third);
    assertThat(payments().ofUser(other)).isEmpty();
  }

  @Test
  default void handsOverWhatAUserPaysFor() {
    UserId from = newUser();
    UserId to = newUser();
    String customer = customer();
    payments().link(customer, from);
    PaidSubscription paid = put(Samples.paidSubscription(customer));
    String stranger = customer();

    payments().handOver(from, to);

    assertThat(payments().ofUser(from)).isEmpty();
    assertThat(payments().ofUser(to)).containsExactly(paid);
    assertThat(payments().hold(customer, NOW)).contains(to);
    assertThat(payments().hold(stranger, NOW)).isEmpty();
  }

  @Test
  default void refusesWhatBelongsToNobody() {
    PaidSubscription stray = Samples.paidSubscription("cus_" + Samples.id());
    String customer = customer();

    assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> payments().put(stray));
    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> payments().link(customer, Samples.userId()));

    assertThat(payments().find(stray.id())).isEmpty();
    assertThat(payments().hold(customer, NOW)).isEmpty();
  }

  @Test
  default void forgetsAUserWithEverythingThatWasPaid() {
    UserId user = newUser();
    String customer = customer();
    payments().link(customer, user);
    PaidSubscription paid = put(Samples.paidSubscription(customer));

    stores().users().remove(user);

    assertThat(payments().ofUser(user)).isEmpty();
    assertThat(payments().find(paid.id())).isEmpty();
    assertThat(payments().hold(customer, NOW)).isEmpty();
  }

  @Test
  default void forgetsStrangersButNoUsers() {
    // Before anything else in a store that is shared.
    var longAgo = NOW.minus(Duration.ofDays(9_000));
    String stranger = "cus_" + Samples.id();
    String heardOf = "cus_" + Samples.id();
    String known = "cus_" + Samples.id();
    for (String customer : List.of(stranger, heardOf, known)) {
      payments().hold(customer, longAgo);
    }
    payments().hold(heardOf, longAgo.plusSeconds(1));
    payments().link(known, newUser());
    PaidSubscription lost = put(Samples.paidSubscription(stranger));
    PaidSubscription kept = put(Samples.paidSubscription(heardOf));
    PaidSubscription paid = put(Samples.paidSubscription(known));

    assertThat(payments().removeStrangersBefore(longAgo.plusSeconds(1), 10)).isEqualTo(1);

    assertThat(payments().find(lost.id())).isEmpty();
    assertThat(payments().find(kept.id())).contains(kept);
    assertThat(payments().find(paid.id())).contains(paid);
    assertThat(payments().removeStrangersBefore(longAgo.plusSeconds(2), 10)).isEqualTo(1);
  }

  private Payments payments() {
    return stores().payments();
  }

  private PaidSubscription put(PaidSubscription subscription) {
    payments().put(subscription);
    return subscription;
  }

  /** A new one that nobody knows. */
  private String customer() {
    String customer = "cus_" + Samples.id();
    payments().hold(customer, NOW);
    return customer;
  }

  private UserId newUser() {
    User user = Samples.user();
    stores().users().add(user);
    return user.id();
  }
}
