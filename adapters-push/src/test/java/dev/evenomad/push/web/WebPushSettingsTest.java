package dev.evenomad.push.web;

import static dev.evenomad.push.web.FakePushService.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebPushSettingsTest {

  @ParameterizedTest
  @ValueSource(strings = {"mailto:pilot@example.org", "https://example.org/contact"})
  void aPushServiceCanTurnToAMailboxOrASite(String subject) {
    assertThat(WebPushSettings.of(KEY, subject).subject()).isEqualTo(subject);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pilot@example.org",
        "mailto:",
        "mailto:<pilot@example.org>",
        "mailto:a\"b@example.org",
        "http://example.org",
        "https:",
        "https://exa\"mple.org"
      })
  void anythingElseIsNoSubject(String subject) {
    assertThatThrownBy(() -> WebPushSettings.of(KEY, subject))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mailto:pilot@example.org");
  }

  @Test
  void limitsAreChecked() {
    WebPushSettings settings = WebPushSettings.of(KEY, "https://example.org");

    assertThatThrownBy(() -> settings.withLimits(Duration.ofMillis(9), 1))
        .hasMessageContaining("10 ms to 5 min");
    assertThatThrownBy(() -> settings.withLimits(Duration.ofSeconds(1), 0))
        .hasMessageContaining("1 to 10,000");
  }

  @Test
  void trustIsAMatterOfOrigins() {
    assertThat(
            WebPushSettings.of(KEY, "https://example.org")
                .trusting(Set.of(URI.create("HTTP://Localhost:8090/webpush")))
                .trustedOrigins())
        .containsExactly(URI.create("http://localhost:8090"));
  }

  @Test
  void thePrivateKeyIsNotShown() {
    assertThat(WebPushSettings.of(KEY, "https://example.org"))
        .asString()
        .doesNotContain(KEY.privateKey().reveal());
  }
}
