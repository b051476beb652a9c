package dev.evenomad.testkit.memory;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.job.Jobs;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@link Jobs} in memory. */
final class InMemoryJobs implements Jobs {

  private static final Comparator<Job> OLDEST_FIRST =
      Comparator.comparing(Job::createdAt).thenComparing(job -> job.id().value());

  private final Tables tables;

  InMemoryJobs(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<Job> find(JobId id) {
    return tables.jobs.find(id);
  }

  @Override
  public Optional<Job> findOpen(JobType type, CharacterId character) {
    return about(character).stream()
        .filter(job -> job.type() == type && !job.over())
        .min(OLDEST_FIRST);
  }

  @Override
  public List<Job> ofCharacter(CharacterId character, int limit) {
    return about(character).stream().sorted(OLDEST_FIRST.reversed()).limit(limit).toList();
  }

  @Override
  public void add(Job job) {
    tables.jobs.insert(job);
  }

  @Override
  public void save(Job job) {
    tables.jobs.update(job);
  }

  @Override
  public void removeOfCharacter(CharacterId character) {
    tables.jobs.remove(job -> job.character().equals(Optional.of(character)));
  }

  @Override
  public int removeCompletedBefore(Instant instant) {
    return tables
        .jobs
        .remove(
            job ->
                job.status() == JobStatus.COMPLETED
                    && job.completedAt().filter(end -> end.isBefore(instant)).isPresent())
        .size();
  }

  private List<Job> about(CharacterId character) {
    return tables.jobs.select(job -> job.character().equals(Optional.of(character)));
  }
}
