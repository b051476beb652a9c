package dev.evenomad.push.fcm;

import dev.evenomad.domain.notification.PushGateway;
import java.net.http.HttpClient;
import java.time.InstantSource;

/**
 * Push through Firebase Cloud Messaging: the entry to this adapter. Opening it contacts nobody; the
 * first message does. Thread-safe.
 */
public final class FcmPush implements AutoCloseable {
  private final BoundedHttp http;
  private final PushGateway gateway;

  FcmPush(FcmSettings settings, InstantSource clock, HttpClient client) {
    http = new BoundedHttp(client, settings.timeout());
    gateway = new FcmPushGateway(settings, new AccessTokens(settings, http, clock), http, clock);
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
   * Sends to FCM. An answer may take the time of five HTTP exchanges: the wait for a free one, the
   * access token, the message, and the last two again after a refused access token.
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
