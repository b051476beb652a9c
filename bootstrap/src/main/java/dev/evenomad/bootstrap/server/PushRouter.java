package dev.evenomad.bootstrap.server;

import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.push.web.WebPush;
import java.util.Optional;

/**
 * Sends each message to the push service that its token is of: a browser's subscription by Web
 * Push, everything else by FCM, also the tokens that FCM gives to browsers.
 *
 * @param web empty if Web Push is not configured
 */
record PushRouter(PushGateway fcm, Optional<PushGateway> web) implements PushGateway {

  private static final PushOutcome NOT_CONFIGURED =
      new PushOutcome.Misconfigured(
          "a browser has subscribed to Web Push, which is not configured: set VAPID_PRIVATE_KEY and"
              + " VAPID_SUBJECT; ./nomad vapid-keys makes a key");

  @Override
  public PushOutcome send(PushMessage message) {
    return WebPush.isFor(message)
        ? web.map(gateway -> gateway.send(message)).orElse(NOT_CONFIGURED)
        : fcm.send(message);
  }
}
