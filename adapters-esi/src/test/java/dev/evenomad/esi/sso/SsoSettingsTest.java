package dev.evenomad.esi.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.secret.Secret;
import dev.evenomad.esi.http.HttpSettings;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SsoSettingsTest {

  private static final Secret SECRET = Secret.of("hidden-client-secret");
  private static final URI CALLBACK = URI.create("https://nomad.example.org/v1/auth/callback");
  private static final String AGENT = "Nomad/1 (a@b.org)";
  private static final SsoSettings SETTINGS = SsoSettings.of("client", SECRET, CALLBACK, AGENT);

  @Test
  void defaultsArePinned() {
    assertThat(SETTINGS)
        .isEqualTo(
            new SsoSettings(
                URI.create("https://login.eveonline.com"),
                "client",
                SECRET,
                CALLBACK,
                Set.of(
                    "https://login.eveonline.com",
                    "https://login.eveonline.com/",
                    "login.eveonline.com"),
                HttpSettings.of(AGENT)));
  }

  @Test
  void anotherAddressChangesNothingElse() {
    assertThat(SETTINGS.at(URI.create("http://localhost:8080/sso/")))
        .isEqualTo(
            new SsoSettings(
                URI.create("http://localhost:8080/sso"),
                "client",
                SECRET,
                CALLBACK,
                SETTINGS.issuers(),
                SETTINGS.http()));
  }

  @Test
  void refusesWhatCannotWorkWithoutQuotingTheSecret() {
    assertRefused("client id", () -> SsoSettings.of("", SECRET, CALLBACK, AGENT));
    assertRefused("client id", () -> SsoSettings.of("a:b", SECRET, CALLBACK, AGENT));
    assertRefused(
        "client secret",
        () -> SsoSettings.of("client", Secret.of("hidden secret"), CALLBACK, AGENT));
    assertRefused(
        "callback", () -> SsoSettings.of("client", SECRET, URI.create("/callback"), AGENT));
    assertRefused(
        "callback",
        () -> SsoSettings.of("client", SECRET, URI.create("https://a.example.org#b"), AGENT));
    assertRefused(
        "issuer",
        () ->
            new SsoSettings(
                SETTINGS.base(), "client", SECRET, CALLBACK, Set.of(), SETTINGS.http()));
    assertRefused("EVE SSO", () -> SETTINGS.at(URI.create("login.eveonline.com")));
    assertThat(SETTINGS.toString()).doesNotContain("hidden");
  }

  private static void assertRefused(String what, Runnable construction) {
    assertThatIllegalArgumentException()
        .isThrownBy(construction::run)
        .withMessageContaining(what)
        .satisfies(refusal -> assertThat(refusal.toString()).doesNotContain("hidden"));
  }
}
