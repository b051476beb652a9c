package dev.evenomad.esi.client;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.industry.IndustryActivity;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.industry.IndustryJobId;
import dev.evenomad.domain.industry.IndustrySource;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.TypeId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Industry jobs from ESI. Thread-safe. */
final class EsiIndustrySource implements IndustrySource {

  private static final Map<String, IndustryJob.Status> STATUS =
      Arrays.stream(IndustryJob.Status.values())
          .filter(status -> status != IndustryJob.Status.UNKNOWN)
          .collect(Collectors.toMap(IndustryJob.Status::code, Function.identity()));

  private final EsiClient esi;

  EsiIndustrySource(EsiClient esi) {
    this.esi = esi;
  }

  @Override
  public Fetched<List<IndustryJob>> fetchJobs(
      CharacterId character, Secret accessToken, Optional<ETag> known) {
    return esi.get(
        EsiCall.ofCharacter(EsiRoute.INDUSTRY_JOBS, character, accessToken, known),
        payload -> Once.each(payload.items(EsiIndustrySource::job), IndustryJob::id));
  }

  private static Optional<IndustryActivity> activity(long id) {
    return Optional.of(IndustryActivity.ofEsiId(id))
        .filter(activity -> activity != IndustryActivity.UNKNOWN);
  }

  private static IndustryJob job(Payload job) {
    return new IndustryJob(
        new IndustryJobId(job.number("job_id")),
        job.numberedChoice("activity_id", EsiIndustrySource::activity)
            .orElse(IndustryActivity.UNKNOWN),
        new TypeId(job.number("blueprint_type_id")),
        job.optionalNumber("product_type_id").map(TypeId::new),
        job.number("runs"),
        new LocationId(job.number("facility_id")),
        job.choice("status", STATUS).orElse(IndustryJob.Status.UNKNOWN),
        job.time("start_date"),
        job.time("end_date"));
  }
}
