package dev.evenomad.application.live;

import dev.evenomad.application.live.LiveStream.Ending;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.session.SessionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the open streams of users and sessions. Thread-safe. */
final class OpenStreams {

  private final int mostOfUser;
  private final int most;

  /** Of each user, the oldest first. */
  private final Map<UserId, List<LiveStream>> ofUsers = new HashMap<>();

  private final Map<SessionId, List<LiveStream>> ofSessions = new HashMap<>();
  private int count;
  private boolean shut;

  OpenStreams(int mostOfUser, int most) {
    this.mostOfUser = mostOfUser;
    this.most = most;
  }

  /** Whether there is room; the user's oldest one has to go if they have too many. */
  boolean add(LiveStream stream) {
    Optional<LiveStream> oldest = Optional.empty();
    synchronized (this) {
      if (shut) {
        return false;
      }
      List<LiveStream> others = ofUsers.getOrDefault(stream.user(), List.of());
      if (others.size() >= mostOfUser) {
        oldest = Optional.of(others.getFirst());
        remove(others.getFirst());
      }
      if (count >= most) {
        return false;
      }
      ofUsers.computeIfAbsent(stream.user(), any -> new ArrayList<>(1)).add(stream);
      ofSessions.computeIfAbsent(stream.session(), any -> new ArrayList<>(1)).add(stream);
      count++;
    }
    oldest.ifPresent(one -> one.end(Ending.TOO_MANY));
    return true;
  }

  synchronized void remove(LiveStream stream) {
    if (remove(ofUsers, stream.user(), stream)) {
      remove(ofSessions, stream.session(), stream);
      count--;
    }
  }

  private static <K> boolean remove(Map<K, List<LiveStream>> map, K key, LiveStream stream) {
    List<LiveStream> streams = map.getOrDefault(key, List.of());
    boolean removed = !streams.isEmpty() && streams.remove(stream);
    if (removed && streams.isEmpty()) {
      map.remove(key);
    }
    return removed;
  }

  /** All of these users. */
  synchronized List<LiveStream> of(Set<UserId> users) {
    return users.stream().flatMap(user -> ofUsers.getOrDefault(user, List.of()).stream()).toList();
  }

  synchronized List<LiveStream> of(SessionId session) {
    return List.copyOf(ofSessions.getOrDefault(session, List.of()));
  }

  synchronized Collection<LiveStream> all() {
    return ofUsers.values().stream().flatMap(List::stream).toList();
  }

  synchronized int count() {
    return count;
  }

  /** Takes no more; returns those that are open. */
  synchronized Collection<LiveStream> shut() {
    shut = true;
    return all();
  }
}
