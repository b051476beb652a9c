package dev.evenomad.application.live;

import dev.evenomad.application.live.LiveStream.Ending;
import dev.evenomad.application.live.LiveStream.Receiver;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.live.LiveEvents;
import dev.evenomad.domain.live.LiveEvents.Look;
import dev.evenomad.domain.live.LivePosition;
import dev.evenomad.domain.notification.Notifications;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.session.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The open apps on this server. What is new is looked up for all users that it concerns at once,
 * and only for those who have an app open here. A stream ends when its session does. Thread-safe.
 */
public final class LiveStreams {

  /** The streams of one user on one server; the oldest makes room for one more. */
  public static final int MOST_OF_USER = 8;

  /** The streams on one server. */
  public static final int MOST = 10_000;

  /** Who has missed more has done better by reading afresh. */
  private static final int MOST_MISSED = 200;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private final LiveEvents events;
  private final ToldEvents told;
  private final Sessions sessions;
  private final Clock clock;
  private final OpenStreams open;
  private boolean listening;

  /** Over these ports. */
  public LiveStreams(
      LiveEvents events, Notifications notifications, Sessions sessions, Clock clock) {
    this(events, notifications, sessions, clock, MOST);
  }

  LiveStreams(
      LiveEvents events, Notifications notifications, Sessions sessions, Clock clock, int most) {
    this.events = events;
    this.told = new ToldEvents(notifications);
    this.sessions = sessions;
    this.clock = clock;
    this.open = new OpenStreams(MOST_OF_USER, most);
  }

  /**
   * Opens a stream. The receiver is told before this returns that it is ready, or that it has to
   * read afresh, and what it has missed.
   *
   * @param lastTold the position of the last message that the app has been told, as text; empty for
   *     an app that has just read everything
   */
  public Outcome open(
      UserId user, SessionId session, Optional<String> lastTold, Receiver receiver) {
    listen();
    LiveStream stream = new LiveStream(user, session, receiver);
    if (!open.add(stream)) {
      return new Outcome.Full(RETRY_AFTER);
    }
    try {
      // Only now: had the session ended before, nobody would have told the stream.
      Optional<Instant> until = openUntil(session);
      if (until.isEmpty()) {
        open.remove(stream);
        return new Outcome.SignedOut();
      }
      stream.sessionEnds(until.get());
      if (begin(stream, lastTold)) {
        tell(Set.of(user));
      }
      return new Outcome.Opened(stream);
    } catch (RuntimeException e) {
      open.remove(stream);
      throw e;
    }
  }

  private synchronized void listen() {
    if (!listening) {
      events.listen(new News());
      listening = true;
    }
  }

  private Optional<Instant> openUntil(SessionId session) {
    Instant now = clock.instant();
    return sessions.find(session).map(Session::expiresAt).filter(end -> end.isAfter(now));
  }

  private boolean begin(LiveStream stream, Optional<String> lastTold) {
    Instant now = clock.instant();
    Optional<LivePosition> from =
        lastTold
            .flatMap(LivePosition::parse)
            .filter(position -> position.at().plus(LiveEvents.KEPT).isAfter(now));
    Look look =
        events.after(from.map(position -> Map.of(stream.user(), position)).orElseGet(Map::of), now);
    // A database that was restored counts anew, and does not know what came after.
    boolean known =
        from.filter(position -> !position.isAfter(look.horizon())).isPresent()
            && look.entries().size() <= MOST_MISSED;
    List<LiveMessage> messages = new ArrayList<>();
    if (known) {
      messages.add(new LiveMessage.Ready(from.get().seenAt(now)));
      messages.addAll(told.messages(look.entries()).getOrDefault(stream.user(), List.of()));
    } else if (lastTold.isPresent()) {
      messages.add(new LiveMessage.Reset(look.horizon()));
    } else {
      messages.add(new LiveMessage.Ready(look.horizon()));
    }
    return stream.begin(messages, look.horizon());
  }

  /**
   * Ends the streams whose sessions have expired by now. To be called about once a second; asks
   * nobody until one seems to have.
   */
  public void endExpired() {
    Instant now = clock.instant();
    for (LiveStream stream : open.all()) {
      if (!stream.sessionEnds().isAfter(now)) {
        // It may have been refreshed.
        openUntil(stream.session())
            .ifPresentOrElse(stream::sessionEnds, () -> end(List.of(stream), Ending.SIGNED_OUT));
      }
    }
  }

  /** Forgets a stream whose app has gone. Its receiver is told nothing more. */
  public void close(LiveStream stream) {
    open.remove(stream);
  }

  /** How many are open. */
  public int count() {
    return open.count();
  }

  /** Ends all streams, and refuses new ones from now on. */
  public void endAll() {
    end(open.shut(), Ending.SERVER_STOPS);
  }

  private void end(Collection<LiveStream> streams, Ending why) {
    streams.forEach(
        stream -> {
          open.remove(stream);
          stream.end(why);
        });
  }

  private void tell(Set<UserId> users) {
    // A stream that is just being opened looks by itself, from a position of its own.
    Map<UserId, LivePosition> positions = new HashMap<>();
    List<LiveStream> concerned = new ArrayList<>();
    for (LiveStream stream : open.of(users)) {
      stream
          .positionForNews()
          .ifPresent(
              position -> {
                concerned.add(stream);
                positions.merge(stream.user(), position, LivePosition::earlier);
              });
    }
    if (concerned.isEmpty()) {
      return;
    }
    Look look = events.after(positions, clock.instant());
    Map<UserId, List<LiveMessage>> messages = told.messages(look.entries());
    for (LiveStream stream : concerned) {
      stream.goOn(messages.getOrDefault(stream.user(), List.of()), look.horizon());
      if (stream.isOver()) {
        open.remove(stream);
      }
    }
  }

  /** What the other servers, and this one, have done. */
  private final class News implements LiveEvents.Listener {

    @Override
    public void added(Set<UserId> users) {
      tell(users);
    }

    @Override
    public void ended(SessionId session) {
      end(open.of(session), Ending.SIGNED_OUT);
    }

    @Override
    public void missed() {
      Collection<LiveStream> all = open.all();
      Set<SessionId> named = all.stream().map(LiveStream::session).collect(Collectors.toSet());
      if (named.isEmpty()) {
        return;
      }
      Set<SessionId> over = new HashSet<>(named);
      over.removeAll(sessions.open(named, clock.instant()));
      end(
          all.stream().filter(stream -> over.contains(stream.session())).toList(),
          Ending.SIGNED_OUT);
      tell(all.stream().map(LiveStream::user).collect(Collectors.toSet()));
    }
  }

  /** What becomes of an app that wants to be told. */
  public sealed interface Outcome {

    /** It is told from now on. */
    record Opened(LiveStream stream) implements Outcome {}

    /** The session is over. */
    record SignedOut() implements Outcome {}

    /** There are too many streams on this server, or it is about to stop. */
    record Full(Duration retryAfter) implements Outcome {}
  }
}
