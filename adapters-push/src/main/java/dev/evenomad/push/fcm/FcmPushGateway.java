package dev.evenomad.push.fcm;

import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.notification.PushOutcome.Accepted;
import dev.evenomad.domain.notification.PushOutcome.Misconfigured;
import dev.evenomad.domain.notification.PushOutcome.Rejected;
import dev.evenomad.domain.notification.PushOutcome.TokenInvalid;
import dev.evenomad.domain.notification.PushOutcome.TryLater;
import dev.evenomad.push.fcm.AccessTokens.Grant;
import dev.evenomad.push.fcm.Senders.Sender;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one message at a time for each caller, and for all callers as many as the settings say. */
final class FcmPushGateway implements PushGateway {
  private static final Logger LOG = LoggerFactory.getLogger(FcmPushGateway.class);
  private static final Duration OUTAGE_WAIT = Duration.ofSeconds(10);
  private static final Duration WARNING_INTERVAL = Duration.ofMinutes(1);

  /** To a topic, because that takes no device's token. */
  private static final FcmMessage.Sendable TRIAL =
      new FcmMessage.Sendable(
          """
          {"validate_only":true,"message":{"topic":"nomad-trial","data":{"type":"trial"}}}\
          """);

  private final Duration timeout;
  private final Semaphore free;
  private final Senders senders;
  private final BoundedHttp http;
  private final InstantSource clock;
  private final AtomicReference<Instant> warnedAt = new AtomicReference<>(Instant.EPOCH);

  FcmPushGateway(FcmSettings settings, Senders senders, BoundedHttp http, InstantSource clock) {
    this.timeout = settings.timeout();
    this.free = new Semaphore(settings.maxConcurrent());
    this.senders = senders;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public PushOutcome send(PushMessage message) {
    PushOutcome outcome =
        switch (FcmMessage.of(message, clock.instant())) {
          case FcmMessage.Refused refused -> new Rejected(refused.why());
          case FcmMessage.Sendable sendable -> whenFree(sendable);
        };
    log(message, outcome);
    return outcome;
  }

  /** What becomes of a message that FCM is told to check and not to deliver. */
  PushOutcome trial() {
    return whenFree(TRIAL);
  }

  private PushOutcome whenFree(FcmMessage.Sendable message) {
    try {
      if (!free.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        return new TryLater(OUTAGE_WAIT, "too many messages are under way to FCM");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new TryLater(OUTAGE_WAIT, "interrupted before the message was sent");
    }
    try {
      return asWhoeverMay(message);
    } finally {
      free.release();
    }
  }

  /** Whoever Google refuses may have been replaced a moment ago. */
  private PushOutcome asWhoeverMay(FcmMessage.Sendable message) {
    Sender sender = senders.current();
    PushOutcome outcome = as(sender, message);
    return outcome instanceof Misconfigured
        ? senders.insteadOf(sender).map(other -> as(other, message)).orElse(outcome)
        : outcome;
  }

  private PushOutcome as(Sender sender, FcmMessage.Sendable message) {
    return switch (sender.tokens().current()) {
      case Grant.Denied denied -> denied.outcome();
      case Grant.Token token -> {
        try {
          FcmAnswer answer = post(message, sender, token);
          yield answer.accessTokenRefused()
              ? withTokenInsteadOf(token, sender, message)
              : answer.outcome();
        } catch (IOException e) {
          yield unreachable(e);
        }
      }
    };
  }

  private PushOutcome withTokenInsteadOf(
      Grant.Token refused, Sender sender, FcmMessage.Sendable message) throws IOException {
    return switch (sender.tokens().insteadOf(refused)) {
      case Grant.Denied denied -> denied.outcome();
      case Grant.Token token -> post(message, sender, token).outcome();
    };
  }

  private FcmAnswer post(FcmMessage.Sendable message, Sender sender, Grant.Token token)
      throws IOException {
    HttpResponse<byte[]> response =
        http.send(
            HttpRequest.newBuilder(sender.sendUri())
                .header("Authorization", "Bearer " + token.value())
                .header("Content-Type", "application/json; charset=UTF-8")
                .POST(BodyPublishers.ofString(message.json())));
    return FcmAnswer.of(
        response.statusCode(),
        response
            .headers()
            .firstValue("Retry-After")
            .flatMap(header -> RetryAfter.parse(header, clock.instant())),
        response.body());
  }

  /** Without the exception's message, which can quote what was sent or received. */
  private static PushOutcome unreachable(IOException e) {
    return new TryLater(OUTAGE_WAIT, "FCM gave no answer: " + e.getClass().getSimpleName());
  }

  /** A wrong configuration fails every message, so it is told once in a while. */
  private void log(PushMessage message, PushOutcome outcome) {
    switch (outcome) {
      case Accepted accepted -> {}
      case Misconfigured wrong -> {
        Instant now = clock.instant();
        Instant before = warnedAt.get();
        if (now.isAfter(before.plus(WARNING_INTERVAL)) && warnedAt.compareAndSet(before, now)) {
          LOG.warn("Push is not configured rightly: {}", wrong.why());
        }
        tell(message, wrong.why());
      }
      case TokenInvalid invalid -> tell(message, invalid.why());
      case Rejected rejected -> tell(message, rejected.why());
      case TryLater later -> tell(message, later.why());
    }
  }

  private static void tell(PushMessage message, String why) {
    LOG.debug("A push to {} was not sent: {}", message.device(), why);
  }
}
