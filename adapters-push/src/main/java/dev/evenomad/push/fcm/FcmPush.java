package dev.evenomad.push.fcm;

import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.push.sending.BoundedHttp;
import java.net.http.HttpClient;
import java.time.InstantSource;

/**
 * Push through Firebase Cloud Messaging: the entry to this adapter. Opening it contacts nobody; the
 * first message does. Thread-safe.
 */
public final class FcmPush implements AutoCloseable {
  private final BoundedHttp http;
  private final FcmPushGateway gateway;

  FcmPush(FcmSettings settings, InstantSource clock, HttpClient client) {
    http = new BoundedHttp(client, settings.timeout());
    gateway = new FcmPushGateway(settings, new Senders(settings, http, clock), http, clock);
  }

  /**
   * Opens push for the project of {@code settings}.
   *
   * @param clock for the times inside messages and of {@code Retry-After}; the age of access tokens
   *     is a matter between Google's library and the system clock
   */
  public static FcmPush open(FcmSettings settings, InstantSource clock) {
    return new FcmPush(settings, clock, BoundedHttp.client(settings.timeout()).build());
  }

  /**
   * Has FCM judge a message that it delivers to nobody: to see whether push can be used.
   *
   * @param clock as in {@link #open}
   * @return {@link PushOutcome.Accepted} if so; {@link PushOutcome.Misconfigured} if Google does
   *     not accept the service account; {@link PushOutcome.TryLater} if Google cannot be reached
   */
  public static PushOutcome check(FcmSettings settings, InstantSource clock) {
    try (FcmPush push = open(settings, clock)) {
      return push.gateway.trial();
    }
  }

  /**
   * Sends to FCM. An answer may take the time of five HTTP exchanges: the wait for a free one, the
   * access token, the message, and the last two again after a refused access token. If the service
   * account is in a file and Google refuses it, whoever is in the file by then is tried, which may
   * take as long again.
   */
  public PushGateway gateway() {
    return gateway;
  }

  /** Lets the messages under way end and closes the connections; what is sent later comes back. */
  @Override
  public void close() {
    http.close();
  }
}
