package dev.evenomad.application.notification;

import dev.evenomad.application.character.EventSink;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.job.Plan;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.notification.AlertText;
import dev.evenomad.domain.notification.AlertTexts;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.NotificationPolicy;
import dev.evenomad.domain.notification.NotificationPolicy.Alert;
import dev.evenomad.domain.notification.Notifications;
import dev.evenomad.domain.session.Sessions;
import dev.evenomad.domain.settings.AllSettings;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.domain.sync.CharacterEvent;
import dev.evenomad.domain.universe.Names;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns events into notifications and plans their delivery, in the transaction in which the events
 * come to be known: no event without its notification, no notification without its delivery, and
 * one of each however often the event is told. Thread-safe.
 */
public final class RaiseAlerts implements EventSink {

  private final AllSettings settings;
  private final Sessions sessions;
  private final Notifications notifications;
  private final Jobs jobs;
  private final Schedule schedule;
  private final Ids ids;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these ports. */
  public RaiseAlerts(
      AllSettings settings,
      Sessions sessions,
      Notifications notifications,
      Jobs jobs,
      Schedule schedule,
      Ids ids,
      Transactions transactions,
      Clock clock) {
    this.settings = settings;
    this.sessions = sessions;
    this.notifications = notifications;
    this.jobs = jobs;
    this.schedule = schedule;
    this.ids = ids;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public void tell(EveCharacter character, List<CharacterEvent> events, Names names) {
    transactions.run(
        () ->
            settings
                .find(character.user())
                .ifPresent(preferences -> tell(character, events, names, preferences)));
  }

  private void tell(
      EveCharacter character, List<CharacterEvent> events, Names names, UserSettings preferences) {
    Instant now = clock.instant();
    Map<DedupKey, Raised> raised = new LinkedHashMap<>();
    for (CharacterEvent event : events) {
      NotificationPolicy.decide(event, preferences.notifications(), now)
          .ifPresent(
              alert ->
                  raised.put(
                      alert.dedupKey(),
                      new Raised(
                          pending(
                              character,
                              alert,
                              AlertTexts.of(event, character.name(), names, preferences.language()),
                              now),
                          alert.pushAt())));
      NotificationPolicy.settle(event)
          .filter(old -> raised.remove(old.dedupKey()) == null)
          .ifPresent(old -> settle(character.user(), old, now));
    }
    if (!raised.isEmpty()) {
      boolean pushable = pushable(character.user(), now);
      raised.values().forEach(alert -> raise(alert.pending, alert.pushAt, pushable, now));
    }
  }

  /** What waits to be sent is not sent any more; what was sent counts as read. */
  private void settle(UserId user, NotificationPolicy.Settlement old, Instant now) {
    notifications
        .find(user, old.dedupKey())
        .ifPresent(
            alert -> {
              switch (alert.status()) {
                case PENDING -> notifications.save(alert.failed("withdrawn: " + old.why()));
                case SENT -> notifications.save(alert.read(now));
                case READ, FAILED -> {}
              }
            });
  }

  private Notification pending(EveCharacter character, Alert alert, AlertText text, Instant now) {
    return Notification.pending(
        new NotificationId(ids.next()),
        character.user(),
        Optional.of(character.characterId()),
        alert.kind(),
        text,
        alert.data(),
        alert.dedupKey(),
        now);
  }

  /**
   * Sends the user a test alert, at any hour.
   *
   * @return the notification; empty if there is no such user
   */
  public Optional<Notification> test(UserId user) {
    return transactions.call(
        () ->
            settings
                .find(user)
                .map(
                    preferences -> {
                      Instant now = clock.instant();
                      NotificationId id = new NotificationId(ids.next());
                      return raise(
                          Notification.pending(
                              id,
                              user,
                              Optional.<CharacterId>empty(),
                              NotificationKind.TEST,
                              AlertTexts.ofTest(preferences.language()),
                              JsonObject.ofStrings(Map.of("type", NotificationKind.TEST.code())),
                              DedupKey.ofRequest(id),
                              now),
                          now,
                          pushable(user, now),
                          now);
                    }));
  }

  private boolean pushable(UserId user, Instant now) {
    return sessions.ofUser(user, now).stream().anyMatch(open -> open.pushToken().isPresent());
  }

  private Notification raise(Notification pending, Instant pushAt, boolean pushable, Instant now) {
    if (!pushable) {
      // Nothing to push to: it reaches the pilot in the app.
      Notification shown = pending.sent(now);
      notifications.addIfNew(shown);
      return shown;
    }
    if (notifications.addIfNew(pending)) {
      // A delivery is about the account: it goes on when the character has left it meanwhile.
      Job delivery =
          Job.pending(
              new JobId(ids.next()),
              JobType.PUSH_DELIVERY,
              Optional.empty(),
              Optional.of(new Delivery(pending.id(), Optional.empty(), 0).toJson()),
              now);
      jobs.add(delivery);
      schedule.plan(Plan.of(new DueWork.RunJob(delivery), pushAt).onBehalfOf(pending.user()));
    }
    return pending;
  }

  /** An alert to be raised. */
  private record Raised(Notification pending, Instant pushAt) {}
}
