package dev.evenomad.esi.sso;

import static dev.evenomad.esi.http.LoopbackServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SsoStateIT {

  private static final InstantSource CLOCK = InstantSource.system();

  private final SimulatedSso eve = new SimulatedSso(CLOCK);

  @AfterEach
  void close() {
    eve.close();
  }

  @Test
  void whatEvePublishesIsEnoughToSignIn() {
    assertThat(Sso.check(eve.settings(), CLOCK))
        .isInstanceOfSatisfying(
            SsoState.Usable.class,
            usable -> {
              assertThat(usable.issuer()).isEqualTo("https://login.eveonline.com");
              assertThat(usable.keys()).isEqualTo(2);
              assertThat(usable.clockAhead().orElseThrow().abs())
                  .isLessThan(Duration.ofSeconds(30));
            });
    assertThat(eve.server.requests()).allMatch(asked -> asked.header("Authorization").isEmpty());
  }

  @Test
  void aClockThatIsBehindOursIsSeen() {
    Instant ahead = Instant.now().plus(Duration.ofHours(1));

    assertThat(Sso.check(eve.settings(), InstantSource.fixed(ahead)))
        .isInstanceOfSatisfying(
            SsoState.Usable.class,
            usable ->
                assertThat(usable.clockAhead().orElseThrow())
                    .isBetween(Duration.ofMinutes(-61), Duration.ofMinutes(-59)));
  }

  @Test
  void withoutS256NobodySignsIn() {
    eve.server.on(
        SimulatedSso.METADATA,
        answer(200, SimulatedSso.metadata(eve.server.base()).replace("S256", "plain")));

    assertThat(Sso.check(eve.settings(), CLOCK))
        .isEqualTo(new SsoState.Unusable("its metadata does not offer PKCE with S256"));
  }

  @Test
  void anotherIssuerIsNotEve() {
    eve.server.on(
        SimulatedSso.METADATA,
        answer(
            200,
            SimulatedSso.metadata(eve.server.base()).replace("login.eveonline.com", "evil.test")));

    assertThat(Sso.check(eve.settings(), CLOCK))
        .isEqualTo(
            new SsoState.Unusable(
                "its metadata cannot be read: the metadata is of another issuer"));
  }

  @Test
  void withoutKeysNobodySignsIn() {
    eve.server.on(SimulatedSso.JWKS, answer(200, SimulatedSso.keySet()));

    assertThat(Sso.check(eve.settings(), CLOCK))
        .isEqualTo(
            new SsoState.Unusable(
                "its keys cannot be read: the key set holds no key for RS256 or ES256"));
  }

  @Test
  void silenceIsToldByItsKindAlone() {
    eve.server.on(SimulatedSso.METADATA, eve.server.silence());

    assertThat(Sso.check(eve.settings(Duration.ofMillis(200)), CLOCK))
        .isEqualTo(new SsoState.Unusable("its metadata cannot be read: HttpTimeoutException"));
  }
}
