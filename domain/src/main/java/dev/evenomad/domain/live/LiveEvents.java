package dev.evenomad.domain.live;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The live events of all users in an order that all servers share, kept for a while so that an app
 * can go on where it was cut off. Implementations are thread-safe.
 */
public interface LiveEvents {

  /** Events are kept at least so long. */
  Duration KEPT = Duration.ofHours(1);

  /**
   * Stores events, in their order. Joins transactions; listeners hear of them once they are
   * committed.
   *
   * @throws ConflictException at the latest when the transaction commits, if a user does not exist
   */
  void add(List<LiveEvent> events, Instant now);

  /**
   * What came after the position of each of those users. An event whose transaction commits while
   * one that came before it is still under way is not told yet, so that nobody who goes on from the
   * horizon misses anything; listeners hear of it again when it can be. So they do if there were
   * too many to come at once.
   *
   * @param positions may be empty, to learn the horizon alone
   */
  Look after(Map<UserId, LivePosition> positions, Instant now);

  /**
   * Removes events that were stored before {@code instant}, the earliest first, except those that
   * another transaction is changing.
   *
   * @param limit at most so many, positive
   * @return how many
   */
  int removeBefore(Instant instant, int limit);

  /**
   * Lets {@code listener} hear of news from all processes, from now on and until this is closed.
   * Listeners are called one call after the other for each kind of news, on a thread of the
   * implementation's; what they throw is answered by {@link Listener#missed} later.
   */
  void listen(Listener listener);

  /**
   * What there is to tell.
   *
   * @param entries in order
   * @param horizon whoever has been told {@code entries} goes on from here; at {@code now}
   */
  record Look(List<Entry> entries, LivePosition horizon) {
    public Look {
      entries = List.copyOf(entries);
    }
  }

  /** An event and its place. */
  record Entry(LivePosition position, LiveEvent event) {}

  /** Hears of news. */
  interface Listener {

    /** There are events of those users. */
    void added(Set<UserId> users);

    /** A session is over, whatever the reason, unless it has expired. */
    void ended(SessionId session);

    /** News may have been missed: there may be events of anybody, and any session may be over. */
    void missed();
  }
}
