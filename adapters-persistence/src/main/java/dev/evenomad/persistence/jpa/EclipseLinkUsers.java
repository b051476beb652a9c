package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.account.Email;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.text.WellFormedText;
import jakarta.persistence.LockModeType;
import java.util.Optional;

final class EclipseLinkUsers implements Users {

  private final EclipseLinkTransactions transactions;

  EclipseLinkUsers(EclipseLinkTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<User> find(UserId id) {
    return transactions.read(
        manager ->
            Optional.ofNullable(manager.find(UserRow.class, id.value())).map(UserRow::toDomain));
  }

  @Override
  public Optional<User> lock(UserId id) {
    return transactions.write(
        manager ->
            Optional.ofNullable(
                    manager.find(UserRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE))
                .map(UserRow::toDomain));
  }

  @Override
  public Optional<User> findByEmail(Email email) {
    return findBy("email", email.value());
  }

  @Override
  public Optional<User> findByStripeCustomer(String stripeCustomerId) {
    return findBy(
        "stripeCustomerId", WellFormedText.require("a Stripe customer id", stripeCustomerId));
  }

  private Optional<User> findBy(String attribute, String value) {
    return transactions.read(
        manager ->
            manager
                .createQuery(
                    "SELECT u FROM UserRow u WHERE u." + attribute + " = :value", UserRow.class)
                .setParameter("value", value)
                .getResultStream()
                .findFirst()
                .map(UserRow::toDomain));
  }

  @Override
  public void add(User user) {
    transactions.add(UserRow.from(user));
  }

  @Override
  public void save(User user) {
    transactions.write(
        manager -> {
          UserRow row =
              VersionedRow.load(
                  manager, UserRow.class, user.id().value(), user.version(), "user " + user.id());
          row.apply(user);
          return row.version();
        });
  }

  @Override
  public void remove(UserId id) {
    transactions.write(
        manager ->
            manager
                .createNativeQuery("DELETE FROM app_user WHERE id = ?1")
                .setParameter(1, id.value())
                .executeUpdate());
  }
}
