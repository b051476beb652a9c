package dev.evenomad.application.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LoginSettingsTest {

  @Test
  void takesAppSchemesHttpsAndTheLocalMachine() {
    Set<URI> addresses =
        Set.of(
            URI.create("evenomad://signed-in"),
            URI.create("https://app.example/signed-in?x=1"),
            URI.create("http://localhost:3000/"),
            URI.create("http://127.0.0.1/"),
            URI.create("http://[::1]:8080/"));

    assertThat(LoginSettings.forApps(addresses).redirectUris()).isEqualTo(addresses);
  }

  @Test
  void allowsAnAddressCharacterByCharacter() {
    LoginSettings settings =
        LoginSettings.forApps(
            Set.of(URI.create("https://app.example/a%2fb"), URI.create("evenomad://signed-in")));

    assertThat(settings.allows(URI.create("https://app.example/a%2fb"))).isTrue();
    assertThat(settings.allows(URI.create("evenomad://signed-in"))).isTrue();
    for (String other :
        List.of(
            "https://APP.example/a%2fb",
            "HTTPS://app.example/a%2fb",
            "https://app.example/a%2Fb",
            "https://app.example:443/a%2fb",
            "EveNomad://signed-in",
            "evenomad://signed-in/")) {
      assertThat(settings.allows(URI.create(other))).as(other).isFalse();
    }
  }

  @Test
  void refusesAddressesThatWouldLeakACode() {
    for (String address :
        List.of(
            "http://app.example/",
            "http://localhost.evil.example/",
            "http://127.0.0.1.evil.example/",
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "JavaScript:alert(1)",
            "/relative",
            "https://app.example/#fragment")) {
      assertThatIllegalArgumentException()
          .as(address)
          .isThrownBy(() -> LoginSettings.forApps(Set.of(URI.create(address))))
          .withMessageContaining(address);
    }
  }

  @Test
  void refusesLifetimesThatAreNone() {
    Duration some = Duration.ofMinutes(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LoginSettings(Set.of(), Duration.ZERO, some, some));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LoginSettings(Set.of(), some, Duration.ofSeconds(-1), some));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LoginSettings(Set.of(), some, some, Duration.ZERO));
  }
}
