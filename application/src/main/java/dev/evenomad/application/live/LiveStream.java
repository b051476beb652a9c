package dev.evenomad.application.live;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.live.LivePosition;
import dev.evenomad.domain.session.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One open app of a user on this server. Tells every message once and in order, however many
 * threads have looked at the same time. Thread-safe.
 */
public final class LiveStream {

  private final UserId user;
  private final SessionId session;
  private final Receiver receiver;
  private Optional<LivePosition> position = Optional.empty();
  private Instant sessionEnds = Instant.MAX;
  private boolean over;

  /** Came while the stream was being opened, so that it has to look once more. */
  private boolean behind;

  LiveStream(UserId user, SessionId session, Receiver receiver) {
    this.user = user;
    this.session = session;
    this.receiver = receiver;
  }

  UserId user() {
    return user;
  }

  SessionId session() {
    return session;
  }

  /** When the session expires, as far as is known. */
  synchronized Instant sessionEnds() {
    return sessionEnds;
  }

  synchronized void sessionEnds(Instant at) {
    sessionEnds = at;
  }

  /** How far it has been told; empty while it is being opened. */
  public synchronized Optional<LivePosition> position() {
    return position;
  }

  /** As {@link #position()}; if there is none yet, the stream knows that there is news. */
  synchronized Optional<LivePosition> positionForNews() {
    behind = position.isEmpty();
    return position;
  }

  /**
   * Tells its first messages.
   *
   * @return whether news came meanwhile
   */
  synchronized boolean begin(List<LiveMessage> messages, LivePosition horizon) {
    messages.forEach(this::tell);
    position = Optional.of(horizon);
    return behind;
  }

  /** Tells what it has not been told yet. */
  synchronized void goOn(List<LiveMessage> messages, LivePosition horizon) {
    position
        .filter(told -> horizon.isAfter(told) || horizon.at().isAfter(told.at()))
        .ifPresent(
            told -> {
              messages.stream()
                  .filter(message -> message.position().isAfter(told))
                  .forEach(this::tell);
              position = Optional.of(horizon.isAfter(told) ? horizon : told.seenAt(horizon.at()));
            });
  }

  private void tell(LiveMessage message) {
    if (!over && !receiver.tell(message)) {
      end(Ending.TOO_SLOW);
    }
  }

  synchronized void end(Ending why) {
    if (!over) {
      over = true;
      receiver.end(why);
    }
  }

  /** Whether it has ended. */
  synchronized boolean isOver() {
    return over;
  }

  /** Who is told. Nothing is told after the end. Neither method blocks, throws or calls back. */
  public interface Receiver {

    /**
     * Takes a message.
     *
     * @return {@code false} if it cannot, because too many wait already; the stream ends then
     */
    boolean tell(LiveMessage message);

    /** There is going to be no more. */
    void end(Ending why);
  }

  /** Why a stream ends. */
  public enum Ending {
    /** The session is over. */
    SIGNED_OUT,
    /** The user has opened more streams since than one may have; this was the oldest. */
    TOO_MANY,
    /** More waits to be sent than is kept for a slow reader. */
    TOO_SLOW,
    /** The server stops; another one goes on. */
    SERVER_STOPS
  }
}
