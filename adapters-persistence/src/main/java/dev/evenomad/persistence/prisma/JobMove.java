package dev.evenomad.persistence.prisma;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.persistence.prisma.SourceRow.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Jobs: history. What had not ended does not end well any more. */
final class JobMove implements Move {

  private static final Pattern NUMBER = Pattern.compile("0*[1-9][0-9]{0,17}");

  private static final Insert INSERT =
      Insert.into(
          "job",
          "id text, job_type text, character_id bigint, status text, priority integer,"
              + " payload jsonb, result jsonb, error text, created_at timestamptz,"
              + " started_at timestamptz, completed_at timestamptz, attempts integer");

  private final Instant now;

  JobMove(Instant now) {
    this.now = now;
  }

  @Override
  public String origin() {
    return "Job";
  }

  @Override
  public String what() {
    return "jobs";
  }

  /** A job names its character by EVE's number, or by the id of its record. */
  @Override
  public String query() {
    return """
    SELECT j.*, c."characterId" AS "eveId"
    FROM "Job" j LEFT JOIN "Character" c ON c.id = j."characterId"
    """;
  }

  @Override
  public Insert insert() {
    return INSERT;
  }

  @Override
  public Draft draft(SourceRow row) throws SQLException {
    Instant createdAt = row.time("createdAt");
    Optional<Instant> startedAt = row.optionalTime("startedAt");
    Optional<Instant> completedAt = row.optionalTime("completedAt");
    Optional<String> error = row.optionalText("error");
    JobStatus status =
        Words.find(JobStatus.class, row, "status")
            .orElseGet(
                () -> {
                  row.changed("its status is not known; it is what its times and error say");
                  return completedAt.isPresent() && error.isEmpty()
                      ? JobStatus.COMPLETED
                      : JobStatus.PENDING;
                });
    boolean over = status == JobStatus.COMPLETED || status == JobStatus.FAILED;
    if (!over) {
      row.changed("it had not ended before the move; it has failed");
    } else if (completedAt.isEmpty()) {
      row.changed("it had ended without a time; it ended when it was begun or made");
    }
    Job job =
        new Job(
            new JobId(row.id()),
            type(row),
            character(row),
            over ? status : JobStatus.FAILED,
            Math.toIntExact(row.number("priority")),
            Optional.empty(),
            Optional.empty(),
            over ? error : error.or(() -> Optional.of("not finished before the move")),
            createdAt,
            startedAt,
            Optional.of(completedAt.orElse(over ? startedAt.orElse(createdAt) : now)),
            startedAt.isPresent() ? 1 : 0,
            0);
    return row.becomes(
        new Columns()
            .with("id", job.id())
            .with("job_type", job.type().code())
            .with("character_id", job.character())
            .with("status", job.status().code())
            .with("priority", job.priority())
            .with("payload", row.json("payload"))
            .with("result", row.json("result"))
            .with("error", job.error())
            .with("created_at", job.createdAt())
            .with("started_at", job.startedAt())
            .with("completed_at", job.completedAt())
            .with("attempts", job.attempts()));
  }

  private static JobType type(SourceRow row) throws SQLException {
    String type = row.text("jobType");
    return Words.find(JobType.class, type)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "its type is not known: '%s'".formatted(OneLine.of(type, 40))));
  }

  private static Optional<CharacterId> character(SourceRow row) throws SQLException {
    Optional<Long> ofRecord = row.optionalNumber("eveId").filter(id -> id > 0);
    Optional<String> text = row.optionalText("characterId").map(String::strip);
    Optional<Long> id =
        ofRecord.or(() -> text.filter(t -> NUMBER.matcher(t).matches()).map(Long::valueOf));
    if (id.isEmpty() && text.isPresent()) {
      row.changed("its character is neither a number nor a known record; it has none");
    }
    return id.map(CharacterId::new);
  }

  @Override
  public Verdict verdict(Connection here, Draft draft) {
    return new Verdict.Instead(draft);
  }
}
