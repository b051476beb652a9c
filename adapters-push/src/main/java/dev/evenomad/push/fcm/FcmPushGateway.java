package dev.evenomad.push.fcm;

import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.notification.PushOutcome.Misconfigured;
import dev.evenomad.domain.notification.PushOutcome.Rejected;
import dev.evenomad.domain.notification.PushOutcome.TryLater;
import dev.evenomad.push.fcm.AccessTokens.Grant;
import dev.evenomad.push.fcm.Senders.Sender;
import dev.evenomad.push.sending.BoundedHttp;
import dev.evenomad.push.sending.ConcurrencyLimit;
import dev.evenomad.push.sending.OutcomeLog;
import dev.evenomad.push.sending.RetryAfter;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.LoggerFactory;

/** Sends one message at a time for each caller, and for all callers as many as the settings say. */
final class FcmPushGateway implements PushGateway {
  private static final Duration OUTAGE_WAIT = Duration.ofSeconds(10);

  /** To a topic, because that takes no device's token. */
  private static final FcmMessage.Sendable TRIAL =
      new FcmMessage.Sendable(
          """
          {"validate_only":true,"message":{"topic":"nomad-trial","data":{"type":"trial"}}}\
          """);

  private final ConcurrencyLimit limit;
  private final Senders senders;
  private final BoundedHttp http;
  private final InstantSource clock;
  private final OutcomeLog log;

  FcmPushGateway(FcmSettings settings, Senders senders, BoundedHttp http, InstantSource clock) {
    this.limit = new ConcurrencyLimit("FCM", settings.maxConcurrent(), settings.timeout());
    this.senders = senders;
    this.http = http;
    this.clock = clock;
    this.log = new OutcomeLog(LoggerFactory.getLogger(FcmPushGateway.class), clock);
  }

  @Override
  public PushOutcome send(PushMessage message) {
    PushOutcome outcome =
        switch (FcmMessage.of(message, clock.instant())) {
          case FcmMessage.Refused refused -> new Rejected(refused.why());
          case FcmMessage.Sendable sendable -> limit.call(() -> asWhoeverMay(sendable));
        };
    log.note(message, outcome);
    return outcome;
  }

  /** What becomes of a message that FCM is told to check and not to deliver. */
  PushOutcome trial() {
    return limit.call(() -> asWhoeverMay(TRIAL));
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
}
