package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.session.Sessions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Sessions} does. */
public interface SessionsContract {

  /** The stores under test. */
  Stores stores();

  @Test
  default void findsNothingUnderAnUnknownId() {
    assertThat(stores().sessions().find(new SessionId(Samples.id()))).isEmpty();
    assertThat(stores().sessions().ofUser(newUser(), NOW)).isEmpty();
  }

  @Test
  default void returnsSessionsAsTheyWereStored() {
    UserId user = newUser();
    for (Session session :
        List.of(
            Samples.session(user),
            Samples.session(user, Samples.pushToken()),
            Samples.session(user, new PushToken("t".repeat(4000) + Samples.id())),
            Samples.session(
                user, Optional.of(new Device(DeviceType.WEB, Optional.empty())), NOW))) {
      stores().sessions().add(session);

      assertThat(stores().sessions().find(session.id()).map(Versions::without)).contains(session);
    }
  }

  @Test
  default void saysWhichOfSeveralAreOpen() {
    Session open = added(Samples.session(newUser()));
    Session expired =
        added(Samples.session(newUser(), Optional.empty(), NOW.minus(Session.LIFETIME)));
    Session removed = added(Samples.session(newUser()));
    stores().sessions().remove(removed.user(), removed.id());
    added(Samples.session(newUser()));

    assertThat(stores().sessions().open(Set.of(open.id(), expired.id(), removed.id()), NOW))
        .containsExactly(open.id());
    assertThat(stores().sessions().open(Set.of(), NOW)).isEmpty();
  }

  @Test
  default void findsASessionByTheTokenThatItHasNowAndByTheOneBefore() {
    Session session = added(Samples.session(newUser()));
    added(Samples.session(newUser()));

    assertThat(stores().sessions().findByToken(session.token())).contains(session);
    assertThat(stores().sessions().findByToken(Samples.digest())).isEmpty();

    Session refreshed = session.refreshed(Samples.digest(), NOW.plusSeconds(60));
    stores().sessions().save(refreshed);

    assertThat(stores().sessions().findByToken(session.token())).contains(found(session));
    assertThat(stores().sessions().findByToken(refreshed.token())).contains(found(session));

    stores().sessions().save(found(session).refreshed(Samples.digest(), NOW.plusSeconds(61)));

    assertThat(stores().sessions().findByToken(session.token())).isEmpty();
    assertThat(stores().sessions().findByToken(refreshed.token())).contains(found(session));
  }

  @Test
  default void findsExpiredSessionsByIdButListsThemNot() {
    UserId user = newUser();
    Session old = added(Samples.session(user, Optional.empty(), NOW));
    Session young = added(Samples.session(user, Optional.empty(), NOW.plusSeconds(2)));
    Session middle = added(Samples.session(user, Optional.empty(), NOW.plusSeconds(1)));
    added(Samples.session(newUser()));

    assertThat(stores().sessions().ofUser(user, old.expiresAt().minusMillis(1)))
        .as("the newest first")
        .containsExactly(young, middle, old);
    assertThat(stores().sessions().ofUser(user, old.expiresAt())).containsExactly(young, middle);
    assertThat(stores().sessions().find(old.id())).contains(old);
  }

  @Test
  default void refusesAnIdOrATokenThatIsTakenAndASessionWithoutItsUser() {
    UserId user = newUser();
    Session session = added(Samples.session(user));
    Session sameId = Session.open(session.id(), user, Samples.digest(), Optional.empty(), NOW);
    Session sameToken =
        Session.open(
            new SessionId(Samples.id()), newUser(), session.token(), Optional.empty(), NOW);
    Session orphan = Samples.session(Samples.userId());

    for (Session refused : List.of(sameId, sameToken, orphan)) {
      assertThatExceptionOfType(ConflictException.class)
          .isThrownBy(() -> stores().sessions().add(refused));
    }

    assertThat(stores().sessions().find(session.id())).contains(session);
    assertThat(stores().sessions().find(sameToken.id())).isEmpty();
    assertThat(stores().sessions().find(orphan.id())).isEmpty();
  }

  @Test
  default void storesChangesAndCountsThem() {
    Session first = added(Samples.session(newUser()));
    Session changed =
        first
            .refreshed(Samples.digest(), NOW.plusSeconds(60))
            .onDevice(Optional.of(new Device(DeviceType.IOS, Optional.of(Samples.pushToken()))));

    stores().sessions().save(changed);

    Session stored = found(first);
    assertThat(Versions.without(stored)).isEqualTo(Versions.without(changed));
    assertThat(first.version()).isPositive();
    assertThat(stored.version()).isGreaterThan(first.version());
  }

  @Test
  default void letsTheSecondWriterLose() {
    Session read = added(Samples.session(newUser()));
    stores().sessions().save(read.refreshed(Samples.digest(), NOW.plusSeconds(1)));
    Session winner = found(read);

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(
            () -> stores().sessions().save(read.refreshed(Samples.digest(), NOW.plusSeconds(2))));

    assertThat(found(read)).isEqualTo(winner);
  }

  @Test
  default void refusesToChangeASessionThatHasEnded() {
    Session ended = added(Samples.session(newUser()));
    stores().sessions().remove(ended.user(), ended.id());

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().sessions().save(ended.withoutPushToken()));

    assertThat(stores().sessions().find(ended.id())).isEmpty();
  }

  @Test
  default void takesAPushTokenFromTheSessionBeforeWhenANewOneHasIt() {
    PushToken token = Samples.pushToken();
    Session before = added(Samples.session(newUser(), token));

    Session after = added(Samples.session(newUser(), token));

    assertThat(after.pushToken()).contains(token);
    assertThat(Versions.without(found(before)))
        .isEqualTo(Versions.without(before.withoutPushToken()));
  }

  @Test
  default void takesAPushTokenFromTheSessionBeforeWhenAnotherOneRegistersIt() {
    PushToken token = Samples.pushToken();
    Session before = added(Samples.session(newUser(), token));
    Session after = added(Samples.session(newUser()));
    Device device = new Device(DeviceType.WEB, Optional.of(token));

    stores().sessions().save(after.onDevice(Optional.of(device)));

    assertThat(found(after).device()).contains(device);
    assertThat(found(before).device()).contains(new Device(DeviceType.ANDROID, Optional.empty()));
  }

  @Test
  default void keepsThePushTokenOfASessionThatIsStoredAgain() {
    PushToken token = Samples.pushToken();
    Session session = added(Samples.session(newUser(), token));

    stores().sessions().save(session.refreshed(Samples.digest(), NOW.plusSeconds(60)));

    assertThat(found(session).pushToken()).contains(token);
  }

  @Test
  default void doesNotBringATakenPushTokenBackWithAnOutdatedSession() {
    PushToken token = Samples.pushToken();
    Session outdated = added(Samples.session(newUser(), token));
    Session owner = added(Samples.session(newUser(), token));

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(
            () ->
                stores()
                    .sessions()
                    .save(outdated.refreshed(Samples.digest(), NOW.plusSeconds(60))));

    assertThat(found(owner).pushToken()).contains(token);
    assertThat(found(outdated).pushToken()).isEmpty();
  }

  @Test
  default void leavesAPushTokenInOneSessionHoweverManyRegisterItAtOnce() {
    PushToken token = Samples.pushToken();
    List<UserId> users = Race.run(runner -> newUser());

    List<Session> sessions =
        Race.run(
                runner -> {
                  Session session = Samples.session(users.get(runner), token);
                  try {
                    stores().sessions().add(session);
                    return Optional.of(session);
                  } catch (ConflictException lost) {
                    return Optional.<Session>empty();
                  }
                })
            .stream()
            .flatMap(Optional::stream)
            .toList();

    assertThat(sessions).isNotEmpty();
    assertThat(sessions.stream().filter(s -> found(s).pushToken().isPresent())).hasSize(1);
  }

  @Test
  default void forgetsAPushTokenThatIsStillTheSame() {
    PushToken token = Samples.pushToken();
    Session session = added(Samples.session(newUser(), token));

    assertThat(stores().sessions().clearPushToken(session.id(), token)).isTrue();

    assertThat(found(session).device()).contains(new Device(DeviceType.ANDROID, Optional.empty()));
    assertThat(stores().sessions().clearPushToken(session.id(), token)).isFalse();
  }

  @Test
  default void keepsAPushTokenThatWasRegisteredMeanwhile() {
    PushToken dead = Samples.pushToken();
    PushToken fresh = Samples.pushToken();
    Session session = added(Samples.session(newUser(), dead));
    stores()
        .sessions()
        .save(session.onDevice(Optional.of(new Device(DeviceType.IOS, Optional.of(fresh)))));

    assertThat(stores().sessions().clearPushToken(session.id(), dead)).isFalse();
    assertThat(stores().sessions().clearPushToken(new SessionId(Samples.id()), fresh)).isFalse();

    assertThat(found(session).pushToken()).contains(fresh);
  }

  @Test
  default void doesNotBringAForgottenPushTokenBackWithAnOutdatedSession() {
    PushToken dead = Samples.pushToken();
    Session outdated = added(Samples.session(newUser(), dead));
    stores().sessions().clearPushToken(outdated.id(), dead);

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(
            () ->
                stores()
                    .sessions()
                    .save(outdated.refreshed(Samples.digest(), NOW.plusSeconds(60))));

    assertThat(found(outdated).pushToken()).isEmpty();
  }

  @Test
  default void forgetsAPushTokenOnceAmongMany() {
    PushToken token = Samples.pushToken();
    Session session = added(Samples.session(newUser(), token));

    List<Boolean> forgotten =
        Race.run(runner -> stores().sessions().clearPushToken(session.id(), token));

    assertThat(forgotten).containsOnlyOnce(true);
  }

  @Test
  default void endsASession() {
    UserId user = newUser();
    Session ended = added(Samples.session(user));
    Session other = added(Samples.session(user));

    assertThat(stores().sessions().remove(user, ended.id())).isTrue();
    assertThat(stores().sessions().remove(user, ended.id())).isFalse();

    assertThat(stores().sessions().find(ended.id())).isEmpty();
    assertThat(stores().sessions().ofUser(user, NOW)).containsExactly(other);
  }

  @Test
  default void endsNoSessionOfSomebodyElse() {
    Session theirs = added(Samples.session(newUser()));

    assertThat(stores().sessions().remove(newUser(), theirs.id())).isFalse();

    assertThat(found(theirs)).isEqualTo(theirs);
  }

  @Test
  default void endsAllSessionsOfAUser() {
    UserId user = newUser();
    Session one = added(Samples.session(user));
    Session kept = added(Samples.session(user));
    Session theirs = added(Samples.session(newUser()));

    assertThat(stores().sessions().removeAll(user, Optional.of(kept.id()))).isEqualTo(1);
    assertThat(stores().sessions().find(one.id())).isEmpty();
    assertThat(found(kept)).isEqualTo(kept);

    assertThat(stores().sessions().removeAll(user, Optional.of(theirs.id()))).isEqualTo(1);
    assertThat(stores().sessions().removeAll(user, Optional.empty())).isZero();
    assertThat(stores().sessions().find(kept.id())).isEmpty();
    assertThat(found(theirs)).isEqualTo(theirs);
  }

  @Test
  default void endsASessionOnceAmongMany() {
    Session session = added(Samples.session(newUser()));

    List<Boolean> ended =
        Race.run(runner -> stores().sessions().remove(session.user(), session.id()));

    assertThat(ended).containsOnlyOnce(true);
  }

  @Test
  default void notesAUseEveryFewMinutesAndCountsItNotAsAChange() {
    Session session = added(Samples.session(newUser(), Optional.empty(), NOW));
    Instant next = NOW.plus(Session.USE_PRECISION);

    assertThat(stores().sessions().noteUse(session.id(), next.minusMillis(1))).isFalse();
    assertThat(found(session)).isEqualTo(session);

    assertThat(stores().sessions().noteUse(session.id(), next)).isTrue();
    assertThat(stores().sessions().noteUse(session.id(), next.plusSeconds(1))).isFalse();
    assertThat(stores().sessions().noteUse(session.id(), NOW)).as("a late one").isFalse();
    assertThat(found(session)).isEqualTo(session.used(next));
    assertThat(stores().sessions().noteUse(new SessionId(Samples.id()), next)).isFalse();
  }

  @Test
  default void keepsTheLastUseWhenASessionIsSavedThatWasReadBefore() {
    Session read = added(Samples.session(newUser(), Optional.empty(), NOW));
    Instant used = NOW.plus(Session.USE_PRECISION);
    stores().sessions().noteUse(read.id(), used);

    stores().sessions().save(read.refreshed(Samples.digest(), used));

    assertThat(found(read).lastUsedAt()).isEqualTo(used);
    assertThat(found(read).replaced()).contains(new Session.Replaced(read.token(), used));
  }

  @Test
  default void notesAUseOnceAmongMany() {
    Session session = added(Samples.session(newUser(), Optional.empty(), NOW));
    Instant used = NOW.plus(Session.USE_PRECISION);

    List<Boolean> noted =
        Race.run(runner -> stores().sessions().noteUse(session.id(), used.plusMillis(runner)));

    assertThat(noted).containsOnlyOnce(true);
  }

  @Test
  default void sweepsExpiredSessions() {
    Instant longAgo = Instant.parse("2003-05-06T00:00:00Z");
    Instant sweep = longAgo.plus(Session.LIFETIME);
    stores().sessions().removeExpired(sweep, 100);
    UserId user = newUser();
    Session before = added(Samples.session(user, Optional.empty(), longAgo.minusSeconds(1)));
    Session exactly = added(Samples.session(user, Optional.empty(), longAgo));
    Session after = added(Samples.session(user, Optional.empty(), longAgo.plusSeconds(1)));

    assertThat(stores().sessions().removeExpired(sweep, 100)).isEqualTo(2);

    assertThat(stores().sessions().find(before.id())).isEmpty();
    assertThat(stores().sessions().find(exactly.id())).isEmpty();
    assertThat(found(after)).isEqualTo(after);
    assertThat(stores().sessions().removeExpired(sweep, 100)).isZero();
  }

  private UserId newUser() {
    User user = Samples.user();
    stores().users().add(user);
    return user.id();
  }

  private Session added(Session session) {
    stores().sessions().add(session);
    return found(session);
  }

  private Session found(Session session) {
    return stores().sessions().find(session.id()).orElseThrow();
  }
}
