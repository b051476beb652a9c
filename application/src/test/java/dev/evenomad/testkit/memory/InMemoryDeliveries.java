package dev.evenomad.testkit.memory;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.notification.Deliveries;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@link Deliveries} in memory. */
final class InMemoryDeliveries implements Deliveries {

  private final InMemoryTransactions transactions;
  private final InMemoryJobs jobs;
  private final InMemoryNotifications notifications;
  private final InMemorySessions sessions;

  InMemoryDeliveries(Tables tables) {
    transactions = tables.transactions;
    jobs = new InMemoryJobs(tables);
    notifications = new InMemoryNotifications(tables);
    sessions = new InMemorySessions(tables);
  }

  @Override
  public Optional<Opened> open(JobId id, Function<Job, List<NotificationId>> about, Instant now) {
    return transactions.call(
        () ->
            jobs.find(id)
                .filter(job -> !job.over())
                .map(
                    job -> {
                      jobs.save(job.started(now));
                      return opened(jobs.find(id).orElseThrow(), about, now);
                    }));
  }

  private Opened opened(Job job, Function<Job, List<NotificationId>> about, Instant now) {
    List<Notification> found =
        about.apply(job).stream().map(notifications::find).flatMap(Optional::stream).toList();
    Optional<UserId> user = found.stream().map(Notification::user).findFirst();
    List<Session> open = user.map(whose -> sessions.ofUser(whose, now)).orElse(List.of());
    return new Opened(job, found, open, user.map(notifications::unreadCount).orElse(0L));
  }

  @Override
  public boolean conclude(Job job, List<Notification> told) {
    return transactions.call(
        () -> {
          Optional<Job> current = jobs.find(job.id()).filter(stored -> stored.stillInTry(job));
          current.ifPresent(stored -> jobs.save(Renewals.of(job, stored.version())));
          for (Notification one : told) {
            if (current.isPresent() || one.status() == NotificationStatus.SENT) {
              notifications
                  .find(one.id())
                  .filter(stored -> stored.status() == NotificationStatus.PENDING)
                  .ifPresent(stored -> notifications.save(Renewals.of(one, stored.version())));
            }
          }
          return current.isPresent();
        });
  }
}
