package dev.evenomad.domain.account;

import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.text.WellFormedText;
import java.util.Optional;

/** The accounts of this installation. Implementations are thread-safe and join transactions. */
public interface Users {

  /** The user with that id; empty if there is none. */
  Optional<User> find(UserId id);

  /**
   * The user, whom this transaction has for itself until it ends: whoever locks or removes it too,
   * or adds something that belongs to it (a character, session, notification, settings, one-time
   * grant), waits. Whoever locks several does so in the order of their ids. Empty if there is none.
   */
  Optional<User> lock(UserId id);

  /** The user with that e-mail address; empty if there is none. */
  Optional<User> findByEmail(Email email);

  /**
   * The user with that Stripe customer id; empty if there is none.
   *
   * @throws IllegalArgumentException if it is not {@linkplain WellFormedText well-formed}
   */
  Optional<User> findByStripeCustomer(String stripeCustomerId);

  /**
   * Stores a new user.
   *
   * @throws ConflictException at the latest when the transaction commits, if its id, e-mail address
   *     or a Stripe id is taken
   */
  void add(User user);

  /**
   * Stores a changed user if its version is still the stored one; at most once per transaction.
   *
   * @throws ConflictException at the latest when the transaction commits, if another writer won,
   *     the user is gone, or a unique value is taken
   */
  void save(User user);

  /**
   * Removes the user and everything that belongs to it: characters with their snapshots, sessions,
   * settings, notifications, one-time grants. Nothing happens if there is none.
   */
  void remove(UserId id);
}
