package dev.evenomad.application.notification;

import dev.evenomad.application.character.EventSink;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.live.LiveEvent;
import dev.evenomad.domain.live.LiveEvents;
import dev.evenomad.domain.notification.AlertText;
import dev.evenomad.domain.notification.AlertTexts;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.NotificationPolicy;
import dev.evenomad.domain.notification.NotificationPolicy.Alert;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.notification.Notifications;
import dev.evenomad.domain.session.Sessions;
import dev.evenomad.domain.settings.AllSettings;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.domain.sync.CharacterEvent;
import dev.evenomad.domain.universe.Names;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns events into notifications and plans their delivery, in the transaction in which the events
 * come to be known: no event without its notification, no notification without its delivery, and
 * one of each however often the event is told; the user's open apps are told at once. Thread-safe.
 */
public final class RaiseAlerts implements EventSink {

  private final AllSettings settings;
  private final Notifications notifications;
  private final LiveEvents live;
  private final PlanPushes pushes;
  private final Ids ids;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these ports. */
  public RaiseAlerts(
      AllSettings settings,
      Sessions sessions,
      Notifications notifications,
      LiveEvents live,
      Jobs jobs,
      Schedule schedule,
      Ids ids,
      Transactions transactions,
      Clock clock) {
    this.settings = settings;
    this.notifications = notifications;
    this.live = live;
    this.pushes = new PlanPushes(sessions, jobs, schedule, ids, clock);
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

  @Override
  public void adopt(UserId user, List<NotificationId> unsent) {
    if (!unsent.isEmpty()) {
      transactions.run(
          () -> settings.find(user).ifPresent(preferences -> adopt(unsent, preferences)));
    }
  }

  /** Those that this pilot would not have been told are in the app, and so are all of them. */
  private void adopt(List<NotificationId> unsent, UserSettings preferences) {
    Instant now = clock.instant();
    NotificationPreferences wishes = preferences.notifications();
    boolean pushable = pushes.anyDevice(preferences.user());
    List<NotificationId> wanted = new ArrayList<>();
    for (NotificationId id : unsent) {
      Notification alert = notifications.find(id).orElseThrow();
      if (pushable && alert.character().map(c -> wishes.want(alert.kind(), c)).orElse(true)) {
        wanted.add(id);
      } else {
        notifications.save(alert.sent(now));
      }
    }
    if (!wanted.isEmpty()) {
      push(preferences.user(), wanted, wishes.heldUntil(now));
    }
  }

  private void push(UserId user, List<NotificationId> alerts, Optional<Instant> heldUntil) {
    heldUntil.ifPresentOrElse(
        until -> pushes.hold(user, alerts, until), () -> pushes.tell(user, alerts));
  }

  private void tell(
      EveCharacter character, List<CharacterEvent> events, Names names, UserSettings preferences) {
    Instant now = clock.instant();
    UserId user = character.user();
    AlertTexts texts = preferences.alertTexts();
    Map<DedupKey, Raised> raised = new LinkedHashMap<>();
    List<Notification> settled = new ArrayList<>();
    for (CharacterEvent event : events) {
      NotificationPolicy.decide(event, preferences.notifications(), now)
          .ifPresent(
              alert ->
                  raised.put(
                      alert.dedupKey(),
                      new Raised(
                          pending(character, alert, texts.of(event, character.name(), names), now),
                          alert.heldUntil())));
      NotificationPolicy.settle(event).stream()
          .filter(old -> raised.remove(old.dedupKey()) == null)
          .forEach(old -> settle(user, old, now).ifPresent(settled::add));
    }
    if (!raised.isEmpty()) {
      raise(user, raised.values(), preferences.notifications().digest(), now);
    }
    if (!settled.isEmpty()) {
      tellLive(user, settled.stream().map(Notification::id).toList(), now);
    }
    List<NotificationId> shown =
        settled.stream()
            .filter(alert -> alert.status() == NotificationStatus.SENT)
            .map(Notification::id)
            .toList();
    if (!shown.isEmpty()) {
      pushes.close(user, shown, Optional.empty());
    }
  }

  /**
   * What waits to be sent is not sent any more; what was sent counts as read.
   *
   * @return the alert as it was before, if that changed it
   */
  private Optional<Notification> settle(
      UserId user, NotificationPolicy.Settlement old, Instant now) {
    Optional<Notification> known = notifications.find(user, old.dedupKey());
    known.ifPresent(
        alert -> {
          switch (alert.status()) {
            case PENDING -> notifications.save(alert.failed("withdrawn: " + old.why()));
            case SENT -> notifications.save(alert.read(now));
            case READ, FAILED -> {}
          }
        });
    return known.filter(
        alert ->
            alert.status() == NotificationStatus.PENDING
                || alert.status() == NotificationStatus.SENT);
  }

  private void tellLive(UserId user, List<NotificationId> changed, Instant now) {
    live.add(
        changed.stream().<LiveEvent>map(id -> new LiveEvent.NotificationChanged(user, id)).toList(),
        now);
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
                      Notification alert =
                          Notification.pending(
                              id,
                              user,
                              Optional.<CharacterId>empty(),
                              NotificationKind.TEST,
                              preferences.alertTexts().ofTest(),
                              JsonObject.ofStrings(Map.of("type", NotificationKind.TEST.code())),
                              DedupKey.ofRequest(id),
                              now);
                      return raise(user, List.of(new Raised(alert, Optional.empty())), true, now)
                          ? alert
                          : alert.sent(now);
                    }));
  }

  /**
   * Stores alerts and plans to push those that are new.
   *
   * @return whether there is a device to push to; else they reach the pilot in the app
   */
  private boolean raise(UserId user, Collection<Raised> raised, boolean digest, Instant now) {
    boolean pushable = pushes.anyDevice(user);
    Map<Occasion, List<NotificationId>> occasions = new LinkedHashMap<>();
    List<NotificationId> added = new ArrayList<>();
    for (Raised alert : raised) {
      boolean isNew = notifications.addIfNew(pushable ? alert.pending : alert.pending.sent(now));
      if (isNew) {
        added.add(alert.pending.id());
      }
      if (isNew && pushable) {
        occasions
            .computeIfAbsent(alert.occasion(digest), occasion -> new ArrayList<>())
            .add(alert.pending.id());
      }
    }
    if (!added.isEmpty()) {
      tellLive(user, added, now);
    }
    occasions.forEach((occasion, alerts) -> push(user, alerts, occasion.heldUntil));
    return pushable;
  }

  /** An alert to be raised. */
  private record Raised(Notification pending, Optional<Instant> heldUntil) {

    Occasion occasion(boolean digest) {
      if (heldUntil.isPresent()) {
        return new Occasion(heldUntil, "");
      }
      return new Occasion(heldUntil, digest ? pending.kind().code() : pending.dedupKey().value());
    }
  }

  /**
   * What is told together: all that is held until the same moment, or what is the same otherwise.
   */
  private record Occasion(Optional<Instant> heldUntil, String which) {}
}
