package dev.evenomad.application.sync;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.job.Plan;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.job.Urgency;
import dev.evenomad.domain.plan.PlanPolicy;
import dev.evenomad.domain.sync.SyncKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pilot's wish to have a character read now. Wishes are not taken while too many wait already:
 * what would be late anyway is better refused. Thread-safe.
 */
public final class RequestSync {

  private static final Logger LOG = LoggerFactory.getLogger(RequestSync.class);

  /** What a single server reads in some ten seconds. */
  private static final int MOST_WAITING = 5_000;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  private final Characters characters;
  private final Jobs jobs;
  private final Schedule schedule;
  private final PlanPolicy plans;
  private final Ids ids;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these ports. */
  public RequestSync(
      Characters characters,
      Jobs jobs,
      Schedule schedule,
      PlanPolicy plans,
      Ids ids,
      Transactions transactions,
      Clock clock) {
    this.characters = characters;
    this.jobs = jobs;
    this.schedule = schedule;
    this.plans = plans;
    this.ids = ids;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Queues a reading of every kind of data that the pilot has agreed to. A kind that is queued
   * already is not queued twice.
   */
  public Outcome request(UserId user, CharacterId character) {
    Instant now = clock.instant();
    return transactions.call(
        () -> {
          boolean kept = characters.keep(character);
          Optional<EveCharacter> own = characters.findOf(user, character);
          if (!kept || own.isEmpty()) {
            return new Outcome.NotFound();
          }
          if (paused(user, character, now)) {
            return new Outcome.Paused();
          }
          if (schedule.waiting(Urgency.REQUEST, now, MOST_WAITING) == MOST_WAITING) {
            LOG.warn("a wish to read character {} is refused: too many are waiting", character);
            return new Outcome.Overloaded(RETRY_AFTER);
          }
          Scopes scopes = own.get().grant().scopes();
          List<Job> open = jobs.openOf(character);
          return new Outcome.Queued(
              Arrays.stream(SyncKind.values())
                  .filter(kind -> scopes.include(kind.neededScopes()))
                  .map(kind -> queued(own.get(), open, JobType.of(kind), now))
                  .toList());
        });
  }

  private boolean paused(UserId user, CharacterId character, Instant now) {
    return characters
        .roster(user)
        .filter(roster -> plans.standing(roster, now).paused().contains(character))
        .isPresent();
  }

  private Job queued(EveCharacter own, List<Job> open, JobType type, Instant now) {
    return open.stream()
        .filter(job -> job.type() == type)
        .findFirst()
        .orElseGet(() -> queue(own, type, now));
  }

  private Job queue(EveCharacter own, JobType type, Instant now) {
    Job job =
        Job.pending(
            new JobId(ids.next()), type, Optional.of(own.characterId()), Optional.empty(), now);
    jobs.add(job);
    schedule.plan(Plan.of(new DueWork.RunJob(job), now).onBehalfOf(own.user()));
    return job;
  }

  /** What becomes of the wish. */
  public sealed interface Outcome {

    /**
     * It is queued.
     *
     * @param jobs to follow, one for each kind; none if the pilot has agreed to nothing
     */
    record Queued(List<Job> jobs) implements Outcome {
      public Queued {
        jobs = List.copyOf(jobs);
      }
    }

    /** The character is not the user's. */
    record NotFound() implements Outcome {}

    /** The account's plan does not cover the character. Nothing is queued. */
    record Paused() implements Outcome {}

    /** All servers together are too far behind with such wishes to take more. Nothing is queued. */
    record Overloaded(Duration retryAfter) implements Outcome {}
  }
}
