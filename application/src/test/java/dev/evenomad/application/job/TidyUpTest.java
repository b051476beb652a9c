package dev.evenomad.application.job;

import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.stateOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.session.OpenedSession;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWork.Chore;
import dev.evenomad.domain.job.DueWorkHandler.Next;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.live.LiveEvent;
import dev.evenomad.domain.live.LiveEvents;
import dev.evenomad.domain.live.LivePosition;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.session.OneTimeGrant;
import dev.evenomad.domain.session.Session;
import dev.evenomad.testkit.memory.NomadFixture;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TidyUpTest {

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final OpenedSession session = fixture.signIn(ada);

  @Test
  void isDueAgainAnHourLaterAndForUnusedGrantsSooner() {
    for (Chore chore : Chore.values()) {
      Duration interval =
          chore == Chore.UNUSED_GRANTS ? Duration.ofMinutes(5) : Duration.ofHours(1);
      assertThat(fixture.nomad.dueWork().handle(new DueWork.Housekeeping(chore)))
          .isEqualTo(new Next.At(START.plus(interval)));
    }
  }

  @Test
  void happensEveryHourOncePlanned() {
    fixture.nomad.planHousekeeping();
    fixture.stores.jobs().add(completed("old", START));

    fixture.runDueFor(Duration.ofDays(7));
    assertThat(fixture.stores.jobs().find(new JobId("old"))).isPresent();
    fixture.runDueFor(Duration.ofHours(1));

    assertThat(fixture.stores.jobs().find(new JobId("old"))).isEmpty();
  }

  @Test
  void removesSessionsOnceTheyHaveExpired() {
    tidyUp(Chore.EXPIRED_SESSIONS, START.plus(Session.LIFETIME).minusMillis(1));
    assertThat(fixture.stores.sessions().find(session.session())).isPresent();

    tidyUp(Chore.EXPIRED_SESSIONS, START.plus(Session.LIFETIME));

    assertThat(fixture.stores.sessions().find(session.session())).isEmpty();
  }

  @Test
  void removesOneTimeSecretsOnceTheyHaveExpired() {
    URI authorization = fixture.goToEve(Optional.empty());
    Instant end = START.plus(Duration.ofMinutes(10));
    tidyUp(Chore.EXPIRED_SESSIONS, end.minusMillis(1));
    URI kept = fixture.goToEve(Optional.empty());

    tidyUp(Chore.EXPIRED_SESSIONS, end);

    assertThat(attempt(authorization)).isEmpty();
    assertThat(attempt(kept)).isPresent();
  }

  @Test
  void removesCompletedJobsAfterAWeekAndNoOthers() {
    fixture.stores.jobs().add(completed("completed", START));
    fixture.stores.jobs().add(pending("pending"));
    fixture.stores.jobs().add(pending("failed").started(START).failed("why", START));
    Instant week = START.plus(Duration.ofDays(7));
    tidyUp(Chore.COMPLETED_JOBS, week);
    assertThat(fixture.stores.jobs().find(new JobId("completed"))).isPresent();

    tidyUp(Chore.COMPLETED_JOBS, week.plusMillis(1));

    assertThat(fixture.jobs(ada))
        .map(Job::id)
        .containsExactlyInAnyOrder(new JobId("failed"), new JobId("pending"));
  }

  @Test
  void removesFailedJobsAfterThirtyDaysAndNoOthers() {
    fixture.stores.jobs().add(pending("failed").started(START).failed("why", START));
    fixture.stores.jobs().add(pending("pending"));
    Instant month = START.plus(Duration.ofDays(30));
    tidyUp(Chore.FAILED_JOBS, month);
    assertThat(fixture.stores.jobs().find(new JobId("failed"))).isPresent();

    tidyUp(Chore.FAILED_JOBS, month.plusMillis(1));

    assertThat(fixture.jobs(ada)).map(Job::id).containsExactly(new JobId("pending"));
  }

  @Test
  void removesLiveEventsSomeTimeAfterNobodyGoesOnFromThemAnyMore() {
    LiveEvent event =
        new LiveEvent.NotificationChanged(session.user(), new NotificationId("notification"));
    fixture.stores.liveEvents().add(List.of(event), START);
    Instant end = START.plus(LiveEvents.KEPT).plus(Duration.ofMinutes(15));
    tidyUp(Chore.LIVE_EVENTS, end);
    assertThat(liveEvents()).containsExactly(event);

    tidyUp(Chore.LIVE_EVENTS, end.plusMillis(1));

    assertThat(liveEvents()).isEmpty();
  }

  private List<LiveEvent> liveEvents() {
    return fixture
        .stores
        .liveEvents()
        .after(Map.of(session.user(), new LivePosition(0, 0, START)), START)
        .entries()
        .stream()
        .map(LiveEvents.Entry::event)
        .toList();
  }

  @Test
  void goesInStepsUntilNothingIsLeft() {
    for (int i = 0; i <= 2 * TidyUp.STEP; i++) {
      fixture.stores.jobs().add(completed("old" + i, START));
    }
    int before = fixture.faults.calls();

    tidyUp(Chore.COMPLETED_JOBS, START.plus(Duration.ofDays(8)));

    assertThat(fixture.jobs(ada)).isEmpty();
    assertThat(fixture.faults.calls() - before)
        .as("two full steps, the rest, and the row of the chore")
        .isEqualTo(4);
  }

  @Test
  void removesReadNotificationsAfterThirtyDaysAndNoOthers() {
    NotificationId read = fixture.nomad.raiseAlerts().test(session.user()).orElseThrow().id();
    fixture.nomad.inbox().markRead(session.user(), read, Optional.empty());
    NotificationId unread = fixture.nomad.raiseAlerts().test(session.user()).orElseThrow().id();
    Instant end = START.plus(Duration.ofDays(30));
    tidyUp(Chore.READ_NOTIFICATIONS, end);
    assertThat(fixture.stores.notifications().find(read)).isPresent();

    tidyUp(Chore.READ_NOTIFICATIONS, end.plusMillis(1));

    assertThat(fixture.stores.notifications().find(read)).isEmpty();
    assertThat(fixture.stores.notifications().find(unread)).isPresent();
  }

  @Test
  void keepsStaleDataForAWeekForWhenEveIsDown() {
    CacheKey key = new CacheKey("universe", "types", "3300");
    fixture
        .stores
        .cache()
        .put(new CachedData(key, JsonObject.EMPTY, Optional.empty(), START, START));
    Instant week = START.plus(Duration.ofDays(7));
    tidyUp(Chore.STALE_CACHE, week);
    assertThat(fixture.stores.cache().find(key)).isPresent();

    tidyUp(Chore.STALE_CACHE, week.plusMillis(1));

    assertThat(fixture.stores.cache().find(key)).isEmpty();
  }

  private void tidyUp(Chore chore, Instant now) {
    fixture.clock.set(now);
    fixture.nomad.dueWork().handle(new DueWork.Housekeeping(chore));
  }

  /** Looks at a moment at which it still counted. */
  private Optional<OneTimeGrant.LoginAttempt> attempt(URI authorization) {
    return fixture
        .stores
        .oneTimeGrants()
        .take(stateOf(authorization).digest(), OneTimeGrant.LoginAttempt.class, START);
  }

  private Job completed(String id, Instant at) {
    return pending(id).started(at).completed(Optional.empty(), at);
  }

  private Job pending(String id) {
    return Job.pending(
        new JobId(id), JobType.SYNC_SKILLS, Optional.of(ada), Optional.empty(), START);
  }
}
