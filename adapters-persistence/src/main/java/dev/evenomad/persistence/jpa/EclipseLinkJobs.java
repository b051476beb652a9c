package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobPage;
import dev.evenomad.domain.job.JobQuery;
import dev.evenomad.domain.job.JobQuery.Position;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.job.Jobs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
  public JobPage page(JobQuery query) {
    Page<JobRow> page =
        Page.of("job", JobRow.class)
            .where("job_type", "=", query.type().map(JobType::code))
            .where("status", "=", query.status().map(JobStatus::code))
            .where("character_id", "=", query.character().map(CharacterId::value))
            .where("created_at", ">=", query.from())
            .where("created_at", "<", query.until());
    query.after().ifPresent(last -> page.after(last.createdAt(), last.id().value()));
    return read(page, query.limit());
  }

  private JobPage read(Page<JobRow> page, int limit) {
    return transactions.read(
        manager ->
            page.read(
                manager,
                limit,
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
  public JobPage ofUser(UserId user, Optional<Position> after, int limit) {
    Page<JobRow> page =
        Page.of("job", JobRow.class)
            // The condition and the expression of the index.
            .where(
                "job_type = 'push-delivery' AND payload ->> 'userId'",
                "=",
                Optional.of(user.value()));
    after.ifPresent(last -> page.after(last.createdAt(), last.id().value()));
    return read(page, limit);
  }

  @Override
  public List<Job> waitingRevocationsOf(CharacterId character) {
    return transactions.read(
        manager -> {
          Stream<?> rows =
              manager
                  .createNativeQuery(
                      // The expression and the condition are those of the index.
                      "SELECT * FROM job WHERE job_type = 'grant-revocation'"
                          + " AND payload ->> 'characterId' = ?1 AND status || '' = 'pending'",
                      JobRow.class)
                  .setParameter(1, character.toString())
                  .getResultStream();
          return rows.map(JobRow.class::cast).map(JobRow::toDomain).toList();
        });
  }

  @Override
  public List<DueWork> removeOfCharacter(CharacterId character) {
    return remove(
        "DELETE FROM job WHERE character_id = ? RETURNING id, job_type, status", character.value());
  }

  @Override
  public List<DueWork> removeOfUser(UserId user) {
    return remove(
        // The expression and the condition are those of the index.
        "DELETE FROM job WHERE job_type = 'push-delivery' AND payload ->> 'userId' = ?"
            + " RETURNING id, job_type, status",
        user.value());
  }

  private List<DueWork> remove(String sql, Object about) {
    return transactions.query(sql, EclipseLinkJobs::openWork, about).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** The work of a job that is not over. */
  private static Optional<DueWork> openWork(ResultSet job) throws SQLException {
    JobId id = new JobId(job.getString("id"));
    Optional<JobType> type = JobType.ofCode(job.getString("job_type"));
    return OPEN.contains(job.getString("status"))
        ? type.map(known -> new DueWork.RunJob(id, known))
        : Optional.empty();
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
