package dev.evenomad.testkit.memory;

import dev.evenomad.domain.account.Email;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.text.WellFormedText;
import java.util.Optional;
import java.util.function.Function;

/** {@link Users} in memory. */
final class InMemoryUsers implements Users {

  private final Tables tables;

  InMemoryUsers(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<User> find(UserId id) {
    return tables.users.find(id);
  }

  /** Transactions run one after the other anyway. */
  @Override
  public Optional<User> lock(UserId id) {
    return find(id);
  }

  @Override
  public Optional<User> findByEmail(Email email) {
    return tables.users.select(user -> user.email().equals(Optional.of(email))).stream()
        .findFirst();
  }

  @Override
  public Optional<User> findByStripeCustomer(String stripeCustomerId) {
    WellFormedText.require("a Stripe customer id", stripeCustomerId);
    return tables
        .users
        .select(
            user -> user.subscription().stripeCustomerId().equals(Optional.of(stripeCustomerId)))
        .stream()
        .findFirst();
  }

  @Override
  public void add(User user) {
    tables.transactions.run(
        () -> {
          requireUnique(user);
          tables.users.insert(user);
        });
  }

  @Override
  public void save(User user) {
    tables.transactions.run(
        () -> {
          requireUnique(user);
          tables.users.update(user);
        });
  }

  @Override
  public void remove(UserId id) {
    tables.removeUser(id);
  }

  private void requireUnique(User user) {
    requireUnique(user, "e-mail address", User::email);
    requireUnique(user, "Stripe customer", one -> one.subscription().stripeCustomerId());
    requireUnique(user, "Stripe subscription", one -> one.subscription().stripeSubscriptionId());
  }

  private void requireUnique(User user, String what, Function<User, Optional<?>> value) {
    boolean taken =
        value.apply(user).isPresent()
            && !tables
                .users
                .select(
                    other ->
                        !other.id().equals(user.id())
                            && value.apply(other).equals(value.apply(user)))
                .isEmpty();
    if (taken) {
      throw new ConflictException("the " + what + " of user " + user.id() + " is taken");
    }
  }
}
