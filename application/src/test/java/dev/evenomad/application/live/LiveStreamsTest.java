package dev.evenomad.application.live;

import static dev.evenomad.testkit.memory.NomadFixture.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenomad.application.live.LiveStream.Ending;
import dev.evenomad.application.live.LiveStreams.Outcome;
import dev.evenomad.application.session.OpenedSession;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.live.LiveEvent;
import dev.evenomad.domain.live.LiveEvent.CharacterSynced;
import dev.evenomad.domain.live.LiveEvents;
import dev.evenomad.domain.live.LivePosition;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.testkit.contract.Samples;
import dev.evenomad.testkit.memory.Faults;
import dev.evenomad.testkit.memory.NomadFixture;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Opening, going on, and ending of live streams. */
final class LiveStreamsTest {

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final OpenedSession session = fixture.signIn(ada);
  private final LiveStreams streams = fixture.nomad.liveStreams();

  @Test
  void tellAtOnceThatTheyAreReadyAndThenWhatHappens() {
    happen(SyncKind.SKILLS);
    Told app = opened(Optional.empty());
    assertThat(app.messages()).singleElement().isInstanceOf(LiveMessage.Ready.class);

    LiveEvent event = happen(SyncKind.MAIL);

    assertThat(events(app)).containsExactly(event);
    assertThat(app.ending()).isEmpty();
    assertThat(streams.count()).isEqualTo(1);
  }

  @Test
  void tellNothingOfOthers() {
    Told app = opened(Optional.empty());
    OpenedSession other = fixture.signIn(fixture.newCharacter("Bob"));

    happen(other.user(), SyncKind.MAIL);

    assertThat(app.news()).isEmpty();
  }

  @Test
  void tellEveryAppOfTheUserOnEveryServer() {
    LiveStreams otherServer = server(LiveStreams.MOST);
    Told one = opened(Optional.empty());
    Told two = opened(Optional.empty());
    Told three = new Told();
    open(otherServer, session, Optional.empty(), three);

    LiveEvent event = happen(SyncKind.MAIL);

    for (Told app : List.of(one, two, three)) {
      assertThat(events(app)).containsExactly(event);
    }
  }

  @Test
  void goOnAfterTheLastThatWasToldAlsoOnAnotherServer() {
    Told app = opened(Optional.empty());
    LiveEvent before = happen(SyncKind.SKILLS);
    streams.endAll();
    LiveEvent first = happen(SyncKind.MAIL);
    LiveEvent second = happen(SyncKind.PLANETS);

    Told again = new Told();
    open(server(LiveStreams.MOST), session, Optional.of(app.position()), again);
    LiveEvent third = happen(SyncKind.MARKET_ORDERS);

    assertThat(events(app)).containsExactly(before);
    assertThat(app.ending()).contains(Ending.SERVER_STOPS);
    assertThat(again.messages().getFirst()).isInstanceOf(LiveMessage.Ready.class);
    assertThat(events(again)).containsExactly(first, second, third);
  }

  @Test
  void goOnAfterTheFirstMessageTooWhichKeepsItsPlace() {
    Told app = opened(Optional.empty());
    LiveEvent missed = happen(SyncKind.MAIL);

    Told again = opened(Optional.of(app.messages().getFirst().position().toString()));

    assertThat(again.messages().getFirst().position())
        .isEqualTo(app.messages().getFirst().position());
    assertThat(events(again)).containsExactly(missed);
  }

  @Test
  void beginAfreshForAPlaceThatNobodyKnows() {
    happen(SyncKind.SKILLS);
    LivePosition beyond = new LivePosition(Long.MAX_VALUE / 16, 0, START);
    for (String unknown : List.of("nonsense", "1.2", "-1.0.0", "9".repeat(30), beyond.toString())) {
      Told app = opened(Optional.of(unknown));

      assertThat(app.messages()).as(unknown).singleElement().isInstanceOf(LiveMessage.Reset.class);
    }
  }

  @Test
  void goOnForAsLongAsEventsAreKept() {
    Told app = opened(Optional.empty());
    LiveEvent missed = happen(SyncKind.MAIL);
    fixture.clock.advance(LiveEvents.KEPT.minusSeconds(2));

    assertThat(events(opened(Optional.of(app.messages().getFirst().position().toString()))))
        .containsExactly(missed);

    fixture.clock.advance(Duration.ofSeconds(2));
    assertThat(opened(Optional.of(app.messages().getFirst().position().toString())).messages())
        .singleElement()
        .isInstanceOf(LiveMessage.Reset.class);
  }

  @Test
  void beginAfreshForWhoHasMissedTooMuch() {
    Told app = opened(Optional.empty());
    String position = app.position();
    IntStream.range(0, 200).forEach(i -> happen(SyncKind.MAIL));
    assertThat(events(opened(Optional.of(position)))).hasSize(200);

    happen(SyncKind.MAIL);

    assertThat(opened(Optional.of(position)).messages())
        .singleElement()
        .isInstanceOf(LiveMessage.Reset.class);
  }

  @Test
  void knowHowFarTheyHaveToldAlsoWhenNothingHappens() {
    Told app = new Told();
    LiveStream stream = open(streams, session, Optional.empty(), app);
    Told other = new Told();
    open(streams, fixture.signIn(fixture.newCharacter("Bob")), Optional.empty(), other);
    fixture.clock.advance(LiveEvents.KEPT);

    fixture.stores.newsMayHaveBeenMissed();

    assertThat(stream.position().orElseThrow().at())
        .isEqualTo(fixture.clock.instant().truncatedTo(ChronoUnit.SECONDS));
    assertThat(app.news()).isEmpty();
  }

  @Test
  void tellANotificationOnceAsItIsNow() {
    Told app = opened(Optional.empty());
    Notification pending = Samples.notification(session.user());
    Notification other = Samples.notification(session.user());
    LiveEvents live = fixture.stores.liveEvents();
    fixture
        .stores
        .transactions()
        .run(
            () -> {
              fixture.stores.notifications().addIfNew(pending);
              fixture.stores.notifications().addIfNew(other);
              live.add(List.of(changed(pending), changed(other)), START);
              fixture
                  .stores
                  .notifications()
                  .save(
                      fixture
                          .stores
                          .notifications()
                          .find(pending.id())
                          .orElseThrow()
                          .sent(START.plusSeconds(1)));
              live.add(
                  List.of(
                      changed(pending),
                      new LiveEvent.NotificationChanged(
                          session.user(), new NotificationId("removed-meanwhile"))),
                  START);
            });

    // The news of each of the two calls made it look; all was there at the first look.
    assertThat(app.news())
        .map(LiveMessage.NotificationIs.class::cast)
        .satisfiesExactly(
            is -> {
              assertThat(is.notification().id()).isEqualTo(other.id());
              assertThat(is.unread()).isEqualTo(1);
            },
            is -> {
              assertThat(is.notification().id()).isEqualTo(pending.id());
              assertThat(is.notification().sentAt()).contains(START.plusSeconds(1));
            });
  }

  @Test
  void endWhenTheirSessionDoesAndNoOthers() {
    Told app = opened(Optional.empty());
    OpenedSession otherDevice = fixture.signIn(ada);
    Told other = new Told();
    open(streams, otherDevice, Optional.empty(), other);

    fixture.signOut(session);

    assertThat(app.ending()).contains(Ending.SIGNED_OUT);
    assertThat(other.ending()).isEmpty();
    assertThat(streams.count()).isEqualTo(1);
    happen(SyncKind.MAIL);
    assertThat(app.news()).isEmpty();
    assertThat(other.news()).hasSize(1);
  }

  @Test
  void endWithTheirUser() {
    Told app = opened(Optional.empty());

    fixture.stores.users().remove(session.user());

    assertThat(app.ending()).contains(Ending.SIGNED_OUT);
    assertThat(streams.count()).isZero();
  }

  @Test
  void endOnEveryServerWhenNewsOfTheirSessionWasMissed() {
    LiveStreams server = server(LiveStreams.MOST);
    Told app = new Told();
    open(server, session, Optional.empty(), app);
    fixture.stores.withoutNews(() -> fixture.signOut(session));
    assertThat(app.ending()).isEmpty();

    fixture.stores.newsMayHaveBeenMissed();

    assertThat(app.ending()).contains(Ending.SIGNED_OUT);
  }

  @Test
  void tellWhatNewsOfWereMissed() {
    Told app = opened(Optional.empty());
    List<LiveEvent> missed = new ArrayList<>();
    fixture.stores.withoutNews(() -> missed.add(happen(SyncKind.MAIL)));
    assertThat(app.news()).isEmpty();

    fixture.stores.newsMayHaveBeenMissed();

    assertThat(events(app)).isEqualTo(missed);
  }

  @Test
  void endWhenTheirSessionExpires() {
    Told app = opened(Optional.empty());
    fixture.clock.advance(Session.LIFETIME.minusMillis(1));
    int calls = fixture.faults.calls();
    streams.endExpired();
    assertThat(app.ending()).isEmpty();
    assertThat(fixture.faults.calls()).as("nobody is asked before").isEqualTo(calls);

    fixture.clock.advance(Duration.ofMillis(1));
    streams.endExpired();

    assertThat(app.ending()).contains(Ending.SIGNED_OUT);
    assertThat(streams.count()).isZero();
  }

  @Test
  void goOnWhenTheirSessionWasRefreshed() {
    Told app = opened(Optional.empty());
    fixture.clock.advance(Duration.ofDays(3));
    assertThat(fixture.nomad.currentSession().refresh(NomadFixture.token(session))).isPresent();
    fixture.clock.advance(Duration.ofDays(4));
    streams.endExpired();
    assertThat(app.ending()).isEmpty();

    fixture.clock.advance(Duration.ofDays(3));
    streams.endExpired();

    assertThat(app.ending()).contains(Ending.SIGNED_OUT);
  }

  @Test
  void areNotOpenedForSessionsThatAreOver() {
    fixture.signOut(session);
    Told app = new Told();

    assertThat(streams.open(session.user(), session.session(), Optional.empty(), app))
        .isEqualTo(new Outcome.SignedOut());
    assertThat(app.messages()).isEmpty();
    assertThat(streams.count()).isZero();
  }

  @Test
  void makeRoomForAnotherOneOfTheSameUser() {
    List<Told> apps =
        IntStream.rangeClosed(0, LiveStreams.MOST_OF_USER)
            .mapToObj(i -> opened(Optional.empty()))
            .toList();

    assertThat(apps.getFirst().ending()).contains(Ending.TOO_MANY);
    assertThat(apps.subList(1, apps.size())).allSatisfy(app -> assertThat(app.ending()).isEmpty());
    assertThat(streams.count()).isEqualTo(LiveStreams.MOST_OF_USER);
  }

  @Test
  void areRefusedByAServerThatHasTooMany() {
    LiveStreams small = server(1);
    LiveStream first = open(small, session, Optional.empty(), new Told());
    OpenedSession other = fixture.signIn(fixture.newCharacter("Bob"));

    assertThat(small.open(other.user(), other.session(), Optional.empty(), new Told()))
        .isInstanceOf(Outcome.Full.class);

    small.close(first);
    open(small, other, Optional.empty(), new Told());
  }

  @Test
  void areRefusedByAServerThatStops() {
    streams.endAll();

    assertThat(streams.open(session.user(), session.session(), Optional.empty(), new Told()))
        .isInstanceOf(Outcome.Full.class);
  }

  @Test
  void endWhenTheirReaderIsTooSlowAndOthersGoOn() {
    Told slow = new Told(3);
    open(streams, session, Optional.empty(), slow);
    Told quick = opened(Optional.empty());

    IntStream.range(0, 5).forEach(i -> happen(SyncKind.MAIL));

    assertThat(slow.messages()).hasSize(3);
    assertThat(slow.ending()).contains(Ending.TOO_SLOW);
    assertThat(quick.news()).hasSize(5);
    assertThat(streams.count()).isEqualTo(1);
  }

  @Test
  void needNothingOnceTheyAreClosed() {
    Told app = new Told();
    LiveStream stream = open(streams, session, Optional.empty(), app);

    streams.close(stream);
    int calls = fixture.faults.calls();
    fixture.stores.newsMayHaveBeenMissed();
    fixture.stores.liveEvents().add(List.of(synced(session.user(), SyncKind.MAIL)), START);

    assertThat(app.news()).isEmpty();
    assertThat(app.ending()).isEmpty();
    assertThat(fixture.faults.calls()).isEqualTo(calls);
  }

  @Test
  void areForgottenIfTheyCannotBeOpened() {
    opened(Optional.empty());
    fixture.faults.failNext("LiveEvents.after");

    assertThatExceptionOfType(Faults.Fault.class)
        .isThrownBy(
            () -> streams.open(session.user(), session.session(), Optional.empty(), new Told()));
    assertThat(streams.count()).isEqualTo(1);
  }

  @Test
  void comeInTheOrderOfPositionsWhateverTheirMoment() {
    LivePosition position = new LivePosition(12, 3, Instant.parse("2026-09-01T10:00:00.9Z"));

    assertThat(position).hasToString("12.3.1788256800");
    assertThat(LivePosition.parse("12.3.1788256800")).contains(position);
    assertThat(position.seenAt(START.plusSeconds(99))).isEqualTo(position);
    assertThat(new LivePosition(12, 4, START).isAfter(position)).isTrue();
    assertThat(new LivePosition(13, 0, START).isAfter(position)).isTrue();
    assertThat(new LivePosition(11, 9, START).isAfter(position)).isFalse();
  }

  private LiveStreams server(int most) {
    return new LiveStreams(
        fixture.stores.liveEvents(),
        fixture.stores.notifications(),
        fixture.stores.sessions(),
        fixture.clock,
        most);
  }

  private Told opened(Optional<String> lastTold) {
    Told app = new Told();
    open(streams, session, lastTold, app);
    return app;
  }

  private static LiveStream open(
      LiveStreams streams, OpenedSession session, Optional<String> lastTold, Told app) {
    Outcome outcome = streams.open(session.user(), session.session(), lastTold, app);
    assertThat(outcome).isInstanceOf(Outcome.Opened.class);
    return ((Outcome.Opened) outcome).stream();
  }

  private LiveEvent happen(SyncKind kind) {
    return happen(session.user(), kind);
  }

  private LiveEvent happen(UserId user, SyncKind kind) {
    LiveEvent event = synced(user, kind);
    fixture.stores.liveEvents().add(List.of(event), fixture.clock.instant());
    return event;
  }

  private LiveEvent synced(UserId user, SyncKind kind) {
    return new CharacterSynced(
        user, ada, kind, CharacterSynced.Outcome.UPDATED, fixture.clock.instant());
  }

  private static LiveEvent changed(Notification notification) {
    return new LiveEvent.NotificationChanged(notification.user(), notification.id());
  }

  private static List<LiveEvent> events(Told app) {
    return app.news().stream()
        .<LiveEvent>map(message -> ((LiveMessage.CharacterIsSynced) message).synced())
        .toList();
  }
}
