package dev.evenomad.esi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpSettingsTest {

  @Test
  void defaultsArePinned() {
    assertThat(HttpSettings.of("Nomad/1 (a@b.org)"))
        .isEqualTo(
            new HttpSettings(
                "Nomad/1 (a@b.org)", Duration.ofSeconds(5), Duration.ofSeconds(10), 4_194_304));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "EveNomad/1.0", "EveNomad (a@b.org)\r\nX: y", "Nömad (a@b.org)"})
  void theUserAgentHasAContactAndFitsIntoAHeader(String userAgent) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpSettings.of(userAgent))
        .withMessageContaining("contact");
  }

  @Test
  void timesAndSizesAreBounded() {
    String agent = "Nomad/1 (+https://example.org)";
    Duration ok = Duration.ofSeconds(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HttpSettings(agent, Duration.ZERO, ok, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HttpSettings(agent, ok, Duration.ZERO, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HttpSettings(agent, ok, Duration.ofSeconds(61), 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new HttpSettings(agent, ok, ok, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "esi.evetech.net",
        "/relative",
        "ftp://example.org",
        "https:///path",
        "https://user:pw@example.org",
        "https://example.org?a=b",
        "https://example.org#a"
      })
  void aBaseIsAPlainHttpAddress(String base) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpSettings.requireBase("ESI", URI.create(base)))
        .withMessageStartingWith("the address of ESI must be");
  }

  @Test
  void aSlashAtTheEndOfABaseSaysNothing() {
    assertThat(HttpSettings.requireBase("ESI", URI.create("http://localhost:8080/esi/")))
        .isEqualTo(URI.create("http://localhost:8080/esi"));
  }
}
