package dev.evenomad.domain.notification;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which notifications to list. An empty condition admits all.
 *
 * @param from admits notifications that were created then or later
 * @param until admits notifications that were created before
 * @param after the last one of the page before; empty for the first page
 * @param limit 1 to {@value #MAX_LIMIT}
 */
public record NotificationQuery(
    Optional<UserId> user,
    Optional<NotificationStatus> status,
    Optional<NotificationKind> kind,
    Optional<CharacterId> character,
    Optional<Instant> from,
    Optional<Instant> until,
    Optional<Position> after,
    int limit) {

  /** The longest page. */
  public static final int MAX_LIMIT = 100;

  public NotificationQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("a page has 1 to " + MAX_LIMIT + " items");
    }
  }

  /** The newest of all. */
  public static NotificationQuery latest(int limit) {
    return new NotificationQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        limit);
  }

  /** The same query, of that user's alone. */
  public NotificationQuery ofUser(UserId owner) {
    return new NotificationQuery(
        Optional.of(owner), status, kind, character, from, until, after, limit);
  }

  /** The same query from that place on. */
  public NotificationQuery after(Position position) {
    return new NotificationQuery(
        user, status, kind, character, from, until, Optional.of(position), limit);
  }

  /**
   * A place in the list, newest first; of those created in the same moment the id that is greater
   * in the order of ASCII comes first.
   */
  public record Position(Instant createdAt, NotificationId id) {

    /** Where {@code notification} stands. */
    public static Position of(Notification notification) {
      return new Position(notification.createdAt(), notification.id());
    }
  }
}
