package dev.evenomad.testkit.memory;

import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.live.LiveEvent;
import dev.evenomad.domain.notification.Deliveries;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@link Deliveries} in memory. */
final class InMemoryDeliveries implements Deliveries {

  private static final Comparator<Notification> EARLIEST_FIRST =
      Comparator.comparing(Notification::createdAt)
          .thenComparing(notification -> notification.id().value());

  private final InMemoryTransactions transactions;
  private final InMemoryJobs jobs;
  private final InMemoryNotifications notifications;
  private final InMemorySessions sessions;
  private final InMemoryLiveEvents live;

  InMemoryDeliveries(Tables tables, InMemoryLiveEvents live) {
    this.live = live;
    transactions = tables.transactions;
    jobs = new InMemoryJobs(tables);
    notifications = new InMemoryNotifications(tables);
    sessions = new InMemorySessions(tables);
  }

  @Override
  public Optional<Opened> open(JobId id, Function<Job, Optional<Subject>> subject, Instant now) {
    return transactions.call(
        () ->
            jobs.find(id)
                .filter(job -> !job.over())
                .map(
                    job -> {
                      jobs.save(job.started(now));
                      return opened(jobs.find(id).orElseThrow(), subject, now);
                    }));
  }

  private Opened opened(Job job, Function<Job, Optional<Subject>> subject, Instant now) {
    return subject
        .apply(job)
        .map(
            about ->
                new Opened(
                    job,
                    about.notifications().stream()
                        .map(notifications::find)
                        .flatMap(Optional::stream)
                        .filter(notification -> notification.user().equals(about.user()))
                        .sorted(EARLIEST_FIRST)
                        .toList(),
                    sessions.ofUser(about.user(), now),
                    notifications.unreadCount(about.user())))
        .orElseGet(() -> new Opened(job, List.of(), List.of(), 0));
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
                  .ifPresent(
                      stored -> {
                        notifications.save(Renewals.of(one, stored.version()));
                        live.add(
                            List.of(new LiveEvent.NotificationChanged(one.user(), one.id())),
                            one.sentAt().or(job::completedAt).orElse(one.createdAt()));
                      });
            }
          }
          return current.isPresent();
        });
  }
}
