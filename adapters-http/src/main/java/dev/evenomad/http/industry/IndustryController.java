package dev.evenomad.http.industry;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.account.Account;
import dev.evenomad.application.account.Account.View;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.industry.IndustryJobs;
import dev.evenomad.http.error.MayAnswer;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.request.PathId;
import dev.evenomad.http.session.Caller;
import dev.evenomad.http.universe.Naming;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Stream;

@Controller("/v1/characters/{characterId}/industry-jobs")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Industry")
@MayAnswer.Unauthorized
@MayAnswer.NotFound
final class IndustryController {

  private final Account account;
  private final Naming naming;

  IndustryController(Nomad nomad, Naming naming) {
    this.account = nomad.account();
    this.naming = naming;
  }

  /**
   * Lists a character's industry jobs, as they were last read.
   *
   * @param characterId EVE's id of the character
   * @return the jobs; without items until they were read for the first time
   */
  @Get
  IndustryJobsView listIndustryJobs(
      Caller caller,
      @PathVariable @Parameter(schema = @Schema(type = "integer", format = "int64"))
          String characterId) {
    CharacterId character = PathId.character(characterId);
    View<IndustryJobs> known =
        account.industryJobs(caller.user(), character).orElseThrow(Problem::notFound);
    List<IndustryJob> jobs = known.snapshot().map(IndustryJobs::watched).orElse(List.of());
    return IndustryJobsView.of(
        character,
        known,
        naming.of(
            caller.user(),
            jobs,
            job -> Stream.concat(Stream.of(job.blueprint()), job.product().stream()),
            job -> Naming.place(job.facility()).stream()));
  }
}
