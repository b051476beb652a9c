package dev.evenomad.testkit.memory;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.live.LiveEvent;
import dev.evenomad.domain.live.LiveEvents;
import dev.evenomad.domain.live.LivePosition;
import dev.evenomad.testkit.memory.Tables.Stored;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * {@link LiveEvents} in memory. Transactions come one after the other, so that events are numbered
 * in the order of their commits. Listeners hear of news on the thread that made them.
 */
final class InMemoryLiveEvents implements LiveEvents {

  private final Tables tables;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean silent;
  private long last;

  InMemoryLiveEvents(Tables tables) {
    this.tables = tables;
    tables.sessionEnds.add(session -> tell(listener -> listener.ended(session.id())));
  }

  @Override
  public void add(List<LiveEvent> events, Instant now) {
    tables.transactions.run(
        () -> {
          for (LiveEvent event : events) {
            tables.requireUser(event.user());
            last++;
            tables.liveEvents.insert(new Stored(last, event, now));
          }
          Set<UserId> users = events.stream().map(LiveEvent::user).collect(Collectors.toSet());
          tables.transactions.onCommit(() -> tell(listener -> listener.added(users)));
        });
  }

  /** Does that, and no listener hears of it. */
  void withoutNews(Runnable work) {
    silent = true;
    try {
      work.run();
    } finally {
      silent = false;
    }
  }

  void newsMayHaveBeenMissed() {
    tell(Listener::missed);
  }

  private void tell(Consumer<Listener> news) {
    if (!silent) {
      listeners.forEach(news);
    }
  }

  @Override
  public Look after(Map<UserId, LivePosition> positions, Instant now) {
    return tables.transactions.call(
        () ->
            new Look(
                tables
                    .liveEvents
                    .select(
                        stored -> {
                          LivePosition position = positions.get(stored.event().user());
                          return position != null && at(stored, now).isAfter(position);
                        })
                    .stream()
                    .sorted(Comparator.comparingLong(Stored::number))
                    .map(stored -> new Entry(at(stored, now), stored.event()))
                    .toList(),
                new LivePosition(last, 0, now)));
  }

  private static LivePosition at(Stored stored, Instant now) {
    return new LivePosition(stored.number(), 0, now);
  }

  @Override
  public int removeBefore(Instant instant, int limit) {
    return tables.liveEvents.removeEarliest(
        stored -> stored.at().isBefore(instant), Stored::at, limit);
  }

  @Override
  public void listen(Listener listener) {
    listeners.add(listener);
  }
}
