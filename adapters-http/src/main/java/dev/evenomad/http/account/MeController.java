package dev.evenomad.http.account;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.account.Account;
import dev.evenomad.http.error.MayAnswer;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.session.Caller;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;

@Controller("/v1/me")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Account")
@MayAnswer.Unauthorized
final class MeController {

  private final Account account;

  MeController(Nomad nomad) {
    this.account = nomad.account();
  }

  /**
   * Tells about the account.
   *
   * @return the account
   */
  @Get
  MeView getMe(Caller caller) {
    return account.user(caller.user()).map(MeView::of).orElseThrow(Problem::invalidToken);
  }
}
