package dev.evenomad.bootstrap.doctor;

import dev.evenomad.push.web.WebPushSettings;
import java.util.Optional;

/**
 * As whom browsers' push services know the server. They are not asked: each takes messages for its
 * own browsers only.
 *
 * @param settings empty if Web Push is not configured
 */
record WebPushCheck(Optional<WebPushSettings> settings) implements Check {

  static final String PART = "web-push";

  @Override
  public Finding run() {
    return settings
        .map(
            web ->
                Finding.ok(
                    PART,
                    "public key %s, subject %s".formatted(web.key().publicKey(), web.subject())))
        .orElseGet(
            () -> Finding.skipped(PART, "not configured; browsers get no pushes but through FCM"));
  }
}
