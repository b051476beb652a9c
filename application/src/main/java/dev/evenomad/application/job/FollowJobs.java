package dev.evenomad.application.job;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobPage;
import dev.evenomad.domain.job.JobQuery;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.Jobs;
import java.util.List;
import java.util.Optional;

/** Lets a pilot follow the jobs about their characters, and nobody else's. Thread-safe. */
public final class FollowJobs {

  private final Jobs jobs;
  private final Characters characters;

  /** Over these ports. */
  public FollowJobs(Jobs jobs, Characters characters) {
    this.jobs = jobs;
    this.characters = characters;
  }

  /** A job about one of the user's characters; empty if there is none with that id. */
  public Optional<Job> find(UserId user, JobId id) {
    // Asked for in any case: else the time would tell that there is such a job of somebody else's.
    List<CharacterId> own =
        characters.ofUser(user).stream().map(EveCharacter::characterId).toList();
    return jobs.find(id).filter(job -> job.character().filter(own::contains).isPresent());
  }

  /**
   * A page of the jobs about a character, newest first; empty if it is not the user's.
   *
   * @param status only those; empty for all
   * @param after the last one of the page before; empty for the first page
   * @param limit 1 to {@value JobQuery#MAX_LIMIT}
   */
  public Optional<JobPage> page(
      UserId user,
      CharacterId character,
      Optional<JobStatus> status,
      Optional<JobQuery.Position> after,
      int limit) {
    JobQuery query =
        new JobQuery(
            Optional.empty(),
            status,
            Optional.of(character),
            Optional.empty(),
            Optional.empty(),
            after,
            limit);
    return characters.findOf(user, character).map(own -> jobs.page(query));
  }
}
