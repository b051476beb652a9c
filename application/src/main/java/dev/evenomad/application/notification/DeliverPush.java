package dev.evenomad.application.notification;

import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.job.DueWorkHandler.Hold;
import dev.evenomad.domain.job.DueWorkHandler.Next;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonNumber;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.json.JsonValue.JsonString;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.notification.Notifications;
import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.session.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes a notification to every device of its user. A device that took it is not asked again; one
 * whose token is dead loses it; one that is to be tried later is, until the alert is too old to be
 * worth it. The notification is sent as soon as one device took it, and failed when none will.
 * Thread-safe.
 */
public final class DeliverPush {

  private static final Logger LOG = LoggerFactory.getLogger(DeliverPush.class);

  /** How often to try to store that a device has an alert, before it is sent a second time. */
  private static final int STORE_ATTEMPTS = 20;

  private final Jobs jobs;
  private final Notifications notifications;
  private final Sessions sessions;
  private final PushGateway gateway;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these ports. */
  public DeliverPush(
      Jobs jobs,
      Notifications notifications,
      Sessions sessions,
      PushGateway gateway,
      Transactions transactions,
      Clock clock) {
    this.jobs = jobs;
    this.notifications = notifications;
    this.sessions = sessions;
    this.gateway = gateway;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * One try of a delivery that has been started. Push services cannot be asked whether they have a
   * message already, so a process that dies or loses {@code hold} between their answer and our
   * commit leaves a doubt; the next try sends it again under the same collapse key, and the phone
   * shows one. To keep that rare, nothing is sent without the hold, and the answer is stored as
   * long as the hold lasts.
   *
   * @return when to try again, if there is a device left to try
   */
  public Next run(Job job, Hold hold) {
    Optional<Delivery> delivery = job.payload().flatMap(Delivery::parse);
    Optional<Notification> notification =
        delivery.flatMap(d -> notifications.find(d.notification()));
    if (delivery.isEmpty() || notification.isEmpty()) {
      return finish(job, "the notification is gone");
    }
    Notification alert = notification.get();
    if (alert.status() == NotificationStatus.FAILED || alert.status() == NotificationStatus.READ) {
      return finish(job, "the notification is " + alert.status().code());
    }
    Attempt attempt = new Attempt(delivery.get().accepted());
    for (Session session : targets(alert, delivery.get())) {
      if (hold.lasts()) {
        session.device().ifPresent(device -> push(alert, session.id(), device, attempt));
      } else {
        attempt.remaining(session.id(), "another process has taken over", Duration.ZERO);
      }
    }
    return insist(job, delivery.get(), attempt, hold);
  }

  private Next insist(Job job, Delivery delivery, Attempt attempt, Hold hold) {
    for (int tries = 1; ; tries++) {
      try {
        return conclude(job, delivery, attempt);
      } catch (RuntimeException e) {
        if (attempt.accepted == delivery.accepted() || tries == STORE_ATTEMPTS || !hold.lasts()) {
          throw e;
        }
        LOG.warn(
            "that notification {} was pushed could not be stored, which is tried again: {}",
            delivery.notification(),
            e.getClass().getSimpleName());
      }
    }
  }

  private List<Session> targets(Notification alert, Delivery delivery) {
    return sessions.ofUser(alert.user(), clock.instant()).stream()
        .filter(session -> delivery.remaining().map(r -> r.contains(session.id())).orElse(true))
        .toList();
  }

  private void push(Notification alert, SessionId session, Device device, Attempt attempt) {
    if (device.pushToken().isEmpty()) {
      return;
    }
    PushToken token = device.pushToken().get();
    Duration worthFor =
        Duration.between(clock.instant(), alert.createdAt().plus(JobType.PUSH_DELIVERY.patience()));
    if (!worthFor.isPositive()) {
      attempt.refused("the alert is too old");
      return;
    }
    long unread =
        notifications.unreadCount(alert.user())
            + (alert.status() == NotificationStatus.PENDING ? 1 : 0);
    PushMessage message =
        new PushMessage(
            token,
            device.type(),
            new PushMessage.Content.Alert(alert.kind(), alert.title(), alert.body()),
            texts(alert),
            alert.id().value(),
            worthFor,
            unread);
    switch (gateway.send(message)) {
      case PushOutcome.Accepted accepted -> attempt.accepted++;
      case PushOutcome.TokenInvalid invalid -> {
        sessions.clearPushToken(session, token);
        attempt.refused(invalid.why());
      }
      case PushOutcome.Rejected rejected -> {
        LOG.error("notification {} cannot be pushed: {}", alert.id(), rejected.why());
        attempt.refused(rejected.why());
      }
      case PushOutcome.TryLater later ->
          attempt.remaining(session, later.why(), later.retryAfter());
      case PushOutcome.Misconfigured misconfigured -> {
        LOG.error("pushes are not accepted: check FCM_CREDENTIALS ({})", misconfigured.why());
        attempt.remaining(session, misconfigured.why(), JobType.PUSH_DELIVERY.backoff().longest());
      }
    }
  }

  private Next conclude(Job job, Delivery delivery, Attempt attempt) {
    return transactions.call(
        () -> {
          Instant now = clock.instant();
          Optional<Notification> alert = notifications.find(delivery.notification());
          if (attempt.remaining.isEmpty()) {
            alert.ifPresent(current -> settle(current, attempt, now));
            jobs.findInTry(job)
                .ifPresent(
                    current -> jobs.save(current.completed(Optional.of(attempt.result()), now)));
            return Next.Done.DONE;
          }
          if (attempt.accepted > 0) {
            alert.ifPresent(current -> sent(current, now));
          }
          Delivery left =
              new Delivery(
                  delivery.notification(), Optional.of(attempt.remaining), attempt.accepted);
          jobs.findInTry(job)
              .ifPresent(
                  current -> jobs.save(current.toBeRetried(attempt.reasons(), left.toJson())));
          return new Next.At(
              now.plus(job.type().backoff().after(job.attempts(), attempt.retryAfter)));
        });
  }

  private void settle(Notification alert, Attempt attempt, Instant now) {
    if (attempt.accepted > 0 || attempt.reasons.isEmpty()) {
      sent(alert, now);
    } else if (alert.status() == NotificationStatus.PENDING) {
      save(alert, alert.failed(attempt.reasons()));
    }
  }

  private void sent(Notification alert, Instant now) {
    // One that was withdrawn while it was on its way stays so.
    if (alert.status() != NotificationStatus.FAILED) {
      save(alert, alert.sent(now));
    }
  }

  private void save(Notification before, Notification after) {
    if (!after.equals(before)) {
      notifications.save(after);
    }
  }

  private Next finish(Job job, String why) {
    return transactions.call(
        () -> {
          JsonValue result = JsonObject.ofStrings(Map.of("outcome", why));
          jobs.findInTry(job)
              .ifPresent(
                  current -> jobs.save(current.completed(Optional.of(result), clock.instant())));
          return Next.Done.DONE;
        });
  }

  /** Push services take texts only; what is no scalar has no place in a push. */
  private static Map<String, String> texts(Notification alert) {
    Map<String, String> texts = new LinkedHashMap<>();
    alert
        .data()
        .members()
        .forEach(
            (name, value) -> {
              if (value instanceof JsonString text) {
                texts.put(name, text.value());
              } else if (value instanceof JsonNumber number) {
                texts.put(name, number.value().toPlainString());
              }
            });
    texts.put("notificationId", alert.id().value());
    return texts;
  }

  /** What one try has come to so far. Confined to its thread. */
  private static final class Attempt {
    private long accepted;
    private final Set<SessionId> remaining = new LinkedHashSet<>();
    private final List<String> reasons = new ArrayList<>();
    private Duration retryAfter = Duration.ZERO;

    private Attempt(long acceptedBefore) {
      this.accepted = acceptedBefore;
    }

    private void refused(String why) {
      reasons.add(why);
    }

    private void remaining(SessionId session, String why, Duration wait) {
      remaining.add(session);
      reasons.add(why);
      retryAfter = wait.compareTo(retryAfter) > 0 ? wait : retryAfter;
    }

    private String reasons() {
      return reasons.stream().distinct().collect(Collectors.joining("; "));
    }

    private JsonValue result() {
      return new JsonObject(
          Map.of(
              "accepted", JsonValue.of(accepted),
              "refused", JsonValue.of(reasons.size())));
    }
  }
}
