package dev.evenomad.application.job;

import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.live.LiveEvent.JobEnded;
import dev.evenomad.domain.live.LiveEvents;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Ends the tries of jobs that were asked for; open apps of who asked are told in the same
 * transaction. Thread-safe.
 */
final class JobEndings {

  private final Jobs jobs;
  private final Characters characters;
  private final LiveEvents live;
  private final Transactions transactions;
  private final Clock clock;

  JobEndings(
      Jobs jobs, Characters characters, LiveEvents live, Transactions transactions, Clock clock) {
    this.jobs = jobs;
    this.characters = characters;
    this.live = live;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Ends a job, unless another process has taken it over.
   *
   * @param begun as it was when this try began
   * @param ending makes it completed or failed
   * @return whether it was there to be ended
   */
  boolean end(Job begun, UnaryOperator<Job> ending) {
    return transactions.call(
        () -> {
          Optional<Job> ended = jobs.findInTry(begun).map(ending);
          ended.ifPresent(
              job -> {
                jobs.save(job);
                tell(job);
              });
          return ended.isPresent();
        });
  }

  private void tell(Job ended) {
    Instant now = clock.instant();
    ended
        .type()
        .syncKind()
        .ifPresent(
            kind ->
                ended
                    .character()
                    .flatMap(characters::find)
                    .map(EveCharacter::user)
                    .ifPresent(
                        user ->
                            live.add(
                                List.of(
                                    new JobEnded(
                                        user,
                                        ended.id(),
                                        ended.character().orElseThrow(),
                                        kind,
                                        ended.status() == JobStatus.COMPLETED,
                                        now)),
                                now)));
  }
}
