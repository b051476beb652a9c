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

@Controller("/v1/me/subscription")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Account")
@MayAnswer.Unauthorized
final class SubscriptionController {

  private final Account account;

  SubscriptionController(Nomad nomad) {
    this.account = nomad.account();
  }

  /**
   * Tells what the account pays for, and what its plan allows.
   *
   * @return subscription and plan
   */
  @Get
  SubscriptionView getSubscription(Caller caller) {
    return account.plan(caller.user()).map(SubscriptionView::of).orElseThrow(Problem::invalidToken);
  }
}
