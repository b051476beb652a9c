package dev.evenomad.application.character;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.job.Schedule;

/**
 * Ends an account that has no characters any more: sessions, settings, alerts, one-time grants and
 * planned pushes go with it. Thread-safe.
 */
public final class EndAccount {

  private final Users users;
  private final Jobs jobs;
  private final Schedule schedule;
  private final Transactions transactions;

  /** Over these ports. */
  public EndAccount(Users users, Jobs jobs, Schedule schedule, Transactions transactions) {
    this.users = users;
    this.jobs = jobs;
    this.schedule = schedule;
    this.transactions = transactions;
  }

  /** Ends it; for good, once the transaction is committed. */
  public void end(UserId user) {
    transactions.run(
        () -> {
          // First, so that pushes which are being planned at this moment are there to be removed.
          users.remove(user);
          jobs.removeOfUser(user).forEach(schedule::cancel);
        });
  }
}
