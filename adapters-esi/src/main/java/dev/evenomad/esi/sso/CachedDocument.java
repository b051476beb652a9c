package dev.evenomad.esi.sso;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A document of EVE SSO that is kept for a while. One thread reads it at a time; the others wait
 * only if there is no copy at all. A copy that cannot be renewed stays in use. Thread-safe.
 */
final class CachedDocument<T> {

  private static final Logger LOG = LoggerFactory.getLogger(CachedDocument.class);

  /** As long as CCP's own example keeps it. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);
  private static final Duration PAUSE_BETWEEN_RENEWALS = Duration.ofSeconds(30);

  private final String name;
  private final Reader<T> reader;
  private final InstantSource clock;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Copy<T> copy;
  private Instant lastAttempt = Instant.MIN;
  private Instant lastRenewal = Instant.MIN;
  private boolean lastReadSucceeded;

  CachedDocument(String name, Reader<T> reader, InstantSource clock) {
    this.name = name;
    this.reader = reader;
    this.clock = clock;
  }

  /** The document, stale if it cannot be renewed; empty if it was never read. */
  Optional<T> current() {
    if (fresh()) {
      return known();
    }
    if (copy == null) {
      reading.lock();
    } else if (!reading.tryLock()) {
      return known();
    }
    try {
      if (!fresh() && lastAttempt.plus(PAUSE_AFTER_FAILURE).isBefore(clock.instant())) {
        read();
      }
    } finally {
      reading.unlock();
    }
    return known();
  }

  /**
   * Reads the document again before its time, unless that was done a moment ago: whoever makes us
   * do so must not make us flood EVE.
   *
   * @return whether the copy is now a recent one
   */
  boolean renew() {
    reading.lock();
    try {
      Instant now = clock.instant();
      if (lastRenewal.plus(PAUSE_BETWEEN_RENEWALS).isBefore(now)) {
        lastRenewal = now;
        read();
      }
      return lastReadSucceeded;
    } finally {
      reading.unlock();
    }
  }

  private void read() {
    lastAttempt = clock.instant();
    try {
      copy = new Copy<>(reader.read(), lastAttempt);
      lastReadSucceeded = true;
    } catch (IOException e) {
      lastReadSucceeded = false;
      LOG.warn("the {} of EVE SSO cannot be read: {}", name, e.toString());
    }
  }

  private boolean fresh() {
    Copy<T> known = copy;
    return known != null && known.readAt().plus(FRESH).isAfter(clock.instant());
  }

  private Optional<T> known() {
    return Optional.ofNullable(copy).map(Copy::value);
  }

  private record Copy<T>(T value, Instant readAt) {}

  /** Reads the document. */
  @FunctionalInterface
  interface Reader<T> {
    T read() throws IOException;
  }
}
