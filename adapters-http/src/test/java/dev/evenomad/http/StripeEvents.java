package dev.evenomad.http;

import dev.evenomad.domain.account.UserId;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Events as Stripe sends them in API version 2026-07-29.dahlia, and as it did before basil. */
final class StripeEvents {

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static final String CHECKOUT =
      """
      {
          "id": "cs_live_a1Yr0nHCUVz2S0fQwEy6fVKr5rJJmzM4Vt0rHhJ4uWZl2gQJ1vJ6g1T3Ew",
          "object": "checkout.session",
          "amount_subtotal": 500,
          "amount_total": 500,
          "cancel_url": "https://nomad.example.org/premium",
          "client_reference_id": "%s",
          "currency": "eur",
          "customer": "%s",
          "customer_details": {"email": "pilot@example.org", "name": "A Pilot", "tax_exempt": "none"},
          "livemode": true,
          "locale": null,
          "metadata": {},
          "mode": "%s",
          "payment_status": "paid",
          "status": "complete",
          "subscription": "sub_of_checkout",
          "success_url": "https://nomad.example.org/premium/thanks",
          "url": null
      }
      """;

  private StripeEvents() {}

  static String newId(String kind) {
    return kind + "_1S2u9kA8mXq3bPqL" + NUMBERS.incrementAndGet();
  }

  static String checkout(String customer, UserId user, Instant now) {
    return event(
        "checkout.session.completed", CHECKOUT.formatted(user, customer, "subscription"), now);
  }

  static String singlePayment(String customer, UserId user, Instant now) {
    return event("checkout.session.completed", CHECKOUT.formatted(user, customer, "payment"), now);
  }

  /** Its period ends 30 days after {@code now}. */
  static String subscription(
      String stage, String id, String customer, String status, boolean cancels, Instant now) {
    long second = now.getEpochSecond();
    return event(
        "customer.subscription." + stage,
        """
        {
            "id": "%s",
            "object": "subscription",
            "billing_cycle_anchor": 1788256800,
            "cancel_at": null,
            "cancel_at_period_end": %s,
            "canceled_at": null,
            "collection_method": "charge_automatically",
            "created": 1788256800,
            "currency": "eur",
            "customer": "%s",
            "default_payment_method": "pm_1S2u9kA8mXq3bPqLQv3oWzQd",
            "ended_at": %s,
            "items": {
              "object": "list",
              "data": [
                {
                  "id": "si_TDWj2jzNSYrYwo",
                  "object": "subscription_item",
                  "created": 1788256801,
                  "current_period_end": %d,
                  "current_period_start": %d,
                  "metadata": {},
                  "price": {"id": "price_1PremiumMonthly", "object": "price", "unit_amount": 500},
                  "quantity": 1,
                  "subscription": "%s"
                }
              ],
              "has_more": false,
              "total_count": 1
            },
            "latest_invoice": "in_1S2u9kA8mXq3bPqL3v5oJmOe",
            "livemode": true,
            "metadata": {},
            "status": "%s",
            "trial_end": null
        }
        """
            .formatted(
                id,
                cancels,
                customer,
                status.equals("canceled") ? second : null,
                second + 30 * 86_400,
                second,
                id,
                status),
        now);
  }

  static String subscriptionBeforeBasil(String id, String customer, Instant now) {
    long second = now.getEpochSecond();
    return event(
        "customer.subscription.created",
        """
        {"id": "%s", "object": "subscription", "cancel_at_period_end": false, "customer": "%s",
         "current_period_start": %d, "current_period_end": %d, "status": "active",
         "items": {"object": "list", "data": [{"id": "si_TDWj2jzNSYrYwo"}]}}
        """
            .formatted(id, customer, second, second + 30 * 86_400),
        now);
  }

  static String event(String type, String object, Instant now) {
    return """
    {
      "id": "%s",
      "object": "event",
      "api_version": "2026-07-29.dahlia",
      "created": %d,
      "data": {
        "object": %s,
        "previous_attributes": {"status": "incomplete"}
      },
      "livemode": true,
      "pending_webhooks": 1,
      "request": {"id": "req_BdQyFdP2oc6wGg", "idempotency_key": "7f2ab8b5-7a1c-4f5c-a1bb-5c6c5a3a9f6e"},
      "type": "%s"
    }
    """
        .formatted(newId("evt"), now.getEpochSecond(), object, type);
  }
}
