package dev.evenomad.application.job;

import dev.evenomad.application.sync.SyncCharacter;
import dev.evenomad.application.sync.SyncCharacter.Turn;
import dev.evenomad.application.sync.SyncOutcome;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWorkHandler.Next;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.job.Plan;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.job.Urgency;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncStates;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Reads what a pilot asked to be read, as soon as EVE allows it. Thread-safe. */
final class RunRequestedSync {

  /** Afterwards whoever looks on has seen enough; the regular readings go on. */
  private static final int MOST_FAILURES = 5;

  private final SyncCharacter syncCharacter;
  private final SyncStates syncStates;
  private final Jobs jobs;
  private final JobEndings endings;
  private final Schedule schedule;
  private final Transactions transactions;
  private final Clock clock;

  RunRequestedSync(
      SyncCharacter syncCharacter,
      SyncStates syncStates,
      Jobs jobs,
      JobEndings endings,
      Schedule schedule,
      Transactions transactions,
      Clock clock) {
    this.syncCharacter = syncCharacter;
    this.syncStates = syncStates;
    this.jobs = jobs;
    this.endings = endings;
    this.schedule = schedule;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Makes a reading due for a job that is being started, in the same transaction.
   *
   * @return until when what is known is fresh, if it is; empty also for a job that reads nothing
   */
  Optional<Instant> want(Job job) {
    return job.type().syncKind().flatMap(kind -> want(job.character().orElseThrow(), kind));
  }

  /** One try of a job that has been started. */
  Next run(Job job, Optional<Instant> freshUntil) {
    CharacterId character = job.character().orElseThrow();
    SyncKind kind = job.type().syncKind().orElseThrow();
    if (freshUntil.isPresent()) {
      return conclude(job, new SyncOutcome.StillFresh(freshUntil.get()), Optional.empty());
    }
    Turn turn = syncCharacter.run(character, kind);
    return switch (turn.outcome()) {
      case SyncOutcome.Superseded superseded -> new Next.At(clock.instant());
      case SyncOutcome.Postponed postponed when withinPatience(job, postponed.until()) ->
          retry(job, "EVE asks to wait until " + postponed.until(), postponed.until());
      case SyncOutcome.Failed failed when job.attempts() < MOST_FAILURES ->
          retry(job, failed.why(), clock.instant());
      default ->
          // What was read on request need not be read again by the clock.
          conclude(
              job,
              turn.outcome(),
              turn.next()
                  .map(
                      at ->
                          Plan.of(new DueWork.Sync(character, kind), at.instant())
                              .urgent(at.urgency().orElse(Urgency.ROUTINE))));
    };
  }

  private Optional<Instant> want(CharacterId character, SyncKind kind) {
    Instant now = clock.instant();
    return syncStates
        .find(character, kind)
        .flatMap(
            state -> {
              Optional<Instant> fresh = state.freshUntil().filter(until -> until.isAfter(now));
              if (fresh.isEmpty() && !state.pollDue(now)) {
                syncStates.save(state.wanted(now));
              }
              return fresh;
            });
  }

  private Next conclude(Job job, SyncOutcome outcome, Optional<Plan> next) {
    transactions.run(
        () -> {
          // Without it the character is gone, or another process is at it and says when.
          if (endings.end(
              job, current -> SyncResult.concluding(current, outcome, clock.instant()))) {
            next.ifPresent(schedule::plan);
          }
        });
    return Next.Done.DONE;
  }

  private static boolean withinPatience(Job job, Instant until) {
    return until.isBefore(job.createdAt().plus(job.type().patience()));
  }

  /** Again, not before {@code until}. */
  private Next retry(Job job, String why, Instant until) {
    Instant soonest = clock.instant().plus(job.type().backoff().after(job.attempts()));
    transactions.run(
        () -> jobs.findInTry(job).ifPresent(current -> jobs.save(current.toBeRetried(why))));
    return new Next.At(until.isAfter(soonest) ? until : soonest);
  }
}
