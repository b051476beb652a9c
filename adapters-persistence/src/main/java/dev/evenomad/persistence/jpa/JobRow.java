package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.persistence.batch.JdbcValues;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "job")
class JobRow implements VersionedRow {

  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "job_type")
  private String jobType;

  @Column(name = "character_id")
  private @Nullable Long characterId;

  @Column(name = "status")
  private String status;

  @Column(name = "priority")
  private int priority;

  @Column(name = "payload")
  @Convert(converter = JsonbConverter.class)
  private @Nullable String payload;

  @Column(name = "result")
  @Convert(converter = JsonbConverter.class)
  private @Nullable String result;

  @Column(name = "error")
  private @Nullable String error;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "started_at")
  private @Nullable Instant startedAt;

  @Column(name = "completed_at")
  private @Nullable Instant completedAt;

  @Column(name = "attempts")
  private int attempts;

  @Version
  @Column(name = "version")
  private long version;

  JobRow() {}

  static JobRow from(Job job) {
    JobRow row = new JobRow();
    row.id = job.id().value();
    row.apply(job);
    return row;
  }

  /** Of a result that has all columns. */
  static JobRow of(ResultSet columns) throws SQLException {
    JobRow row = new JobRow();
    row.id = columns.getString("id");
    row.jobType = columns.getString("job_type");
    row.characterId = columns.getObject("character_id", Long.class);
    row.status = columns.getString("status");
    row.priority = columns.getInt("priority");
    row.payload = columns.getString("payload");
    row.result = columns.getString("result");
    row.error = columns.getString("error");
    row.createdAt = JdbcValues.moment(columns, "created_at");
    row.startedAt = JdbcValues.nullableMoment(columns, "started_at");
    row.completedAt = JdbcValues.nullableMoment(columns, "completed_at");
    row.attempts = columns.getInt("attempts");
    row.version = columns.getLong("version");
    return row;
  }

  void apply(Job job) {
    jobType = job.type().code();
    characterId = job.character().map(CharacterId::value).orElse(null);
    status = job.status().code();
    priority = job.priority();
    payload = Json.write(job.payload());
    result = Json.write(job.result());
    error = job.error().orElse(null);
    createdAt = job.createdAt();
    startedAt = job.startedAt().orElse(null);
    completedAt = job.completedAt().orElse(null);
    attempts = job.attempts();
  }

  Job toDomain() {
    return new Job(
        new JobId(id),
        JobType.ofCode(jobType).orElseThrow(() -> Codes.unknown(JobType.class, jobType)),
        Optional.ofNullable(characterId).map(CharacterId::new),
        Codes.parse(JobStatus.class, status),
        priority,
        Json.readIfPresent(payload),
        Json.readIfPresent(result),
        Optional.ofNullable(error),
        createdAt,
        Optional.ofNullable(startedAt),
        Optional.ofNullable(completedAt),
        attempts,
        version);
  }

  @Override
  public long version() {
    return version;
  }
}
