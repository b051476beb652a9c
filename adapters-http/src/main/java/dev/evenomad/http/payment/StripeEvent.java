package dev.evenomad.http.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.payment.PaidSubscription;
import dev.evenomad.domain.payment.PaidSubscription.Stage;
import dev.evenomad.domain.payment.PaymentNotice;
import dev.evenomad.domain.payment.StripeStatus;
import dev.evenomad.http.error.Problem;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event of Stripe's, read tolerantly: its shape depends on the API version that the endpoint was
 * set up with. Since {@code 2025-03-31.basil} periods are those of a subscription's items.
 *
 * @param id {@code evt_…}
 * @param live whether it is about real money
 * @param created when Stripe made it
 * @param object what it is about, as it is after the event
 */
record StripeEvent(String id, String type, boolean live, Instant created, JsonNode object) {

  private static final Logger LOG = LoggerFactory.getLogger(StripeEvent.class);

  private static final ObjectReader JSON = new ObjectMapper().reader();

  /** The end of the year 9999. */
  private static final long LAST_SECOND = 253_402_300_799L;

  /** The body of a request that is known to be Stripe's. */
  static StripeEvent read(byte[] body) {
    JsonNode event;
    try {
      event = JSON.readTree(body);
    } catch (IOException malformed) {
      throw malformed("The body is not valid JSON.");
    }
    return new StripeEvent(
        text(event, "id").orElseThrow(() -> missing("id")),
        text(event, "type").orElseThrow(() -> missing("type")),
        event.path("livemode").asBoolean(),
        time(event, "created").orElseThrow(() -> missing("created")),
        event.path("data").path("object"));
  }

  /** What it means to us; empty if nothing. */
  Optional<PaymentNotice> notice() {
    try {
      return switch (type) {
        case "checkout.session.completed", "checkout.session.async_payment_succeeded" -> checkout();
        case "customer.subscription.created" -> subscription(Stage.CREATED);
        case "customer.subscription.updated",
            "customer.subscription.paused",
            "customer.subscription.resumed",
            "customer.subscription.pending_update_applied" ->
            subscription(Stage.UPDATED);
        case "customer.subscription.deleted" -> subscription(Stage.DELETED);
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException refused) {
      throw malformed("It holds something that cannot be kept: " + refused.getMessage() + ".");
    }
  }

  /** Only says who the customer is: whether it is paid for is for the subscription to say. */
  private Optional<PaymentNotice> checkout() {
    if (!text(object, "mode").equals(Optional.of("subscription"))) {
      return Optional.empty();
    }
    Optional<UserId> payer =
        text(object, "client_reference_id").or(this::userInMetadata).flatMap(this::user);
    return Optional.of(new PaymentNotice(id, customer(), payer, Optional.empty()));
  }

  private Optional<PaymentNotice> subscription(Stage stage) {
    String code = text(object, "status").orElseThrow(() -> missing("data.object.status"));
    Optional<StripeStatus> status = StripeStatus.ofCode(code);
    if (status.isEmpty()) {
      LOG.warn("event {} tells of a status that is not known here; it is ignored", id);
      return Optional.empty();
    }
    Optional<Instant> periodEnd =
        times("current_period_end").max(Instant::compareTo).or(() -> time("current_period_end"));
    Optional<Instant> cancelAt =
        object.path("cancel_at_period_end").asBoolean() ? periodEnd : time("cancel_at");
    String customer = customer();
    PaidSubscription told =
        new PaidSubscription(
            text(object, "id").orElseThrow(() -> missing("data.object.id")),
            customer,
            status.get(),
            times("current_period_start")
                .max(Instant::compareTo)
                .or(() -> time("current_period_start")),
            periodEnd,
            cancelAt,
            time("ended_at"),
            stage,
            created,
            id);
    Optional<UserId> payer = userInMetadata().flatMap(this::user);
    return Optional.of(new PaymentNotice(id, customer, payer, Optional.of(told)));
  }

  /** By its id, or in full. */
  private String customer() {
    return text(object, "customer")
        .or(() -> text(object.path("customer"), "id"))
        .orElseThrow(() -> missing("data.object.customer"));
  }

  private Optional<String> userInMetadata() {
    return text(object.path("metadata"), "userId");
  }

  private Optional<UserId> user(String id) {
    try {
      return Optional.of(new UserId(id));
    } catch (IllegalArgumentException noUser) {
      LOG.warn("event {} names a user by what is no id", this.id);
      return Optional.empty();
    }
  }

  /** Of each of a subscription's items. */
  private Stream<Instant> times(String name) {
    return StreamSupport.stream(object.path("items").path("data").spliterator(), false)
        .flatMap(item -> time(item, name).stream());
  }

  private Optional<Instant> time(String name) {
    return time(object, name);
  }

  private static Optional<Instant> time(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isIntegralNumber()
            && value.canConvertToLong()
            && value.longValue() >= 0
            && value.longValue() <= LAST_SECOND
        ? Optional.of(Instant.ofEpochSecond(value.longValue()))
        : Optional.empty();
  }

  private static Optional<String> text(JsonNode node, String name) {
    return Optional.of(node.path(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  private static Problem missing(String member) {
    return malformed("Its member " + member + " is missing, or not what it should be.");
  }

  private static Problem malformed(String why) {
    return Problem.badRequest("malformed_event", "This is no event of Stripe's. " + why);
  }
}
