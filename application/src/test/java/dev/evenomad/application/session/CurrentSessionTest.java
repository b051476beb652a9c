package dev.evenomad.application.session;

import static dev.evenomad.application.NomadFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.NomadFixture;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class CurrentSessionTest {

  private static final PushToken PHONE = new PushToken("phone-1");
  private static final Device DEVICE = new Device(DeviceType.IOS, Optional.of(PHONE));

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final OpenedSession opened = fixture.signIn(ada);
  private final CurrentSession sessions = fixture.nomad.currentSession();

  @Test
  void recognizesItsToken() {
    assertThat(sessions.authenticate(opened.session(), opened.token()))
        .map(Session::user)
        .contains(opened.user());
  }

  @Test
  void recognizesNoOtherToken() {
    OpenedSession other = fixture.signIn(ada);

    assertThat(sessions.authenticate(opened.session(), Secret.of("made-up"))).isEmpty();
    assertThat(sessions.authenticate(opened.session(), other.token())).isEmpty();
    assertThat(sessions.authenticate(new SessionId("unknown"), opened.token())).isEmpty();
  }

  @Test
  void recognizesATokenThatDoesNotNameItsSession() {
    assertThat(sessions.authenticate(opened.token())).map(Session::id).contains(opened.session());
    assertThat(sessions.authenticate(Secret.of("made-up"))).isEmpty();

    fixture.clock.set(START.plus(Duration.ofDays(7)));

    assertThat(sessions.authenticate(opened.token())).isEmpty();
  }

  @Test
  void endsAfterAWeek() {
    fixture.clock.set(START.plus(Duration.ofDays(7)).minusMillis(1));
    assertThat(sessions.authenticate(opened.session(), opened.token())).isPresent();

    fixture.clock.set(START.plus(Duration.ofDays(7)));

    assertThat(sessions.authenticate(opened.session(), opened.token())).isEmpty();
    assertThat(sessions.refresh(opened.session(), opened.token())).isEmpty();
  }

  @Test
  void livesAWholeWeekLongerOnceRefreshedAndItsOldTokenDies() {
    fixture.clock.advance(Duration.ofDays(5));

    OpenedSession renewed = sessions.refresh(opened.session(), opened.token()).orElseThrow();

    assertThat(renewed.session()).isEqualTo(opened.session());
    assertThat(renewed.expiresAt()).isEqualTo(START.plus(Duration.ofDays(12)));
    assertThat(sessions.authenticate(opened.session(), opened.token())).isEmpty();
    assertThat(sessions.refresh(opened.session(), opened.token())).isEmpty();
    fixture.clock.set(renewed.expiresAt().minusSeconds(1));
    assertThat(sessions.authenticate(renewed.session(), renewed.token())).isPresent();
  }

  @Test
  void staysOnItsDeviceWhenRefreshed() {
    sessions.useDevice(opened.session(), DEVICE);

    sessions.refresh(opened.session(), opened.token());

    assertThat(device(opened)).contains(DEVICE);
  }

  @Test
  void isRefreshedByOneOfSeveralAtOnce() throws Exception {
    Callable<Optional<OpenedSession>> refresh =
        () -> sessions.refresh(opened.session(), opened.token());
    int renewed = 0;

    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Optional<OpenedSession>>> tries =
          threads.invokeAll(Collections.nCopies(8, refresh));
      for (Future<Optional<OpenedSession>> result : tries) {
        renewed += result.get().isPresent() ? 1 : 0;
      }
    }

    assertThat(renewed).isEqualTo(1);
  }

  @Test
  void endsWhenThePilotSignsOut() {
    OpenedSession other = fixture.signIn(ada);

    sessions.signOut(opened.session());
    sessions.signOut(opened.session());

    assertThat(sessions.authenticate(opened.session(), opened.token())).isEmpty();
    assertThat(sessions.refresh(opened.session(), opened.token())).isEmpty();
    assertThat(sessions.useDevice(opened.session(), DEVICE)).isFalse();
    assertThat(sessions.authenticate(other.session(), other.token())).isPresent();
  }

  @Test
  void takesADeviceAndAnotherOneLater() {
    assertThat(sessions.useDevice(opened.session(), DEVICE)).isTrue();
    assertThat(device(opened)).contains(DEVICE);
    Device browser = new Device(DeviceType.WEB, Optional.empty());

    assertThat(sessions.useDevice(opened.session(), browser)).isTrue();

    assertThat(device(opened)).contains(browser);
  }

  @Test
  void takesAPushTokenFromWhateverSessionHadIt() {
    CharacterId bo = fixture.newCharacter("Bo");
    OpenedSession other = fixture.signIn(bo, PHONE);

    sessions.useDevice(opened.session(), DEVICE);

    assertThat(device(opened)).contains(DEVICE);
    assertThat(device(other)).flatMap(Device::pushToken).isEmpty();
    assertThat(sessions.authenticate(other.session(), other.token())).isPresent();
  }

  @Test
  void takesNoDeviceOnceItHasExpired() {
    fixture.clock.set(opened.expiresAt());

    assertThat(sessions.useDevice(opened.session(), DEVICE)).isFalse();
    assertThat(device(opened)).isEmpty();
  }

  @Test
  void isNotThereForAnUnknownId() {
    assertThat(sessions.useDevice(new SessionId("unknown"), DEVICE)).isFalse();
  }

  private Optional<Device> device(OpenedSession session) {
    return fixture.stores.sessions().find(session.session()).flatMap(Session::device);
  }
}
