package dev.evenomad.application.notification;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.job.DueWorkHandler.Hold;
import dev.evenomad.domain.job.DueWorkHandler.Next;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.notification.AlertTexts;
import dev.evenomad.domain.notification.Deliveries;
import dev.evenomad.domain.notification.Deliveries.Opened;
import dev.evenomad.domain.notification.Deliveries.Subject;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.session.Sessions;
import dev.evenomad.domain.settings.AllSettings;
import dev.evenomad.domain.settings.UserSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes alerts to every device of their user: one as it stands, several as one digest. What was
 * read, withdrawn or removed meanwhile is left out. A device that took it is not asked again; one
 * whose token is dead loses it; one that is to be tried later is, until the alert is too old to be
 * worth it. Alerts are sent as soon as one device took them, and failed when none will. In the same
 * way it takes alerts away from devices. Thread-safe.
 */
public final class DeliverPush {

  private static final Logger LOG = LoggerFactory.getLogger(DeliverPush.class);

  /** How often to try to store that a device has an alert, before it is sent a second time. */
  private static final int STORE_ATTEMPTS = 20;

  private final Deliveries deliveries;
  private final Sessions sessions;
  private final AllSettings settings;
  private final PushGateway gateway;
  private final Clock clock;

  /** Over these ports. */
  public DeliverPush(
      Deliveries deliveries,
      Sessions sessions,
      AllSettings settings,
      PushGateway gateway,
      Clock clock) {
    this.deliveries = deliveries;
    this.sessions = sessions;
    this.settings = settings;
    this.gateway = gateway;
    this.clock = clock;
  }

  /** Begins a try of a delivery; empty if there is no such one, or if it is over. */
  public Optional<Opened> begin(JobId delivery) {
    return deliveries.open(delivery, DeliverPush::subject, clock.instant());
  }

  private static Optional<Subject> subject(Job job) {
    return job.payload()
        .flatMap(Delivery::parse)
        .map(
            delivery ->
                // What is taken away is known by its id alone.
                new Subject(
                    delivery.user(), delivery.closing() ? List.of() : delivery.notifications()));
  }

  /**
   * One try of a delivery that has been begun. Push services cannot be asked whether they have a
   * message already, so a process that dies or loses {@code hold} between their answer and our
   * commit leaves a doubt; the next try sends it again under the same collapse key, and the phone
   * shows one. To keep that rare, nothing is sent without the hold, and the answer is stored as
   * long as the hold lasts.
   *
   * @return when to try again, if there is a device left to try
   */
  public Next run(Opened opened, Hold hold) {
    Job job = opened.job();
    Optional<Delivery> parsed = job.payload().flatMap(Delivery::parse);
    if (parsed.isEmpty()) {
      return finish(job, "it says nothing that this version could deliver");
    }
    Delivery delivery = parsed.get();
    Optional<Outgoing> outgoing = compose(opened, delivery);
    if (outgoing.isEmpty()) {
      return finish(job, "there is nothing left to tell");
    }
    Attempt attempt = new Attempt(delivery.accepted());
    for (Session session : targets(opened, delivery)) {
      if (hold.lasts()) {
        session
            .device()
            .ifPresent(device -> push(outgoing.get(), delivery, session.id(), device, attempt));
      } else {
        attempt.remaining(session.id(), "another process has taken over", Duration.ZERO);
      }
    }
    return insist(opened, delivery, attempt, hold);
  }

  /** What there is to say by now; empty if all of it is read, withdrawn or gone. */
  private Optional<Outgoing> compose(Opened opened, Delivery delivery) {
    String key = opened.job().id().value();
    if (delivery.closing()) {
      return Optional.of(Outgoing.closing(delivery.notifications(), key, opened.unread()));
    }
    List<Notification> alerts =
        opened.notifications().stream()
            .filter(
                alert ->
                    alert.status() == NotificationStatus.PENDING
                        || alert.status() == NotificationStatus.SENT)
            .toList();
    if (alerts.isEmpty()) {
      return Optional.empty();
    }
    long pending =
        alerts.stream().filter(alert -> alert.status() == NotificationStatus.PENDING).count();
    return Optional.of(
        alerts.size() == 1
            ? Outgoing.alone(alerts.getFirst(), opened.unread() + pending)
            : Outgoing.digest(alerts, key, textsFor(delivery.user()), opened.unread() + pending));
  }

  private AlertTexts textsFor(UserId user) {
    return settings
        .find(user)
        .map(UserSettings::alertTexts)
        .orElseGet(() -> AlertTexts.in(Language.EN, ZoneOffset.UTC));
  }

  private Next insist(Opened opened, Delivery delivery, Attempt attempt, Hold hold) {
    for (int tries = 1; ; tries++) {
      try {
        return conclude(opened, delivery, attempt);
      } catch (RuntimeException e) {
        if (attempt.accepted == delivery.accepted() || tries == STORE_ATTEMPTS || !hold.lasts()) {
          throw e;
        }
        LOG.warn(
            "that {} was pushed could not be stored, which is tried again: {}",
            opened.job().id(),
            e.getClass().getSimpleName());
      }
    }
  }

  private static List<Session> targets(Opened opened, Delivery delivery) {
    return opened.sessions().stream()
        .filter(session -> delivery.remaining().map(r -> r.contains(session.id())).orElse(true))
        .toList();
  }

  private void push(
      Outgoing outgoing, Delivery delivery, SessionId session, Device device, Attempt attempt) {
    if (device.pushToken().isEmpty()) {
      return;
    }
    PushToken token = device.pushToken().get();
    Duration worthFor =
        Duration.between(clock.instant(), delivery.dueAt().plus(JobType.PUSH_DELIVERY.patience()));
    if (!worthFor.isPositive()) {
      attempt.refused("the alert is too old");
      return;
    }
    switch (gateway.send(outgoing.to(token, device, worthFor))) {
      case PushOutcome.Accepted accepted -> attempt.accepted++;
      case PushOutcome.TokenInvalid invalid -> {
        sessions.clearPushToken(session, token);
        attempt.refused(invalid.why());
      }
      case PushOutcome.Rejected rejected -> {
        LOG.error("{} cannot be pushed: {}", outgoing.collapseKey(), rejected.why());
        attempt.refused(rejected.why());
      }
      case PushOutcome.TryLater later ->
          attempt.remaining(session, later.why(), later.retryAfter());
      case PushOutcome.Misconfigured misconfigured -> {
        LOG.error("pushes are not accepted: {}", misconfigured.why());
        attempt.remaining(session, misconfigured.why(), JobType.PUSH_DELIVERY.backoff().longest());
      }
    }
  }

  private Next conclude(Opened opened, Delivery delivery, Attempt attempt) {
    Instant now = clock.instant();
    Job job = opened.job();
    List<Notification> pending =
        opened.notifications().stream()
            .filter(alert -> alert.status() == NotificationStatus.PENDING)
            .toList();
    boolean sent = attempt.accepted > 0 || attempt.reasons.isEmpty();
    if (attempt.remaining.isEmpty()) {
      deliveries.conclude(
          job.completed(Optional.of(attempt.result()), now),
          pending.stream()
              .map(alert -> sent ? alert.sent(now) : alert.failed(attempt.reasons()))
              .toList());
      return Next.Done.DONE;
    }
    Delivery left = delivery.left(attempt.remaining, attempt.accepted);
    deliveries.conclude(
        job.toBeRetried(attempt.reasons(), left.toJson()),
        sent ? pending.stream().map(alert -> alert.sent(now)).toList() : List.of());
    return new Next.At(now.plus(job.type().backoff().after(job.attempts(), attempt.retryAfter)));
  }

  private Next finish(Job job, String why) {
    JsonValue result = JsonObject.ofStrings(Map.of("outcome", why));
    deliveries.conclude(job.completed(Optional.of(result), clock.instant()), List.of());
    return Next.Done.DONE;
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
