package dev.evenomad.http.payment;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.payment.ReceivePaymentNotice;
import dev.evenomad.http.error.MayAnswer;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.session.Public;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Controller("/v1/webhooks/stripe")
@ExecuteOn(TaskExecutors.BLOCKING)
@Public
@Tag(name = "Operations")
final class StripeController {

  private final Optional<StripeWebhooks> webhooks;
  private final ReceivePaymentNotice receivePaymentNotice;

  StripeController(Optional<StripeWebhooks> webhooks, Nomad nomad) {
    this.webhooks = webhooks;
    this.receivePaymentNotice = nomad.receivePaymentNotice();
  }

  /**
   * Takes an event from Stripe, as it comes and as often as it comes. For Stripe alone: what it has
   * not signed is refused.
   *
   * @param signature Stripe's, of the body
   * @param body the event
   * @return what came of it; also where that is nothing, so that Stripe does not send it again
   */
  @Post
  @MayAnswer.BadRequest
  @MayAnswer.NotConfigured
  @MayAnswer.BadBody
  WebhookView receiveStripeEvent(
      @Header("Stripe-Signature") @Nullable String signature,
      @Body
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(ref = "#/components/schemas/StripeEvent")))
          byte[] body) {
    StripeWebhooks stripe = webhooks.orElseThrow(Problem::stripeNotConfigured);
    if (!stripe.genuine(signature, body)) {
      throw Problem.badRequest(
          "invalid_signature",
          "Stripe has not signed this, or did so too long ago. The signing secret of the endpoint"
              + " must be one of STRIPE_WEBHOOK_SECRET, and the clocks must be right.");
    }
    StripeEvent event = StripeEvent.read(body);
    if (!stripe.counts(event.live())) {
      return new WebhookView("other_mode");
    }
    return new WebhookView(
        event.notice().map(notice -> code(receivePaymentNotice.receive(notice))).orElse("ignored"));
  }

  private static String code(ReceivePaymentNotice.Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
