package dev.evenomad.application.session;

import static dev.evenomad.testkit.memory.NomadFixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.testkit.memory.NomadFixture;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SignedInDevicesTest {

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final SignedInDevices devices = fixture.nomad.signedInDevices();

  @Test
  void areThoseOfThePilotThatAreOpenTheNewestFirst() {
    OpenedSession expired = fixture.signIn(ada);
    fixture.clock.advance(Duration.ofDays(1));
    OpenedSession phone = fixture.signIn(ada);
    fixture.clock.advance(Duration.ofSeconds(1));
    OpenedSession tablet = fixture.signIn(ada);
    fixture.signIn(fixture.newCharacter("Bo"));
    fixture.clock.set(expired.expiresAt());

    assertThat(devices.of(phone.user()))
        .map(Session::id)
        .containsExactly(tablet.session(), phone.session());
    assertThat(devices.of(new UserId("nobody"))).isEmpty();
  }

  @Test
  void areSignedOutOneByOne() {
    OpenedSession phone = fixture.signIn(ada);
    OpenedSession tablet = fixture.signIn(ada);

    assertThat(devices.signOut(phone.user(), phone.session())).isTrue();

    assertThat(devices.signOut(phone.user(), phone.session())).isFalse();
    assertThat(devices.signOut(phone.user(), new SessionId("unknown"))).isFalse();
    assertOpen(List.of(tablet), List.of(phone));
  }

  @Test
  void areNotSignedOutByOthers() {
    OpenedSession phone = fixture.signIn(ada);
    OpenedSession other = fixture.signIn(fixture.newCharacter("Bo"));

    assertThat(devices.signOut(other.user(), phone.session())).isFalse();
    devices.signOutAll(other.user(), Optional.of(phone.session()));

    assertOpen(List.of(phone), List.of(other));
  }

  @Test
  void areSignedOutTogether() {
    OpenedSession phone = fixture.signIn(ada);
    OpenedSession tablet = fixture.signIn(ada);
    OpenedSession other = fixture.signIn(fixture.newCharacter("Bo"));

    devices.signOutAll(phone.user(), Optional.of(phone.session()));
    assertOpen(List.of(phone, other), List.of(tablet));

    devices.signOutAll(phone.user(), Optional.empty());
    assertOpen(List.of(other), List.of(phone, tablet));
  }

  private void assertOpen(List<OpenedSession> open, List<OpenedSession> ended) {
    CurrentSession sessions = fixture.nomad.currentSession();
    assertThat(open).allSatisfy(s -> assertThat(sessions.authenticate(token(s))).isPresent());
    assertThat(ended).allSatisfy(s -> assertThat(sessions.authenticate(token(s))).isEmpty());
  }
}
