package dev.evenomad.http.industry;

import dev.evenomad.application.account.Account.View;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.industry.IndustryJobs;
import dev.evenomad.domain.universe.Names;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.http.universe.Naming;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The industry jobs of a character.
 *
 * @param characterId EVE's id
 * @param asOf when EVE last confirmed it; null until it was read for the first time
 * @param stale whether a newer reading is overdue or there is none yet
 * @param items in EVE's order
 */
@Serdeable.Serializable
@Schema(name = "IndustryJobs")
record IndustryJobsView(
    long characterId, @Nullable Instant asOf, boolean stale, List<IndustryJobView> items) {

  static IndustryJobsView of(CharacterId character, View<IndustryJobs> view, Names names) {
    List<IndustryJob> jobs = view.snapshot().map(IndustryJobs::watched).orElse(List.of());
    return new IndustryJobsView(
        character.value(),
        view.snapshot().map(IndustryJobs::asOf).orElse(null),
        view.stale() || view.snapshot().isEmpty(),
        jobs.stream().map(job -> IndustryJobView.of(job, names)).toList());
  }

  /**
   * An industry job.
   *
   * @param jobId EVE's id
   * @param activity what it does; unknown if EVE has added it since
   * @param status what EVE says, which may lag behind the clock; unknown if EVE has added it since
   * @param blueprintTypeId EVE's type id of the blueprint
   * @param blueprintTypeName null if it is not known
   * @param productTypeId EVE's type id of what comes of it; null if EVE does not say
   * @param productTypeName null if it is not known
   * @param runs how often it is done
   * @param facilityId EVE's id of the station or structure
   * @param facilityName null if it is not known, as that of a structure
   * @param startsAt when it was begun
   * @param endsAt when it is planned to end; without meaning while it is paused
   */
  @Serdeable.Serializable
  @Schema(name = "IndustryJob")
  record IndustryJobView(
      long jobId,
      @Schema(ref = "#/components/schemas/IndustryActivity") String activity,
      @Schema(ref = "#/components/schemas/IndustryJobStatus") String status,
      long blueprintTypeId,
      @Nullable String blueprintTypeName,
      @Nullable Long productTypeId,
      @Nullable String productTypeName,
      long runs,
      long facilityId,
      @Nullable String facilityName,
      Instant startsAt,
      Instant endsAt) {

    static IndustryJobView of(IndustryJob job, Names names) {
      return new IndustryJobView(
          job.id().value(),
          job.activity().code(),
          job.status().code(),
          job.blueprint().value(),
          names.of(job.blueprint()).orElse(null),
          job.product().map(TypeId::value).orElse(null),
          job.product().flatMap(names::of).orElse(null),
          job.runs(),
          job.facility().value(),
          Naming.place(job.facility()).flatMap(names::of).orElse(null),
          job.startsAt(),
          job.endsAt());
    }
  }
}
