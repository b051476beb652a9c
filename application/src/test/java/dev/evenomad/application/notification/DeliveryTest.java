package dev.evenomad.application.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.session.SessionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DeliveryTest {

  private static final NotificationId ALERT = new NotificationId("alert-1");

  @Test
  void isReadAsItWasWritten() {
    List<Delivery> deliveries =
        List.of(
            new Delivery(ALERT, Optional.empty(), 0),
            new Delivery(ALERT, Optional.of(Set.of()), 3),
            new Delivery(
                ALERT, Optional.of(Set.of(new SessionId("one"), new SessionId("two"))), 1));

    for (Delivery delivery : deliveries) {
      assertThat(Delivery.parse(delivery.toJson())).contains(delivery);
    }
  }

  @Test
  void isNotReadFromAnythingElse() {
    assertThat(Delivery.parse(JsonValue.of("alert-1"))).isEmpty();
    assertThat(Delivery.parse(JsonObject.EMPTY)).isEmpty();
    assertThat(Delivery.parse(new JsonObject(Map.of("notificationId", JsonValue.of(1))))).isEmpty();
  }
}
