package dev.evenomad.persistence;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.environment.OutageException;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.job.Plan;
import dev.evenomad.domain.job.Urgency;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.persistence.PersistenceStatistics.Pool;
import dev.evenomad.persistence.PersistenceStatistics.Tier;
import dev.evenomad.persistence.jobs.QueueStatistics;
import dev.evenomad.persistence.jobs.QueueStatistics.Waiting;
import dev.evenomad.testkit.contract.Samples;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What persistence tells of itself. */
@ExtendWith(PostgresExtension.class)
final class StatisticsIT {

  private final PersistenceSettings settings;

  StatisticsIT(PostgresServer server) {
    this.settings =
        new PersistenceSettings(
            DatabaseUrl.parse(server.createDatabase()),
            3,
            Duration.ofMillis(300),
            Optional.empty());
  }

  @Test
  void countsWhatIsDueByUrgency() {
    try (Persistence persistence = Persistence.open(settings, () -> NOW)) {
      persistence.migrate();
      for (int number = 1; number <= 3; number++) {
        persistence
            .schedule()
            .plan(
                new DueWork.Sync(new CharacterId(number), SyncKind.SKILLS),
                NOW.minusSeconds(number));
      }
      persistence
          .schedule()
          .plan(new DueWork.Sync(new CharacterId(4), SyncKind.MAIL), NOW.minusSeconds(90));
      persistence
          .schedule()
          .plan(
              Plan.of(new DueWork.Sync(new CharacterId(5), SyncKind.MAIL), NOW)
                  .urgent(Urgency.EVENT));
      persistence
          .schedule()
          .plan(
              new DueWork.RunJob(new JobId(Samples.id()), JobType.PUSH_DELIVERY),
              NOW.plusSeconds(1));

      QueueStatistics queue = persistence.queue();

      assertThat(queue.of(Urgency.ROUTINE)).isEqualTo(new Waiting(4, Duration.ofSeconds(90)));
      assertThat(queue.of(Urgency.EVENT)).isEqualTo(new Waiting(1, Duration.ZERO));
      assertThat(queue.of(Urgency.ALERT)).isEqualTo(Waiting.NOTHING);
      assertThat(queue.byUrgency()).hasSize(Urgency.values().length);
    }
  }

  @Test
  void countsConnectionsAndCache() {
    try (Persistence persistence = Persistence.open(settings, () -> NOW)) {
      assertThat(persistence.statistics().pool()).contains(new Pool(0, 0, 0, 3, 0));
      persistence.migrate();
      CacheKey key = Samples.cacheKey();
      assertThat(persistence.cache().find(key)).isEmpty();
      persistence.cache().put(Samples.cached(key, NOW.plusSeconds(60)));
      assertThat(persistence.cache().find(key)).isPresent();

      PersistenceStatistics statistics = persistence.statistics();

      assertThat(statistics.cacheTiers())
          .containsOnlyKeys("memory", "database")
          .containsEntry("memory", new Tier(1, 1))
          .containsEntry("database", new Tier(0, 1));
      assertThat(statistics.redisConnected()).isEmpty();
      assertThat(statistics.pool().map(Pool::most)).contains(3);
      assertThat(statistics.engines().of(Urgency.ALERT).begun()).isZero();
    }
  }

  @Test
  void saysThatTheDatabaseIsAway() {
    PersistenceSettings nowhere =
        new PersistenceSettings(
            DatabaseUrl.parse("postgresql://pilot:hunter2@127.0.0.1:1/nomad"),
            2,
            Duration.ofMillis(300),
            Optional.empty());
    try (Persistence persistence = Persistence.open(nowhere, () -> NOW)) {
      assertThatThrownBy(persistence::queue).isInstanceOf(OutageException.class);
      assertThat(persistence.statistics().pool().map(Pool::timeouts)).contains(1L);
    }
  }
}
