package dev.evenomad.domain.job;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.environment.ConflictException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The audit trail of jobs. Implementations are thread-safe and join transactions. */
public interface Jobs {

  /** The job with that id; empty if there is none. */
  Optional<Job> find(JobId id);

  /**
   * The job as it is stored now, if it {@linkplain Job#stillInTry still is in the try} that {@code
   * begun} began.
   */
  default Optional<Job> findInTry(Job begun) {
    return find(begun.id()).filter(current -> current.stillInTry(begun));
  }

  /** The jobs about that character that are not over, at most one of each type, in no order. */
  List<Job> openOf(CharacterId character);

  /** A page of jobs, the newest first. */
  JobPage page(JobQuery query);

  /**
   * Stores a new job.
   *
   * @throws ConflictException at the latest when the transaction commits, if its id is taken, or if
   *     a job of its type for its character is open already
   */
  void add(Job job);

  /**
   * Stores a changed job if its version is still the stored one; at most once per transaction.
   *
   * @throws ConflictException at the latest when the transaction commits, if another writer won or
   *     the job is gone
   */
  void save(Job job);

  /**
   * A page of the jobs that are for an account itself and not about one of its characters, the
   * newest first: the deliveries whose payload names it as {@code userId}.
   *
   * @param after the last one of the page before; empty for the first page
   * @param limit 1 to {@value JobQuery#MAX_LIMIT}
   */
  JobPage ofUser(UserId user, Optional<JobQuery.Position> after, int limit);

  /**
   * The revocations of a character's grants that wait for their turn, in no order. Their payload
   * names it by EVE's id; they are about no character otherwise, because they outlive it.
   */
  List<Job> waitingRevocationsOf(CharacterId character);

  /**
   * Removes all jobs about a character, over or not.
   *
   * @return the work of those that were not over, to be taken from the schedule
   */
  List<DueWork> removeOfCharacter(CharacterId character);

  /**
   * Removes all jobs that are {@linkplain #ofUser for an account itself}, over or not.
   *
   * @return the work of those that were not over, to be taken from the schedule
   */
  List<DueWork> removeOfUser(UserId user);

  /**
   * Removes jobs that were completed before {@code instant}, the earliest first, except those that
   * another transaction is changing.
   *
   * @param limit at most so many, positive
   * @return how many
   */
  int removeCompletedBefore(Instant instant, int limit);

  /** As {@link #removeCompletedBefore}, those that failed before {@code instant}. */
  int removeFailedBefore(Instant instant, int limit);
}
