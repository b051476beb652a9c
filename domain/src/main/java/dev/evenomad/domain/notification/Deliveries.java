package dev.evenomad.domain.notification;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.live.LiveEvent;
import dev.evenomad.domain.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What deliveries of pushes ask of the stores: all of it at once, because there are many of them.
 * Implementations are thread-safe. They join no transactions: what is stored is so for good when a
 * method comes back.
 */
public interface Deliveries {

  /**
   * Begins a try of a delivery: its job is {@linkplain Job#started started}.
   *
   * @param subject what a delivery is about, by the payload of its job; empty if it does not say
   * @return empty if there is no such job, or if it is over
   */
  Optional<Opened> open(JobId job, Function<Job, Optional<Subject>> subject, Instant now);

  /**
   * Stores what came of a try. A notification that is not pending any more stays as it is; of those
   * that change there is a {@link LiveEvent.NotificationChanged live event}.
   *
   * @param job as it is after the try: completed, failed or to be retried. Stored if it {@linkplain
   *     Job#stillInTry still is in the try}
   * @param notifications as they are now that they were told: those that were sent are stored in
   *     any case, for phones have them; those that failed only if the job is
   * @return whether the job was stored
   */
  boolean conclude(Job job, List<Notification> notifications);

  /**
   * What a delivery is about.
   *
   * @param user for whom it is
   * @param notifications of that user; may be empty. What is another user's by now is left out
   */
  record Subject(UserId user, List<NotificationId> notifications) {

    public Subject {
      notifications = List.copyOf(notifications);
    }
  }

  /**
   * A delivery that was begun. What it found is empty, and nothing is unread, if it does not say
   * what it is about.
   *
   * @param notifications those of its notifications that are there, the earliest first; of those
   *     created in the same moment the one whose id is lesser in the order of ASCII
   * @param sessions the open ones of its user, the newest first
   * @param unread how many notifications of its user are sent and not read
   */
  record Opened(Job job, List<Notification> notifications, List<Session> sessions, long unread) {

    public Opened {
      notifications = List.copyOf(notifications);
      sessions = List.copyOf(sessions);
    }
  }
}
