package dev.evenomad.esi.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.esi.http.HttpSettings;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class EsiSettingsTest {

  private static final String AGENT = "Nomad/1 (a@b.org)";
  private static final HttpSettings HTTP = HttpSettings.of(AGENT);
  private static final URI BASE = URI.create("https://esi.evetech.net");
  private static final LocalDate DATE = LocalDate.of(2026, 8, 4);
  private static final Duration DELAY = Duration.ofMillis(250);

  @Test
  void defaultsArePinned() {
    assertThat(EsiSettings.of(AGENT)).isEqualTo(new EsiSettings(BASE, DATE, HTTP, 20, DELAY));
  }

  @Test
  void anotherAddressChangesNothingElse() {
    assertThat(EsiSettings.of(AGENT).at(URI.create("http://localhost:8080/esi/")))
        .isEqualTo(new EsiSettings(URI.create("http://localhost:8080/esi"), DATE, HTTP, 20, DELAY));
  }

  @Test
  void refusesWhatCannotWork() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EsiSettings.of(AGENT).at(URI.create("esi.evetech.net")))
        .withMessageContaining("ESI");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EsiSettings(BASE, LocalDate.of(2019, 12, 31), HTTP, 20, DELAY))
        .withMessageContaining("compatibility date");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EsiSettings(BASE, DATE, HTTP, 0, DELAY))
        .withMessageContaining("concurrent calls");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EsiSettings(BASE, DATE, HTTP, 20, Duration.ofMillis(-1)))
        .withMessageContaining("retry delay");
  }
}
