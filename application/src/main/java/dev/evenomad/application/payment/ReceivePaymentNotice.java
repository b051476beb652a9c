package dev.evenomad.application.payment;

import dev.evenomad.application.plan.ResumeCovered;
import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.payment.PaidSubscription;
import dev.evenomad.domain.payment.PaymentNotice;
import dev.evenomad.domain.payment.Payments;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what Stripe tells: in any order, and any number of times. What is told of a customer of
 * whom nobody knows the user is kept until somebody says who it is.
 *
 * <p>In one transaction, which has the customer to itself and always writes the user. So of two
 * notices about the same user that come to two servers at the same moment, the second one sees what
 * the first has stored. Thread-safe.
 */
public final class ReceivePaymentNotice {

  private static final Logger LOG = LoggerFactory.getLogger(ReceivePaymentNotice.class);

  private final Payments payments;
  private final Users users;
  private final Characters characters;
  private final ResumeCovered resumeCovered;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these. */
  public ReceivePaymentNotice(
      Payments payments,
      Users users,
      Characters characters,
      ResumeCovered resumeCovered,
      Transactions transactions,
      Clock clock) {
    this.payments = payments;
    this.users = users;
    this.characters = characters;
    this.resumeCovered = resumeCovered;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Takes a notice that is known to be Stripe's. */
  public Outcome receive(PaymentNotice notice) {
    return transactions.call(() -> take(notice, clock.instant()));
  }

  private Outcome take(PaymentNotice notice, Instant now) {
    if (!payments.remember(notice.event(), now)) {
      return Outcome.DUPLICATE;
    }
    Optional<UserId> user = payer(notice, now);
    notice.subscription().ifPresent(this::keepLatest);
    if (user.isEmpty()) {
      LOG.warn(
          "event {}: nobody knows which user customer {} is; it is kept until a checkout says so",
          notice.event(),
          notice.customer());
      return Outcome.UNKNOWN_CUSTOMER;
    }
    settle(user.get(), now);
    return Outcome.APPLIED;
  }

  /** A customer stays the user that it first was: no checkout takes it away from anybody. */
  private Optional<UserId> payer(PaymentNotice notice, Instant now) {
    Optional<UserId> known = payments.hold(notice.customer(), now);
    if (known.isPresent()) {
      if (notice.payer().filter(named -> !known.get().equals(named)).isPresent()) {
        LOG.warn(
            "event {} names another user than the one that customer {} is; that stays",
            notice.event(),
            notice.customer());
      }
      return known;
    }
    Optional<UserId> found =
        users
            .findByStripeCustomer(notice.customer())
            .or(() -> notice.payer().flatMap(users::find))
            .map(User::id);
    found.ifPresent(user -> payments.link(notice.customer(), user));
    return found;
  }

  private void keepLatest(PaidSubscription told) {
    Optional<PaidSubscription> known = payments.find(told.id());
    if (known.map(told::supersedes).orElse(true)) {
      payments.put(told);
    }
  }

  private void settle(UserId id, Instant now) {
    User user = users.find(id).orElseThrow();
    Subscription before = user.subscription();
    Subscription after = best(before, payments.ofUser(id), now);
    users.save(user.withSubscription(after, now));
    if (!after.equals(before)) {
      LOG.info("the subscription of user {} is {} {} now", id, after.tier(), after.status());
      characters
          .roster(id)
          .ifPresent(
              roster -> resumeCovered.changed(id, roster.with(before), roster.with(after), now));
    }
  }

  /**
   * The best of what Stripe told. What is known from elsewhere, because it was moved in or given by
   * hand, stays while it is better.
   */
  private static Subscription best(Subscription known, List<PaidSubscription> told, Instant now) {
    boolean fromElsewhere =
        known.effectiveTier(now) == SubscriptionTier.PREMIUM
            && told.stream()
                .noneMatch(one -> Optional.of(one.id()).equals(known.stripeSubscriptionId()));
    return told.stream()
        .max(PaidSubscription.bestAt(now))
        .map(PaidSubscription::asSubscription)
        .filter(best -> !fromElsewhere || !known.premiumUntil().isAfter(best.premiumUntil()))
        .orElse(known);
  }

  /** What came of a notice. */
  public enum Outcome {
    /** The user's subscription is as Stripe says. */
    APPLIED,
    /** It was received before. Nothing was changed. */
    DUPLICATE,
    /** It is kept, but nobody knows yet which user the customer is. */
    UNKNOWN_CUSTOMER
  }
}
