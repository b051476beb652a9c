package dev.evenomad.domain.payment;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.environment.ConflictException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Stripe has told, and which user each customer is. What is known of a user's customers goes
 * with the user. Implementations are thread-safe and join transactions.
 */
public interface Payments {

  /**
   * Remembers an event. Of two transactions with the same event the second one waits for the first.
   *
   * @return whether it was not known before
   */
  boolean remember(String event, Instant now);

  /**
   * Has the customer to itself until the transaction ends; one that was not known is from then on.
   * Only useful in a transaction.
   *
   * @return the user it is; empty if nobody knows
   */
  Optional<UserId> hold(String customer, Instant now);

  /**
   * Says which user a known customer is, once and for all.
   *
   * @throws ConflictException at the latest when the transaction commits, if the user is gone
   */
  void link(String customer, UserId user);

  /**
   * Makes all customers that are one user the other user, who gets what they pay.
   *
   * @throws ConflictException at the latest when the transaction commits, if {@code to} is gone
   */
  void handOver(UserId from, UserId to);

  /** What was stored last of that subscription, {@code sub_…}; empty if nothing was. */
  Optional<PaidSubscription> find(String subscription);

  /**
   * Stores it in place of what was known of the same subscription. Its customer must be known.
   *
   * @throws ConflictException at the latest when the transaction commits, if it is not
   */
  void put(PaidSubscription subscription);

  /** The subscriptions of all customers that are that user, in no order. */
  List<PaidSubscription> ofUser(UserId user);

  /**
   * Forgets events that were remembered before {@code instant}.
   *
   * @param limit at most so many, positive
   * @return how many
   */
  int removeEventsBefore(Instant instant, int limit);

  /**
   * Forgets customers that are nobody and were not held since {@code instant}, with their
   * subscriptions.
   *
   * @param limit at most so many, positive
   * @return how many
   */
  int removeStrangersBefore(Instant instant, int limit);
}
