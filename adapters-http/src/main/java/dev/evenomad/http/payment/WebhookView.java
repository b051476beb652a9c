package dev.evenomad.http.payment;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What came of an event.
 *
 * @param outcome applied: the account's subscription is as Stripe says; duplicate: it came before;
 *     unknown_customer: it is kept until a checkout says which account the customer is; ignored: it
 *     is of a kind that does not matter here; other_mode: it is of Stripe's test mode while this
 *     server counts real payments, or the other way round
 */
@Serdeable.Serializable
@Schema(name = "WebhookOutcome")
record WebhookView(@Schema(ref = "#/components/schemas/PaymentOutcome") String outcome) {}
