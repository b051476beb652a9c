package dev.evenomad.domain.industry;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.snapshot.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The open industry jobs of a character.
 *
 * @param jobs no job twice
 */
public record IndustryJobs(CharacterId character, List<IndustryJob> jobs, Instant asOf)
    implements Snapshot {

  public IndustryJobs {
    jobs = List.copyOf(jobs);
    if (jobs.stream().map(IndustryJob::id).distinct().count() != jobs.size()) {
      throw new IllegalArgumentException("no industry job is listed twice");
    }
  }

  /** The job with that id; empty if it is not open. */
  public Optional<IndustryJob> find(IndustryJobId job) {
    return jobs.stream().filter(known -> known.id().equals(job)).findFirst();
  }
}
