package dev.evenomad.http.overview;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.overview.SeeOverview;
import dev.evenomad.http.error.MayAnswer;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.session.Caller;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;

@Controller("/v1/overview")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Overview")
@MayAnswer.Unauthorized
final class OverviewController {

  private final SeeOverview seeOverview;

  OverviewController(Nomad nomad) {
    this.seeOverview = nomad.seeOverview();
  }

  /**
   * Tells all of the account's characters at a glance: what each trains, what ends next, and what
   * is unread.
   *
   * @return the characters, as they were last read and by the clock
   */
  @Get
  OverviewView getOverview(Caller caller) {
    return seeOverview.see(caller.user()).map(OverviewView::of).orElseThrow(Problem::invalidToken);
  }
}
