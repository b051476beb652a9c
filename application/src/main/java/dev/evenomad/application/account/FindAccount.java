package dev.evenomad.application.account;

import dev.evenomad.domain.account.Email;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.Users;
import java.util.Optional;

/**
 * Finds the account behind an e-mail address or a payment. For operators and for notices of the
 * payment service; a pilot must not learn who else has an account. An e-mail address is what
 * somebody wrote down: it does not show that they are the one it belongs to. Thread-safe.
 */
public final class FindAccount {

  private final Users users;

  /** Over this port. */
  public FindAccount(Users users) {
    this.users = users;
  }

  /** The account with that e-mail address; empty if there is none. */
  public Optional<User> byEmail(Email email) {
    return users.findByEmail(email);
  }

  /** The account with that Stripe customer id, {@code cus_…}; empty if there is none. */
  public Optional<User> byStripeCustomer(String stripeCustomerId) {
    return users.findByStripeCustomer(stripeCustomerId);
  }
}
