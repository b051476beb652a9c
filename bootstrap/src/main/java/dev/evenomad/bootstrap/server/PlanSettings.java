package dev.evenomad.bootstrap.server;

import dev.evenomad.domain.plan.PlanPolicy;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.http.payment.StripeWebhooks;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What plans there are, and how they are paid.
 *
 * @param policy what the tiers allow
 * @param stripeSecrets with which Stripe signs what it tells; empty if nothing can be paid
 * @param livePayments whether real payments count, or those of Stripe's test mode
 */
public record PlanSettings(PlanPolicy policy, List<Secret> stripeSecrets, boolean livePayments) {

  /** Usual plans that nobody can pay. */
  public static final PlanSettings DEFAULT = new PlanSettings(PlanPolicy.DEFAULT, List.of(), true);

  public PlanSettings {
    stripeSecrets = List.copyOf(stripeSecrets);
  }

  /** What knows which notices are Stripe's; empty if nothing can be paid. */
  Optional<StripeWebhooks> webhooks(Clock clock) {
    return stripeSecrets.isEmpty()
        ? Optional.empty()
        : Optional.of(new StripeWebhooks(stripeSecrets, livePayments, clock));
  }
}
