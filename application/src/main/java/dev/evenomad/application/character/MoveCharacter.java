package dev.evenomad.application.character;

import dev.evenomad.application.plan.ResumeCovered;
import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.Roster;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.Notifications;
import dev.evenomad.domain.payment.Payments;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncStates;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Moves a character to another account of the same pilot, who has shown both to be theirs: the
 * account by its session, the character by a sign-in at EVE. What is known of the character stays,
 * its alerts go along, and work on it goes on. An account whose only character it was ends: all of
 * its alerts go along then, and so does a subscription that is paid for.
 *
 * <p>Every step joins the transaction of the sign-in. Both accounts are locked, in the order of
 * their ids, so that neither of them gains or loses anything meanwhile; the character is stored by
 * its version, and so are its sync states, which makes readings that are under way begin again.
 * Thread-safe.
 */
public final class MoveCharacter {

  private final Users users;
  private final Characters characters;
  private final SyncStates syncStates;
  private final Notifications notifications;
  private final Jobs jobs;
  private final Schedule schedule;
  private final ReadAnew readAnew;
  private final EventSink events;
  private final PartWithCharacter partWithCharacter;
  private final EndAccount endAccount;
  private final Payments payments;
  private final ResumeCovered resumeCovered;

  /** Over these. */
  public MoveCharacter(
      Users users,
      Characters characters,
      SyncStates syncStates,
      Notifications notifications,
      Jobs jobs,
      Schedule schedule,
      ReadAnew readAnew,
      EventSink events,
      PartWithCharacter partWithCharacter,
      EndAccount endAccount,
      Payments payments,
      ResumeCovered resumeCovered) {
    this.users = users;
    this.characters = characters;
    this.syncStates = syncStates;
    this.notifications = notifications;
    this.jobs = jobs;
    this.schedule = schedule;
    this.readAnew = readAnew;
    this.events = events;
    this.partWithCharacter = partWithCharacter;
    this.endAccount = endAccount;
    this.payments = payments;
    this.resumeCovered = resumeCovered;
  }

  /**
   * Moves the character.
   *
   * @param authorized as it is to be stored, but for its account
   * @param grant the new one; empty if it stays as it was
   */
  Outcome move(EveCharacter authorized, UserId to, Optional<EsiGrant.Valid> grant, Instant now) {
    UserId from = authorized.user();
    Map<UserId, User> accounts = lock(from, to);
    User receiver = accounts.get(to);
    if (receiver == null) {
      return Outcome.ACCOUNT_GONE;
    }
    boolean ends = characters.ofUser(from).size() == 1;
    Optional<Subscription> paid =
        Optional.ofNullable(accounts.get(from))
            .map(User::subscription)
            .filter(theirs -> ends && paid(theirs, now));
    if (paid.isPresent() && paid(receiver.subscription(), now)) {
      return Outcome.BOTH_PAID;
    }
    CharacterId id = authorized.characterId();
    Optional<Roster> left = ends ? Optional.empty() : characters.roster(from);
    Optional<Roster> joined = paid.flatMap(theirs -> characters.roster(to));
    characters.save(authorized.movedTo(to, now));
    handOverWork(id, to, grant, now);
    // After the readings were superseded, so that no alert is raised for the old account any more.
    List<NotificationId> unsent =
        notifications.move(from, to, ends ? Optional.empty() : Optional.of(id));
    if (ends) {
      payments.handOver(from, to);
      endAccount.end(from);
      paid.ifPresent(
          theirs -> {
            users.save(receiver.withSubscription(theirs, now));
            joined.ifPresent(roster -> resumeCovered.changed(to, roster, roster.with(theirs), now));
          });
    }
    left.ifPresent(roster -> partWithCharacter.left(from, id, roster));
    events.adopt(to, unsent);
    return Outcome.MOVED;
  }

  private Map<UserId, User> lock(UserId one, UserId other) {
    Map<UserId, User> locked = new HashMap<>();
    Stream.of(one.value(), other.value())
        .sorted()
        .flatMap(id -> users.lock(new UserId(id)).stream())
        .forEach(user -> locked.put(user.id(), user));
    return locked;
  }

  private static boolean paid(Subscription subscription, Instant now) {
    return subscription.effectiveTier(now) == SubscriptionTier.PREMIUM;
  }

  private void handOverWork(
      CharacterId id, UserId to, Optional<EsiGrant.Valid> grant, Instant now) {
    grant.ifPresentOrElse(
        valid -> readAnew.whatIsCovered(to, id, valid, now),
        () -> syncStates.ofCharacter(id).forEach(syncStates::save));
    for (SyncKind kind : SyncKind.values()) {
      schedule.handOver(new DueWork.Sync(id, kind), to);
    }
    jobs.openOf(id).forEach(job -> schedule.handOver(new DueWork.RunJob(job), to));
  }

  /** What came of it. */
  enum Outcome {
    /** It belongs to the other account now. */
    MOVED,
    /** That account does not exist any more. Nothing was changed. */
    ACCOUNT_GONE,
    /**
     * Both accounts are paid for, and the one would end, although it is paid for. Nothing was
     * changed.
     */
    BOTH_PAID
  }
}
