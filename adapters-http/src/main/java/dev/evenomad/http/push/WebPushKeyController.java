package dev.evenomad.http.push;

import dev.evenomad.http.HttpSettings;
import dev.evenomad.http.error.MayAnswer;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.session.Public;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.tags.Tag;

@Controller("/v1/push/web-key")
@Public
@Tag(name = "Notifications")
@MayAnswer.Limited
final class WebPushKeyController {

  private final HttpSettings settings;

  WebPushKeyController(HttpSettings settings) {
    this.settings = settings;
  }

  /**
   * Tells with which key browsers subscribe to pushes. The push token of a browser is its
   * PushSubscription as JSON, without blanks.
   *
   * @return the public half of the server's VAPID key
   */
  @Get
  @MayAnswer.NotConfigured
  WebPushKeyView getWebPushKey() {
    return settings
        .webPushKey()
        .map(WebPushKeyView::new)
        .orElseThrow(Problem::webPushNotConfigured);
  }
}
