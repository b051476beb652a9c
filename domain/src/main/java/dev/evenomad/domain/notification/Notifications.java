package dev.evenomad.domain.notification;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.environment.ConflictException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The alerts of all users. Implementations are thread-safe and join transactions. */
public interface Notifications {

  /**
   * Stores a new notification unless its user has one with the same dedup key.
   *
   * @return whether it was stored
   * @throws ConflictException at the latest when the transaction commits, if its user does not
   *     exist
   */
  boolean addIfNew(Notification notification);

  /** The notification with that id, whoever's it is; empty if there is none. */
  Optional<Notification> find(NotificationId id);

  /** Those notifications that there are, whoever's they are, in no order. */
  List<Notification> find(Set<NotificationId> ids);

  /** The user's notification with that key; empty if there is none. */
  Optional<Notification> find(UserId user, DedupKey key);

  /** A page of notifications, the newest first. */
  NotificationPage page(NotificationQuery query);

  /** How many notifications of the user are sent and not read. */
  long unreadCount(UserId user);

  /** The same of several users; those who have none are left out. */
  Map<UserId, Long> unreadCounts(Set<UserId> users);

  /**
   * Stores a changed notification if its version is still the stored one; at most once per
   * transaction.
   *
   * @throws ConflictException at the latest when the transaction commits, if another writer won or
   *     the notification is gone
   */
  void save(Notification notification);

  /**
   * Marks all sent notifications of a user as read at {@code now}, in one step.
   *
   * @return which, in no order
   */
  List<NotificationId> markAllRead(UserId user, Instant now);

  /**
   * Gives notifications of one user to another. One that the other has already, by its dedup key,
   * stays.
   *
   * @param about only those about that character; empty for all
   * @return those of them that are pending, in no order
   */
  List<NotificationId> move(UserId from, UserId to, Optional<CharacterId> about);

  /**
   * Removes notifications that were read before {@code instant}, the earliest first, except those
   * that another transaction is changing.
   *
   * @param limit at most so many, positive
   * @return how many
   */
  int removeReadBefore(Instant instant, int limit);
}
