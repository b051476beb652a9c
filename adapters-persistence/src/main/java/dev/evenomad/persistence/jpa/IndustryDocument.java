package dev.evenomad.persistence.jpa;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.industry.IndustryActivity;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.industry.IndustryJobId;
import dev.evenomad.domain.industry.IndustryJobs;
import dev.evenomad.domain.industry.MissingJob;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.TypeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a snapshot of industry jobs looks like as JSON, times as ISO 8601. */
record IndustryDocument(List<Entry> jobs, List<Missing> missing, List<Told> told)
    implements SnapshotForm.Document<IndustryJobs> {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Entry(
      long id,
      String activity,
      long blueprint,
      @Nullable Long product,
      long runs,
      long facility,
      String status,
      String startsAt,
      String endsAt) {

    static Entry of(IndustryJob job) {
      return new Entry(
          job.id().value(),
          Codes.of(job.activity()),
          job.blueprint().value(),
          job.product().map(TypeId::value).orElse(null),
          job.runs(),
          job.facility().value(),
          Codes.of(job.status()),
          job.startsAt().toString(),
          job.endsAt().toString());
    }

    IndustryJob toDomain() {
      return new IndustryJob(
          new IndustryJobId(id),
          Codes.parse(activity, IndustryActivity.UNKNOWN),
          new TypeId(blueprint),
          Optional.ofNullable(product).map(TypeId::new),
          runs,
          new LocationId(facility),
          Codes.parse(status, IndustryJob.Status.UNKNOWN),
          Instant.parse(startsAt),
          Instant.parse(endsAt));
    }
  }

  record Missing(Entry job, String since, boolean confirmed) {

    static Missing of(MissingJob missing) {
      return new Missing(Entry.of(missing.job()), missing.since().toString(), missing.confirmed());
    }

    MissingJob toDomain() {
      return new MissingJob(job.toDomain(), Instant.parse(since), confirmed);
    }
  }

  record Told(long job, String endedAt) {

    static Told of(Map.Entry<IndustryJobId, Instant> told) {
      return new Told(told.getKey().value(), told.getValue().toString());
    }
  }

  static IndustryDocument of(IndustryJobs jobs) {
    return new IndustryDocument(
        jobs.jobs().stream().map(Entry::of).toList(),
        jobs.missing().stream().map(Missing::of).toList(),
        jobs.told().entrySet().stream().map(Told::of).toList());
  }

  @Override
  public IndustryJobs toSnapshot(CharacterId character, Instant asOf) {
    return new IndustryJobs(
        character,
        jobs.stream().map(Entry::toDomain).toList(),
        missing.stream().map(Missing::toDomain).toList(),
        told.stream()
            .collect(
                Collectors.toMap(
                    one -> new IndustryJobId(one.job()), one -> Instant.parse(one.endedAt()))),
        asOf);
  }
}
