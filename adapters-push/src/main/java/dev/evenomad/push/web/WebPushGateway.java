package dev.evenomad.push.web;

import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.notification.PushOutcome.Rejected;
import dev.evenomad.domain.notification.PushOutcome.TokenInvalid;
import dev.evenomad.domain.notification.PushOutcome.TryLater;
import dev.evenomad.push.sending.BoundedHttp;
import dev.evenomad.push.sending.ConcurrencyLimit;
import dev.evenomad.push.sending.OutcomeLog;
import dev.evenomad.push.sending.RetryAfter;
import java.io.IOException;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Sends one message at a time for each caller, and for all callers as many as the settings say. */
final class WebPushGateway implements PushGateway {
  private static final Duration OUTAGE_WAIT = Duration.ofSeconds(10);

  private final SealedRequests requests;
  private final EndpointPolicy policy;
  private final BoundedHttp http;
  private final InstantSource clock;
  private final ConcurrencyLimit limit;
  private final OutcomeLog log;

  WebPushGateway(
      WebPushSettings settings, EndpointPolicy policy, BoundedHttp http, InstantSource clock) {
    this.requests = new SealedRequests(settings, clock);
    this.policy = policy;
    this.http = http;
    this.clock = clock;
    this.limit =
        new ConcurrencyLimit("push services", settings.maxConcurrent(), settings.timeout());
    this.log = new OutcomeLog(LoggerFactory.getLogger(WebPushGateway.class), clock);
  }

  @Override
  public PushOutcome send(PushMessage message) {
    PushOutcome outcome =
        switch (WebMessage.of(message)) {
          case WebMessage.Refused refused -> new Rejected(refused.why());
          case WebMessage.Sendable sendable -> send(message, sendable);
        };
    log.note(message, outcome);
    return outcome;
  }

  private PushOutcome send(PushMessage message, WebMessage.Sendable sendable) {
    Subscription subscription;
    try {
      subscription = Subscription.parse(message.to());
    } catch (IllegalArgumentException e) {
      return new TokenInvalid(String.valueOf(e.getMessage()));
    }
    return limit.call(() -> post(subscription, sendable));
  }

  private PushOutcome post(Subscription subscription, WebMessage.Sendable message) {
    try {
      Optional<PushOutcome> refusal = policy.refusal(subscription.origin());
      return refusal.isPresent()
          ? refusal.get()
          : answer(http.send(requests.request(subscription, message))).outcome();
    } catch (UnknownHostException e) {
      return new TryLater(OUTAGE_WAIT, "the host of the push service is not known");
    } catch (IOException e) {
      // Without the exception's message, which can quote what was sent or received.
      return new TryLater(
          OUTAGE_WAIT, "the push service gave no answer: " + e.getClass().getSimpleName());
    }
  }

  private WebPushAnswer answer(HttpResponse<byte[]> response) {
    return WebPushAnswer.of(
        response.statusCode(),
        response.headers().firstValue("Location"),
        response
            .headers()
            .firstValue("Retry-After")
            .flatMap(header -> RetryAfter.parse(header, clock.instant())),
        response.body());
  }
}
