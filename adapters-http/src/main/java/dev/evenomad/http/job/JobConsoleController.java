package dev.evenomad.http.job;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.job.JobHistory;
import dev.evenomad.domain.job.JobQuery;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.http.operator.Operator;
import dev.evenomad.http.request.Input;
import dev.evenomad.http.request.Paging;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows operators the jobs of all pilots. No part of the API of apps, so not in its document. */
@Controller("/console/jobs")
@ExecuteOn(TaskExecutors.BLOCKING)
@Operator
@Hidden
final class JobConsoleController {

  private final JobHistory history;

  JobConsoleController(Nomad nomad) {
    this.history = nomad.jobHistory();
  }

  /**
   * Lists jobs, the newest first.
   *
   * @param status only those with that status
   * @param type only those of that type
   * @param cursor where to go on: nextCursor of the page before
   * @param limit at most so many; 50 if it is not given
   * @return a page
   */
  @Get
  JobPageView jobs(
      @QueryValue @Nullable String status,
      @QueryValue @Nullable String type,
      @QueryValue @Nullable String cursor,
      @QueryValue @Nullable String limit) {
    return JobPageView.of(
        history.page(
            new JobQuery(
                Input.optional("type", type).map(JobConsoleController::type),
                Input.optional("status", status).map(one -> one.oneOf(JobStatus.class)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Paging.after(cursor, JobController::place),
                Paging.limit(limit, JobQuery.MAX_LIMIT))));
  }

  private static JobType type(Input input) {
    String known =
        Arrays.stream(JobType.values()).map(JobType::code).collect(Collectors.joining(", "));
    return input.as(
        "one of: " + known,
        code -> JobType.ofCode(code).orElseThrow(IllegalArgumentException::new));
  }
}
