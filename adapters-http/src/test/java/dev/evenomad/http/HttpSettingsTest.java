package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which settings make sense. */
final class HttpSettingsTest {

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void refusesWhatIsNoPort(int port) {
    assertThatThrownBy(() -> new HttpSettings("127.0.0.1", port, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 to 65535");
  }

  @Test
  void refusesAHostWithoutAName() {
    assertThatThrownBy(() -> new HttpSettings(" ", 8080, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nomad.example", "ftp://nomad.example", "https:nomad", "/api"})
  void refusesAPublicUrlThatIsNone(String url) {
    assertThatThrownBy(() -> new HttpSettings("127.0.0.1", 8080, Optional.of(URI.create(url))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(url);
  }

  @Test
  void knowsWhetherClientsComeByHttps() {
    assertThat(with("https://nomad.example/api").encrypted()).isTrue();
    assertThat(with("HTTPS://nomad.example").encrypted()).isTrue();
    assertThat(with("http://localhost:8080").encrypted()).isFalse();
    assertThat(new HttpSettings("::1", 0, Optional.empty()).encrypted()).isFalse();
  }

  private static HttpSettings with(String url) {
    return new HttpSettings("127.0.0.1", 8080, Optional.of(URI.create(url)));
  }
}
