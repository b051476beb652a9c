package dev.evenomad.domain.industry;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.snapshot.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The industry jobs of a character, and what was told of them.
 *
 * @param jobs as ESI lists them; no job twice
 * @param missing jobs that are gone, some of which an older answer may list again; no job twice
 * @param told jobs whose completion was told when this was read, by the end under which it was. A
 *     job that was paused unseen may be completed once more at a later end
 */
public record IndustryJobs(
    CharacterId character,
    List<IndustryJob> jobs,
    List<MissingJob> missing,
    Map<IndustryJobId, Instant> told,
    Instant asOf)
    implements Snapshot {

  public IndustryJobs {
    jobs = List.copyOf(jobs);
    missing = List.copyOf(missing);
    told = Map.copyOf(told);
    if (jobs.stream().map(IndustryJob::id).distinct().count() != jobs.size()
        || missing.stream().map(gone -> gone.job().id()).distinct().count() != missing.size()) {
      throw new IllegalArgumentException("no industry job is listed twice");
    }
  }

  /** Jobs as they were read: none is missed, nothing was told. */
  public IndustryJobs(CharacterId character, List<IndustryJob> jobs, Instant asOf) {
    this(character, jobs, List.of(), Map.of(), asOf);
  }

  /** The job with that id; empty if it is not listed. */
  public Optional<IndustryJob> find(IndustryJobId job) {
    return jobs.stream().filter(known -> known.id().equals(job)).findFirst();
  }

  /** The jobs that go on as far as is known: listed and not surely gone, or missed only once. */
  public List<IndustryJob> watched() {
    Set<IndustryJobId> gone =
        missing.stream()
            .filter(MissingJob::confirmed)
            .map(missed -> missed.job().id())
            .collect(Collectors.toSet());
    return Stream.concat(
            jobs.stream().filter(job -> !gone.contains(job.id())),
            missing.stream()
                .filter(missed -> !missed.confirmed() && find(missed.job().id()).isEmpty())
                .map(MissingJob::job))
        .toList();
  }

  @Override
  public IndustryJobs confirmedAt(Instant moment) {
    return new IndustryJobs(character, jobs, missing, told, moment);
  }
}
