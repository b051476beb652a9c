package dev.evenomad.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationQuery;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Moments stay the same in every implementation of the stores, wherever the JVM is at home. */
public interface MomentsContract {

  /** In New York the clocks show 01:30 then. */
  Instant FIRST = Instant.parse("2026-11-01T05:30:00.000001Z");

  /** And an hour later again. */
  Instant SECOND = Instant.parse("2026-11-01T06:30:00.000001Z");

  /** The stores under test. */
  TestedStores stores();

  @TestFactory
  default Stream<DynamicTest> keepsMomentsWhereverTheyAreWrittenAndRead() {
    List<String> zones = List.of("UTC", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati");
    return zones.stream()
        .flatMap(
            written ->
                zones.stream()
                    .map(
                        read ->
                            DynamicTest.dynamicTest(
                                written + ", " + read, () -> keepsMoments(written, read))));
  }

  private void keepsMoments(String written, String read) {
    TimeZone home = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone(written));
      Moments moments = new Moments(stores());
      TimeZone.setDefault(TimeZone.getTimeZone(read));
      moments.assertSame();
    } finally {
      TimeZone.setDefault(home);
    }
  }

  /** One of everything that has a time. */
  final class Moments {
    private final TestedStores stores;
    private final User user =
        new User(
            Samples.userId(),
            Optional.empty(),
            new Subscription(
                SubscriptionTier.PREMIUM,
                SubscriptionStatus.ACTIVE,
                Optional.of(SECOND),
                Optional.empty(),
                Optional.empty()),
            FIRST,
            SECOND,
            0);
    private final UserSettings settings = Samples.fullSettings(user.id());
    private final EveCharacter character =
        Samples.withGrant(
                Samples.character(user.id(), Samples.characterId(), FIRST), Samples.grant(SECOND))
            .syncedAt(SECOND);
    private final Session session = Samples.session(user.id(), Optional.empty(), FIRST);
    private final Notification notification =
        Samples.notification(user.id(), new DedupKey(Samples.id()), FIRST).sent(FIRST).read(SECOND);
    private final Job job = Samples.job().started(FIRST).completed(Optional.empty(), SECOND);
    private final SyncState state =
        SyncState.start(character.characterId(), SyncKind.SKILLS, FIRST)
            .read(FIRST, SECOND, SECOND, Optional.of(FIRST), Map.of());
    private final SkillSnapshot snapshot =
        SnapshotSamples.emptySkills(character.characterId(), SECOND);
    private final CachedData cached =
        new CachedData(Samples.cacheKey(), JsonValue.of(1), Optional.empty(), SECOND, FIRST);
    private final DueWork work = new DueWork.RunJob(job);
    private final String lease = "sample:" + Samples.id();

    Moments(TestedStores stores) {
      this.stores = stores;
      stores.users().add(user);
      stores.settings().add(settings);
      stores.characters().add(character);
      stores.sessions().add(session);
      stores.notifications().addIfNew(notification);
      stores.jobs().add(job);
      stores.syncStates().add(state);
      stores.snapshots().put(snapshot);
      stores.cache().put(cached);
      stores.schedule().plan(work, SECOND);
      stores.leases().take(lease, "one", FIRST, SECOND);
    }

    void assertSame() {
      assertThat(stores.users().find(user.id()).map(Versions::without)).contains(user);
      assertThat(stores.settings().find(user.id()).map(Versions::without)).contains(settings);
      assertThat(stores.characters().find(character.characterId()).map(Versions::without))
          .contains(character);
      assertThat(stores.sessions().find(session.id()).map(Versions::without)).contains(session);
      assertThat(stores.notifications().find(notification.id()).map(Versions::without))
          .contains(notification);
      assertThat(stores.jobs().find(job.id()).map(Versions::without)).contains(job);
      assertThat(
              stores
                  .syncStates()
                  .find(character.characterId(), SyncKind.SKILLS)
                  .map(Versions::without))
          .contains(state);
      assertThat(stores.snapshots().find(character.characterId(), SkillSnapshot.class))
          .contains(snapshot);
      assertThat(stores.cache().find(cached.key())).contains(cached);
      assertThat(stores.plannedFor(work)).contains(SECOND);
      assertConditionsHold();
    }

    /** Just before a moment and at it. */
    private void assertConditionsHold() {
      Instant justBefore = SECOND.minusNanos(1_000);
      assertThat(stores.leases().take(lease, "other", justBefore, SECOND)).isFalse();
      assertThat(stores.leases().take(lease, "other", SECOND, SECOND.plusSeconds(1))).isTrue();
      Instant end = session.expiresAt();
      assertThat(stores.sessions().ofUser(user.id(), end.minusNanos(1_000))).hasSize(1);
      assertThat(stores.sessions().ofUser(user.id(), end)).isEmpty();
      assertThat(stores.characters().withTokensExpiringBefore(SECOND, 10_000))
          .noneMatch(found -> found.id().equals(character.id()));
      assertThat(stores.characters().withTokensExpiringBefore(SECOND.plusNanos(1_000), 10_000))
          .anyMatch(found -> found.id().equals(character.id()));
      assertThat(created(FIRST, SECOND)).hasSize(1);
      assertThat(created(FIRST.plusNanos(1_000), SECOND)).isEmpty();
      assertThat(created(FIRST.minusSeconds(3_600), FIRST)).isEmpty();
    }

    private List<Notification> created(Instant from, Instant until) {
      return stores
          .notifications()
          .page(
              new NotificationQuery(
                  Optional.of(user.id()),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(from),
                  Optional.of(until),
                  Optional.empty(),
                  10))
          .items();
    }
  }
}
