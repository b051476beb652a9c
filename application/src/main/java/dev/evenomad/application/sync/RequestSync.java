package dev.evenomad.application.sync;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.sync.SyncKind;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A pilot's wish to have a character read now. Thread-safe. */
public final class RequestSync {

  private final Characters characters;
  private final Jobs jobs;
  private final Schedule schedule;
  private final Ids ids;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these ports. */
  public RequestSync(
      Characters characters,
      Jobs jobs,
      Schedule schedule,
      Ids ids,
      Transactions transactions,
      Clock clock) {
    this.characters = characters;
    this.jobs = jobs;
    this.schedule = schedule;
    this.ids = ids;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Queues a reading of every kind of data that the pilot has agreed to. A kind that is queued
   * already is not queued twice.
   *
   * @return the jobs to follow, one for each kind; empty if the character is not the user's
   */
  public Optional<List<Job>> request(UserId user, CharacterId character) {
    return transactions.call(
        () ->
            characters
                .findOf(user, character)
                .map(
                    own ->
                        Arrays.stream(SyncKind.values())
                            .filter(kind -> own.grant().scopes().include(kind.neededScopes()))
                            .map(kind -> queued(character, JobType.of(kind)))
                            .toList()));
  }

  private Job queued(CharacterId character, JobType type) {
    return jobs.findOpen(type, character).orElseGet(() -> queue(character, type));
  }

  private Job queue(CharacterId character, JobType type) {
    Instant now = clock.instant();
    Job job =
        Job.pending(new JobId(ids.next()), type, Optional.of(character), Optional.empty(), now);
    jobs.add(job);
    schedule.plan(new DueWork.RunJob(job.id()), now);
    return job;
  }
}
