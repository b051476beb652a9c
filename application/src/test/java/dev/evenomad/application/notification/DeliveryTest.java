package dev.evenomad.application.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.session.SessionId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DeliveryTest {

  private static final UserId USER = new UserId("user");
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final NotificationId ALERT = new NotificationId("alert-1");

  @Test
  void isReadAsItWasWritten() {
    Delivery first = Delivery.of(USER, List.of(ALERT, new NotificationId("alert-2")), NOW);
    Set<SessionId> sessions = Set.of(new SessionId("one"), new SessionId("two"));
    List<Delivery> deliveries =
        List.of(
            first,
            first.left(Set.of(), 3),
            first.left(sessions, 1),
            Delivery.closing(USER, List.of(ALERT), sessions, NOW),
            Delivery.closing(USER, List.of(), sessions, NOW));

    for (Delivery delivery : deliveries) {
      assertThat(Delivery.parse(delivery.toJson())).contains(delivery);
    }
  }

  @Test
  void isNotReadFromAnythingElse() {
    assertThat(Delivery.parse(JsonValue.of("alert-1"))).isEmpty();
    assertThat(Delivery.parse(JsonObject.EMPTY)).isEmpty();
    assertThat(Delivery.parse(JsonObject.ofStrings(Map.of("userId", "u")))).isEmpty();
    JsonObject whole = (JsonObject) Delivery.of(USER, List.of(ALERT), NOW).toJson();
    for (String member : List.of("userId", "notificationIds", "dueAt")) {
      Map<String, JsonValue> others = new HashMap<>(whole.members());
      others.put(member, JsonValue.of(1));
      assertThat(Delivery.parse(new JsonObject(others))).as(member).isEmpty();
    }
    Map<String, JsonValue> nothing = new HashMap<>(whole.members());
    nothing.put("notificationIds", JsonValue.of(List.of()));
    assertThat(Delivery.parse(new JsonObject(nothing))).isEmpty();
  }

  @Test
  void growsByWhatIsHeldUntilTheSameMoment() {
    NotificationId other = new NotificationId("alert-2");

    assertThat(Delivery.of(USER, List.of(ALERT), NOW).and(List.of(other, ALERT)).notifications())
        .containsExactly(ALERT, other);
  }
}
