package dev.evenomad.push.fcm;

import dev.evenomad.domain.notification.PushOutcome.Misconfigured;
import dev.evenomad.push.fcm.AccessTokens.Grant;
import dev.evenomad.push.sending.BoundedHttp;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As whom messages are sent: the service account of the settings or, if that is in a file, the one
 * that is in it by now. The file, two kilobytes, is read while messages are sent: every few seconds
 * at most, and at once when Google refuses whoever sends. A new service account takes over when
 * Google has given it an access token. Until then, and while the file is broken or gone, the one
 * before stays. Thread-safe.
 */
final class Senders {

  /**
   * Somebody to send as.
   *
   * @param sendUri where to post the messages
   */
  record Sender(URI sendUri, AccessTokens tokens) {}

  private static final Logger LOG = LoggerFactory.getLogger(Senders.class);
  private static final Duration READING_INTERVAL = Duration.ofSeconds(5);

  private final FcmSettings settings;
  private final BoundedHttp http;
  private final InstantSource clock;

  private volatile Sender current;
  private volatile Instant readAt = Instant.MIN;
  private final AtomicLong readings = new AtomicLong();

  /** Whoever holds it reads the file; nobody else touches what follows. */
  private final ReentrantLock reading = new ReentrantLock();

  private String inUse;
  private Optional<String> told = Optional.empty();

  Senders(FcmSettings settings, BoundedHttp http, InstantSource clock) {
    this.settings = settings;
    this.http = http;
    this.clock = clock;
    this.inUse = settings.serviceAccount();
    this.current = sender(ServiceAccount.parse(inUse));
  }

  private Sender sender(ServiceAccount account) {
    return new Sender(settings.sendUri(account), new AccessTokens(account, http, clock));
  }

  /** Whom to send as now. */
  Sender current() {
    // Nobody waits for somebody else who reads.
    if (settings.file().isPresent() && isToBeRead(clock.instant()) && reading.tryLock()) {
      try {
        read(settings.file().get());
      } finally {
        reading.unlock();
      }
    }
    return current;
  }

  /** Also if the clock was put back. */
  private boolean isToBeRead(Instant now) {
    return now.isBefore(readAt) || !now.isBefore(readAt.plus(READING_INTERVAL));
  }

  /** Whom to send as after Google has refused {@code refused}; empty if there is nobody else. */
  Optional<Sender> insteadOf(Sender refused) {
    if (settings.file().isPresent()) {
      long before = readings.get();
      reading.lock();
      try {
        // Of many who were refused, one reads for all.
        if (readings.get() == before) {
          read(settings.file().get());
        }
      } finally {
        reading.unlock();
      }
    }
    return Optional.of(current).filter(sender -> !sender.equals(refused));
  }

  private void read(Path file) {
    readAt = clock.instant();
    try {
      String json = FcmSettings.read(file);
      if (json.equals(inUse)) {
        told = Optional.empty();
      } else {
        take(json, ServiceAccount.parse(json));
      }
    } catch (IllegalArgumentException e) {
      // Its message names cause and cure, and nothing of the key.
      tell(String.valueOf(e.getMessage()));
    } finally {
      readings.incrementAndGet();
    }
  }

  private void take(String json, ServiceAccount account) {
    Sender sender = sender(account);
    switch (sender.tokens().current()) {
      case Grant.Token token -> {
        inUse = json;
        current = sender;
        told = Optional.empty();
        LOG.info(
            "Push is sent as {} for the project {} from now on",
            account.clientEmail(),
            settings.projectOf(account));
      }
      case Grant.Denied denied -> {
        // An outage passes, and the next reading tries again.
        if (denied.outcome() instanceof Misconfigured wrong) {
          tell(
              wrong.why()
                  + "; put a key into the file "
                  + settings.file().orElseThrow()
                  + " that the Firebase console (project settings, service accounts) shows as"
                  + " valid");
        }
      }
    }
  }

  /** The same trouble once, however often it is met. */
  private void tell(String trouble) {
    if (!told.equals(Optional.of(trouble))) {
      told = Optional.of(trouble);
      LOG.warn(
          "The FCM service account in use stays, because a new one cannot be used: {}", trouble);
    }
  }
}
