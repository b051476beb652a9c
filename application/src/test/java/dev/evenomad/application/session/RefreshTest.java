package dev.evenomad.application.session;

import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.session.Session;
import dev.evenomad.testkit.memory.NomadFixture;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** How the token of a session is replaced, and what becomes of those that were. */
final class RefreshTest {

  private static final Duration GRACE = Session.GRACE;

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final OpenedSession first = fixture.signIn(ada);
  private final CurrentSession sessions = fixture.nomad.currentSession();

  @Test
  void givesAWholeWeekMoreAndANewToken() {
    fixture.clock.advance(Duration.ofDays(5));

    OpenedSession second = refreshed(first);

    assertThat(second.session()).isEqualTo(first.session());
    assertThat(second.user()).isEqualTo(first.user());
    assertThat(second.token()).isNotEqualTo(first.token());
    assertThat(second.expiresAt()).isEqualTo(START.plus(Duration.ofDays(12)));
    assertThat(sessions.authenticate(token(first))).isEmpty();
    fixture.clock.set(second.expiresAt().minusSeconds(1));
    assertThat(sessions.authenticate(token(second))).isPresent();
  }

  @Test
  void staysOnItsDevice() {
    Device device = new Device(DeviceType.IOS, Optional.of(new PushToken("phone-1")));
    sessions.useDevice(first.session(), device);

    refreshed(first);

    assertThat(stored(first)).flatMap(Session::device).contains(device);
  }

  @Test
  void givesTheSameTokenOnceMoreWhenTheAnswerWasLost() {
    fixture.clock.advance(Duration.ofDays(1).plusNanos(123_456_789));
    OpenedSession lost = refreshed(first);
    fixture.clock.advance(GRACE.minusMillis(1));

    assertThat(sessions.authenticateToRefresh(token(first))).isPresent();
    assertThat(sessions.refresh(token(first))).contains(lost);
    assertThat(sessions.authenticate(token(lost))).isPresent();
  }

  @Test
  void givesTheSameTokenToAllWhoAskAtOnceAndNobodyIsSignedOut() throws Exception {
    Callable<Optional<OpenedSession>> refresh = () -> sessions.refresh(token(first));
    Set<Optional<OpenedSession>> answers = new HashSet<>();

    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Optional<OpenedSession>> answer :
          threads.invokeAll(Collections.nCopies(16, refresh))) {
        answers.add(answer.get());
      }
    }

    assertThat(answers).hasSize(1);
    OpenedSession second = answers.iterator().next().orElseThrow();
    fixture.clock.advance(GRACE);
    assertThat(sessions.authenticate(token(second))).isPresent();
  }

  @Test
  void replacesTheTokenAnewWhenItCannotBeIssuedOnceMore() {
    refreshed(first);
    CurrentSession ofOtherKey =
        fixture
            .builder()
            .tokenIssuer(
                (session, user, from, to, replaced) ->
                    Secret.of("another key." + replaced.orElseThrow().hex()))
            .build()
            .currentSession();

    OpenedSession third = ofOtherKey.refresh(token(first)).orElseThrow();

    assertThat(third.token().reveal()).startsWith("another key.");
    assertThat(sessions.authenticate(token(third))).isPresent();
  }

  @Test
  void aTokenThatWasJustReplacedActsForNothingElse() {
    OpenedSession second = refreshed(first);

    assertThat(sessions.authenticate(token(first))).isEmpty();

    fixture.clock.advance(GRACE);
    assertThat(sessions.authenticate(token(second))).as("it did no harm").isPresent();
  }

  @Test
  void olderTokensThatAreStillUnderWayDoNoHarmEither() {
    OpenedSession second = refreshed(first);
    OpenedSession third = refreshed(second);

    assertThat(sessions.authenticate(token(first))).isEmpty();
    assertThat(sessions.refresh(token(first))).as("only the one before the last").isEmpty();
    assertThat(sessions.refresh(token(second))).contains(third);
    assertThat(sessions.authenticate(token(third))).isPresent();
  }

  @Test
  void aTokenThatTurnsUpAfterTheGraceEndsTheSession() {
    for (Function<GenuineToken, Optional<?>> use :
        Set.<Function<GenuineToken, Optional<?>>>of(
            sessions::authenticate, sessions::authenticateToRefresh, sessions::refresh)) {
      OpenedSession old = fixture.signIn(ada);
      OpenedSession other = fixture.signIn(ada);
      OpenedSession current = refreshed(refreshed(old));
      fixture.clock.advance(GRACE);
      assertThat(sessions.authenticate(token(current))).isPresent();

      assertThat(use.apply(token(old))).isEmpty();

      assertThat(stored(old)).isEmpty();
      assertThat(sessions.authenticate(token(current))).isEmpty();
      assertThat(sessions.refresh(token(current))).isEmpty();
      assertThat(sessions.authenticate(token(other))).as("another family").isPresent();
    }
  }

  @Test
  void aTokenThatDoesNotNameItsSessionIsTreatedAlike() {
    GenuineToken original = new GenuineToken(first.token(), first.user(), Optional.empty());
    OpenedSession second = sessions.refresh(original).orElseThrow();

    assertThat(sessions.authenticate(original)).isEmpty();
    assertThat(sessions.refresh(original)).contains(second);

    fixture.clock.advance(GRACE);
    assertThat(sessions.authenticate(original)).isEmpty();
    assertThat(stored(first)).isEmpty();
  }

  @Test
  void isNotedAsAUseEveryFewMinutesAndNoOftener() {
    assertThat(stored(first)).map(Session::lastUsedAt).contains(START);
    fixture.clock.advance(Session.USE_PRECISION.minusSeconds(1));
    assertThat(sessions.authenticate(token(first))).isPresent();
    assertThat(stored(first)).map(Session::lastUsedAt).contains(START);

    fixture.clock.advance(Duration.ofSeconds(1));
    assertThat(sessions.authenticate(token(first))).isPresent();

    assertThat(stored(first)).map(Session::lastUsedAt).contains(START.plus(Session.USE_PRECISION));
  }

  @Test
  void isUsedAlsoWhenThatCannotBeNoted() {
    fixture.clock.advance(Session.USE_PRECISION);
    fixture.faults.failNext("Sessions.noteUse");

    assertThat(sessions.authenticate(token(first))).isPresent();
    assertThat(stored(first)).map(Session::lastUsedAt).contains(START);

    assertThat(sessions.authenticate(token(first))).isPresent();
    assertThat(stored(first)).map(Session::lastUsedAt).contains(fixture.clock.instant());
  }

  private OpenedSession refreshed(OpenedSession session) {
    return sessions.refresh(token(session)).orElseThrow();
  }

  private Optional<Session> stored(OpenedSession session) {
    return fixture.stores.sessions().find(session.session());
  }
}
