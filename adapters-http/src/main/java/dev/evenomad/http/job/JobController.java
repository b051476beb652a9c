package dev.evenomad.http.job;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.job.FollowJobs;
import dev.evenomad.application.sync.RequestSync;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobQuery;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.http.error.MayAnswer;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.request.Cursor;
import dev.evenomad.http.request.Idempotency;
import dev.evenomad.http.request.Input;
import dev.evenomad.http.request.Paging;
import dev.evenomad.http.request.PathId;
import dev.evenomad.http.session.Caller;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Jobs")
@MayAnswer.Unauthorized
@MayAnswer.NotFound
final class JobController {

  private final Idempotency idempotency;
  private final RequestSync requestSync;
  private final FollowJobs followJobs;

  JobController(Nomad nomad, Idempotency idempotency) {
    this.idempotency = idempotency;
    this.requestSync = nomad.requestSync();
    this.followJobs = nomad.followJobs();
  }

  /**
   * Asks to have a character read from EVE now: every kind of data that the pilot has agreed to.
   * What is queued already is not queued twice.
   *
   * @param characterId EVE's id of the character
   * @param idempotencyKey names the request, so that repeating it does nothing twice
   */
  @Post("/characters/{characterId}/sync")
  @Consumes(MediaType.ALL)
  @MayAnswer.BadRequest
  @MayAnswer.KeyInUse
  @MayAnswer.Overloaded
  @ApiResponse(
      responseCode = "202",
      description = "The jobs to follow, one for each kind of data.",
      headers =
          @io.swagger.v3.oas.annotations.headers.Header(
              name = "Location",
              description = "The first of the jobs.",
              schema = @Schema(type = "string", format = "uri-reference")),
      content = @Content(schema = @Schema(implementation = JobsView.class)))
  HttpResponse<?> syncCharacter(
      HttpRequest<?> request,
      Caller caller,
      @PathVariable @Parameter(schema = @Schema(type = "integer", format = "int64"))
          String characterId,
      @Header(Idempotency.HEADER) @Nullable String idempotencyKey) {
    return idempotency.answer(request, caller, idempotencyKey, () -> sync(caller, characterId));
  }

  private HttpResponse<JobsView> sync(Caller caller, String characterId) {
    List<Job> jobs =
        switch (requestSync.request(caller.user(), PathId.character(characterId))) {
          case RequestSync.Outcome.Queued queued -> queued.jobs();
          case RequestSync.Outcome.NotFound none -> throw Problem.notFound();
          case RequestSync.Outcome.Paused paused -> throw Problem.pausedByPlan();
          case RequestSync.Outcome.Overloaded overloaded ->
              throw Problem.overloaded(overloaded.retryAfter());
        };
    if (jobs.isEmpty()) {
      throw Problem.reauthorizationNeeded();
    }
    return HttpResponse.<JobsView>accepted(URI.create("/v1/jobs/" + jobs.getFirst().id()))
        .body(JobsView.of(jobs));
  }

  /**
   * Lists jobs about a character, the newest first.
   *
   * @param characterId EVE's id of the character
   * @param status only those with that status
   * @param cursor where to go on: nextCursor of the page before
   * @param limit at most so many; 50 if it is not given
   * @return a page
   */
  @Get("/characters/{characterId}/jobs")
  @MayAnswer.BadRequest
  JobPageView listJobs(
      Caller caller,
      @PathVariable @Parameter(schema = @Schema(type = "integer", format = "int64"))
          String characterId,
      @QueryValue @Parameter(schema = @Schema(ref = "#/components/schemas/JobStatus"))
          @Nullable String status,
      @QueryValue @Nullable String cursor,
      @QueryValue
          @Parameter(
              schema =
                  @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "50"))
          @Nullable String limit) {
    return followJobs
        .page(
            caller.user(),
            PathId.character(characterId),
            Input.optional("status", status).map(one -> one.oneOf(JobStatus.class)),
            Paging.after(cursor, JobController::place),
            Paging.limit(limit, JobQuery.MAX_LIMIT))
        .map(JobPageView::of)
        .orElseThrow(Problem::notFound);
  }

  /**
   * Tells where a job about one of the account's characters stands.
   *
   * @param id the job's id
   * @return the job
   */
  @Get("/jobs/{id}")
  JobView getJob(Caller caller, @PathVariable String id) {
    return followJobs
        .find(caller.user(), PathId.of(id, JobId::new))
        .map(JobView::of)
        .orElseThrow(Problem::notFound);
  }

  static JobQuery.Position place(Cursor cursor) {
    return new JobQuery.Position(cursor.createdAt(), new JobId(cursor.id()));
  }
}
