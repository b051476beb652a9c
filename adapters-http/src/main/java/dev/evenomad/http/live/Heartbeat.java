package dev.evenomad.http.live;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.live.LiveStreams;
import io.micronaut.context.annotation.Bean;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One timer for all streams: ends those whose session has expired, within a second, and lets each
 * beat every 20 seconds, in turns. Thread-safe.
 */
@Singleton
@Bean(preDestroy = "close")
final class Heartbeat {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  /** Proxies and mobile networks drop what is silent for a minute; so does this server. */
  private static final int SECONDS = 20;

  private final LiveStreams streams;

  /** Those that beat in the same second, with as many others in the next. */
  private final List<Set<EventStream>> turns =
      Stream.<Set<EventStream>>generate(ConcurrentHashMap::newKeySet).limit(SECONDS).toList();

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("live-heartbeat").daemon().factory());
  private int second;

  Heartbeat(Nomad nomad) {
    this.streams = nomad.liveStreams();
    var _ = timer.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  void add(EventStream body) {
    turnOf(body).add(body);
  }

  void remove(EventStream body) {
    turnOf(body).remove(body);
  }

  private Set<EventStream> turnOf(EventStream body) {
    return turns.get(Math.floorMod(System.identityHashCode(body), SECONDS));
  }

  private void tick() {
    second = (second + 1) % SECONDS;
    // What is thrown would end the timer, and with it all streams.
    try {
      turns.get(second).forEach(EventStream::beat);
      streams.endExpired();
    } catch (RuntimeException e) {
      LOG.warn("a look after the live streams broke off; the next one is in a second", e);
    }
  }

  void close() {
    timer.shutdownNow();
  }
}
