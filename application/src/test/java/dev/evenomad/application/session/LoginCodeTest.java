package dev.evenomad.application.session;

import static dev.evenomad.testkit.memory.NomadFixture.VERIFIER;
import static dev.evenomad.testkit.memory.NomadFixture.codeOf;
import static dev.evenomad.testkit.memory.NomadFixture.stateOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.session.Session;
import dev.evenomad.testkit.memory.NomadFixture;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LoginCodeTest {

  private static final CodeVerifier THIEF = new CodeVerifier(Secret.of("t".repeat(43)));

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final Secret code = codeOf(fixture.comeBack(fixture.goToEve(Optional.empty()), ada));

  @Test
  void opensOneSessionOnly() {
    assertThat(redeem(code, VERIFIER)).isPresent();

    assertThat(redeem(code, VERIFIER)).isEmpty();
  }

  @Test
  void isOfUseToNobodyElseAndDeadOnceSomebodyElseTried() {
    assertThat(redeem(code, THIEF)).isEmpty();

    assertThat(redeem(code, VERIFIER)).isEmpty();
  }

  @Test
  void livesForAMinute() {
    Secret other = codeOf(fixture.comeBack(fixture.goToEve(Optional.empty()), ada));
    fixture.clock.advance(Duration.ofSeconds(59));
    assertThat(redeem(other, VERIFIER)).isPresent();
    fixture.clock.advance(Duration.ofSeconds(1));

    assertThat(redeem(code, VERIFIER)).isEmpty();
  }

  @Test
  void cannotBeMadeUp() {
    assertThat(redeem(Secret.of("c".repeat(43)), VERIFIER)).isEmpty();
  }

  @Test
  void cannotBeReplacedByAnotherKindOfSecret() {
    OpenedSession session = redeem(code, VERIFIER).orElseThrow();
    URI authorization = fixture.goToEve(Optional.empty());
    Secret ticket = fixture.ticket(session);

    assertThat(redeem(stateOf(authorization), VERIFIER)).isEmpty();
    assertThat(redeem(ticket, VERIFIER)).isEmpty();

    assertThat(fixture.comeBack(authorization, ada)).hasParameter("code");
    assertThat(fixture.goToEve(Optional.of(ticket))).hasHost("sso.example");
  }

  @Test
  void opensASessionOnTheDeviceThatTheAppTells() {
    PushToken phone = new PushToken("phone-1");
    Device device = new Device(DeviceType.IOS, Optional.of(phone));

    OpenedSession opened =
        fixture.nomad.redeemLoginCode().redeem(code, VERIFIER, Optional.of(device)).orElseThrow();

    assertThat(fixture.stores.sessions().find(opened.session()))
        .flatMap(Session::device)
        .contains(device);
  }

  @Test
  void takesThePushTokenFromTheSessionThatHadIt() {
    PushToken phone = new PushToken("phone-1");
    OpenedSession before = fixture.signIn(ada, phone);

    OpenedSession after = fixture.signIn(ada, phone);

    assertThat(fixture.stores.sessions().find(after.session()))
        .flatMap(Session::pushToken)
        .contains(phone);
    assertThat(fixture.stores.sessions().find(before.session()))
        .flatMap(Session::device)
        .contains(new Device(DeviceType.ANDROID, Optional.empty()));
  }

  @Test
  void isStoredAsADigestOnlyAndSoIsTheToken() {
    OpenedSession opened = redeem(code, VERIFIER).orElseThrow();

    Session stored = fixture.stores.sessions().find(opened.session()).orElseThrow();
    assertThat(stored.token()).isEqualTo(opened.token().digest());
    assertThat(stored.toString()).doesNotContain(opened.token().reveal());
  }

  private Optional<OpenedSession> redeem(Secret presented, CodeVerifier verifier) {
    return fixture.nomad.redeemLoginCode().redeem(presented, verifier, Optional.empty());
  }
}
