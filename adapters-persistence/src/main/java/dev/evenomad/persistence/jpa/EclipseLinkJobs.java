package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobPage;
import dev.evenomad.domain.job.JobQuery;
import dev.evenomad.domain.job.JobQuery.Position;
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
  public List<Job> openOf(CharacterId character) {
    return transactions.read(
        manager ->
            manager
                .createQuery(
                    "SELECT j FROM JobRow j WHERE j.characterId = :character"
                        + " AND j.status IN :open",
                    JobRow.class)
                .setParameter("character", character.value())
                .setParameter("open", OPEN)
                .getResultStream()
                .map(JobRow::toDomain)
                .toList());
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
  public JobPage page(JobQuery query) {
    Page<JobRow> page =
        Page.of("job", JobRow.class)
            .where("job_type", "=", query.type().map(JobType::code))
            .where("status", "=", query.status().map(JobStatus::code))
            .where("character_id", "=", query.character().map(CharacterId::value))
            .where("created_at", ">=", query.from())
            .where("created_at", "<", query.until());
    query.after().ifPresent(last -> page.after(last.createdAt(), last.id().value()));
    return transactions.read(
        manager ->
            page.read(
                manager,
                query.limit(),
                JobRow::toDomain,
                (items, last) -> new JobPage(items, last.map(Position::of))));
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
  public int removeCompletedBefore(Instant instant, int limit) {
    return removeBefore(JobStatus.COMPLETED, instant, limit);
  }

  @Override
  public int removeFailedBefore(Instant instant, int limit) {
    return removeBefore(JobStatus.FAILED, instant, limit);
  }

  private int removeBefore(JobStatus over, Instant instant, int limit) {
    return transactions.write(
        manager ->
            Retention.remove(
                manager,
                "job",
                "completed_at",
                "status = '" + over.code() + "' AND completed_at < ?1",
                instant,
                limit));
  }
}
