package dev.evenomad.push.web;

import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.push.sending.BoundedHttp;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.time.InstantSource;

/**
 * Push to browsers, each through the push service of its maker: the entry to this adapter. A
 * browser's push token is its subscription, as {@code JSON.stringify} writes it. Opening contacts
 * nobody. Thread-safe.
 */
public final class WebPush implements AutoCloseable {
  private final BoundedHttp http;
  private final WebPushGateway gateway;

  WebPush(
      WebPushSettings settings,
      InstantSource clock,
      HttpClient client,
      EndpointPolicy.Resolver resolver) {
    http = new BoundedHttp(client, settings.timeout());
    gateway =
        new WebPushGateway(
            settings, new EndpointPolicy(settings.trustedOrigins(), resolver), http, clock);
  }

  /**
   * Opens push to browsers.
   *
   * @param clock for {@code Retry-After} and the age of what is kept; what is signed is dated by
   *     the system clock
   */
  public static WebPush open(WebPushSettings settings, InstantSource clock) {
    return new WebPush(
        settings, clock, BoundedHttp.client(settings.timeout()).build(), InetAddress::getAllByName);
  }

  /**
   * Whether {@code message} is for a browser's subscription. Other tokens of browsers are those of
   * a push service that stands in between, as FCM does.
   */
  public static boolean isFor(PushMessage message) {
    return message.device() == DeviceType.WEB && message.to().value().startsWith("{");
  }

  /**
   * Sends to push services. An answer may take the time of two HTTP exchanges, of which one is the
   * wait for a free one, and of the machine's look-up of a name. What only takes alerts away is
   * rejected, because browsers show every push.
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
