package dev.evenomad.testkit.memory;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.payment.PaidSubscription;
import dev.evenomad.domain.payment.Payments;
import dev.evenomad.testkit.memory.Tables.PaymentCustomer;
import dev.evenomad.testkit.memory.Tables.PaymentEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@link Payments} in memory. */
final class InMemoryPayments implements Payments {

  private final Tables tables;

  InMemoryPayments(Tables tables) {
    this.tables = tables;
  }

  @Override
  public boolean remember(String event, Instant now) {
    return tables.transactions.call(
        () -> {
          boolean isNew = tables.paymentEvents.find(event).isEmpty();
          if (isNew) {
            tables.paymentEvents.insert(new PaymentEvent(event, now));
          }
          return isNew;
        });
  }

  @Override
  public Optional<UserId> hold(String customer, Instant now) {
    return tables.transactions.call(
        () -> {
          Optional<UserId> user =
              tables.paymentCustomers.find(customer).flatMap(PaymentCustomer::user);
          tables.paymentCustomers.put(new PaymentCustomer(customer, user, now));
          return user;
        });
  }

  @Override
  public void link(String customer, UserId user) {
    tables.transactions.run(
        () -> {
          tables.requireUser(user);
          tables
              .paymentCustomers
              .find(customer)
              .ifPresent(
                  known ->
                      tables.paymentCustomers.put(
                          new PaymentCustomer(customer, Optional.of(user), known.heardAt())));
        });
  }

  @Override
  public void handOver(UserId from, UserId to) {
    tables.transactions.run(
        () ->
            tables
                .paymentCustomers
                .select(customer -> customer.user().equals(Optional.of(from)))
                .forEach(customer -> link(customer.id(), to)));
  }

  @Override
  public Optional<PaidSubscription> find(String subscription) {
    return tables.paidSubscriptions.find(subscription);
  }

  @Override
  public void put(PaidSubscription subscription) {
    tables.transactions.run(
        () -> {
          if (tables.paymentCustomers.find(subscription.customer()).isEmpty()) {
            throw new ConflictException("customer " + subscription.customer() + " is not known");
          }
          tables.paidSubscriptions.put(subscription);
        });
  }

  @Override
  public List<PaidSubscription> ofUser(UserId user) {
    return tables.transactions.call(
        () -> {
          Set<String> customers =
              tables
                  .paymentCustomers
                  .select(customer -> customer.user().equals(Optional.of(user)))
                  .stream()
                  .map(PaymentCustomer::id)
                  .collect(Collectors.toSet());
          return tables.paidSubscriptions.select(one -> customers.contains(one.customer()));
        });
  }

  @Override
  public int removeEventsBefore(Instant instant, int limit) {
    return tables.paymentEvents.removeEarliest(
        event -> event.rememberedAt().isBefore(instant), PaymentEvent::rememberedAt, limit);
  }

  @Override
  public int removeStrangersBefore(Instant instant, int limit) {
    return tables.transactions.call(
        () -> {
          Set<PaymentCustomer> strangers =
              tables
                  .paymentCustomers
                  .select(one -> one.user().isEmpty() && one.heardAt().isBefore(instant))
                  .stream()
                  .sorted(Comparator.comparing(PaymentCustomer::heardAt))
                  .limit(limit)
                  .collect(Collectors.toSet());
          tables.removeCustomers(strangers::contains);
          return strangers.size();
        });
  }
}
