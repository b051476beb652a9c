package dev.evenomad.application.session;

import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.testkit.memory.NomadFixture;
import java.time.Duration;
import java.util.Optional;
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
    assertThat(sessions.authenticate(token(opened))).map(Session::user).contains(opened.user());
  }

  @Test
  void recognizesNoTokenOfAnotherSession() {
    OpenedSession other = fixture.signIn(ada);
    SessionId unknown = new SessionId("unknown");

    assertThat(sessions.authenticate(named(other, unknown))).isEmpty();
    assertThat(sessions.authenticate(unnamed(Secret.of("made-up"), opened.user()))).isEmpty();
  }

  @Test
  void recognizesNoTokenThatNamesAnotherUserAndStaysAsItIs() {
    OpenedSession other = fixture.signIn(fixture.newCharacter("Bo"));
    Secret stolen = Secret.of("signed by somebody who should not be able to");

    for (Secret secret : new Secret[] {opened.token(), stolen}) {
      GenuineToken confused = new GenuineToken(secret, other.user(), Optional.of(opened.session()));
      assertThat(sessions.authenticate(confused)).isEmpty();
      assertThat(sessions.authenticateToRefresh(confused)).isEmpty();
      assertThat(sessions.refresh(confused)).isEmpty();
      assertThat(sessions.authenticate(unnamed(secret, other.user()))).isEmpty();
    }

    assertThat(sessions.authenticate(token(opened))).isPresent();
  }

  @Test
  void recognizesATokenThatDoesNotNameItsSession() {
    GenuineToken original = unnamed(opened.token(), opened.user());
    assertThat(sessions.authenticate(original)).map(Session::id).contains(opened.session());

    fixture.clock.set(START.plus(Duration.ofDays(7)));

    assertThat(sessions.authenticate(original)).isEmpty();
  }

  @Test
  void endsAfterAWeek() {
    fixture.clock.set(START.plus(Duration.ofDays(7)).minusMillis(1));
    assertThat(sessions.authenticate(token(opened))).isPresent();

    fixture.clock.set(START.plus(Duration.ofDays(7)));

    assertThat(sessions.authenticate(token(opened))).isEmpty();
    assertThat(sessions.refresh(token(opened))).isEmpty();
  }

  @Test
  void endsWhenThePilotSignsOut() {
    OpenedSession other = fixture.signIn(ada);

    fixture.signOut(opened);
    fixture.signOut(opened);

    assertThat(sessions.authenticate(token(opened))).isEmpty();
    assertThat(sessions.refresh(token(opened))).isEmpty();
    assertThat(sessions.useDevice(opened.session(), DEVICE)).isFalse();
    assertThat(sessions.authenticate(token(other))).isPresent();
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
    assertThat(sessions.authenticate(token(other))).isPresent();
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

  private static GenuineToken named(OpenedSession session, SessionId id) {
    return new GenuineToken(session.token(), session.user(), Optional.of(id));
  }

  private static GenuineToken unnamed(Secret secret, UserId user) {
    return new GenuineToken(secret, user, Optional.empty());
  }

  private Optional<Device> device(OpenedSession session) {
    return fixture.stores.sessions().find(session.session()).flatMap(Session::device);
  }
}
