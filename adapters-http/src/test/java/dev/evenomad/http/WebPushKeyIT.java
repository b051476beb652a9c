package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What browsers need to subscribe. */
final class WebPushKeyIT {

  private static final HttpSettings SETTINGS = new HttpSettings("127.0.0.1", 0, Optional.empty());

  @Test
  void whoIsNotSignedInGetsTheKey() {
    try (Api api = new Api(SETTINGS.withWebPushKey(Optional.of("BPublicKey")), List.of())) {
      assertThat(api.get("/v1/push/web-key").is(200).body())
          .isEqualTo("{\"publicKey\":\"BPublicKey\"}");
    }
  }

  @Test
  void withoutOneTheOperatorIsToldWhatToSet() {
    try (Api api = new Api(SETTINGS, List.of())) {
      assertThat(api.get("/v1/push/web-key").isProblem(404, "web_push_not_configured").body())
          .contains("VAPID_PRIVATE_KEY");
    }
  }
}
