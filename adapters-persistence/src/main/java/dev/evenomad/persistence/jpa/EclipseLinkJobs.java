package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.job.Jobs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class EclipseLinkJobs implements Jobs {

  private static final List<String> OPEN =
      List.of(JobStatus.PENDING.code(), JobStatus.PROCESSING.code());

  private final EclipseLinkTransactions transactions;

  EclipseLinkJobs(EclipseLinkTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<Job> find(JobId id) {
    return transactions.read(
        manager ->
            Optional.ofNullable(manager.find(JobRow.class, id.value())).map(JobRow::toDomain));
  }

  @Override
  public Optional<Job> findOpen(JobType type, CharacterId character) {
    return transactions.read(
        manager ->
            manager
                .createQuery(
                    "SELECT j FROM JobRow j WHERE j.characterId = :character"
                        + " AND j.jobType = :type AND j.status IN :open"
                        + " ORDER BY j.createdAt, j.id",
                    JobRow.class)
                .setParameter("character", character.value())
                .setParameter("type", type.code())
                .setParameter("open", OPEN)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(JobRow::toDomain));
  }

  @Override
  public List<Job> ofCharacter(CharacterId character, int limit) {
    return transactions.read(
        manager ->
            manager
                .createQuery(
                    "SELECT j FROM JobRow j WHERE j.characterId = :character"
                        + " ORDER BY j.createdAt DESC, j.id DESC",
                    JobRow.class)
                .setParameter("character", character.value())
                .setMaxResults(limit)
                .getResultStream()
                .map(JobRow::toDomain)
                .toList());
  }

  @Override
  public void add(Job job) {
    transactions.add(JobRow.from(job));
  }

  @Override
  public void save(Job job) {
    transactions.write(
        manager -> {
          JobRow row =
              VersionedRow.load(
                  manager, JobRow.class, job.id().value(), job.version(), "job " + job.id());
          row.apply(job);
          return row.version();
        });
  }

  @Override
  public void removeOfCharacter(CharacterId character) {
    transactions.write(
        manager ->
            manager
                .createNativeQuery("DELETE FROM job WHERE character_id = ?1")
                .setParameter(1, character.value())
                .executeUpdate());
  }

  @Override
  public int removeCompletedBefore(Instant instant) {
    return transactions.write(
        manager ->
            manager
                .createNativeQuery(
                    "DELETE FROM job WHERE status = 'completed' AND completed_at < ?1")
                .setParameter(1, instant)
                .executeUpdate());
  }
}
