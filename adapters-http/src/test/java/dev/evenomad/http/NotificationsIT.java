package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.notification.AlertText;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.http.Api.Phone;
import dev.evenomad.testkit.contract.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Listing, counting, reading and testing notifications. */
final class NotificationsIT {

  @RegisterExtension static final Api api = new Api();

  private final Phone phone = api.signIn();

  @Test
  void aNotificationIsShownWithItsData() {
    Instant now = api.clock.instant();
    Notification notification =
        Notification.pending(
                new NotificationId("notification-1"),
                phone.user(),
                Optional.of(phone.character()),
                NotificationKind.SKILL_COMPLETE,
                new AlertText("Gunnery V", "done \"now\" ü 🚀"),
                Samples.json(),
                new DedupKey("one"),
                now)
            .sent(now.plusSeconds(1));
    api.stores.notifications().addIfNew(notification);

    Answer answer = api.get("/v1/notifications", phone.token()).is(200);

    assertThat(answer.object()).containsEntry("nextCursor", null);
    assertThat(answer.list("items"))
        .singleElement()
        .satisfies(
            shown ->
                assertThat(shown)
                    .containsOnlyKeys(
                        "id",
                        "characterId",
                        "kind",
                        "title",
                        "body",
                        "data",
                        "status",
                        "error",
                        "createdAt",
                        "sentAt",
                        "readAt")
                    .containsEntry("id", "notification-1")
                    .containsEntry("characterId", (int) phone.character().value())
                    .containsEntry("kind", "skill_complete")
                    .containsEntry("title", "Gunnery V")
                    .containsEntry("body", "done \"now\" ü 🚀")
                    .containsEntry("status", "sent")
                    .containsEntry("error", null)
                    .containsEntry("createdAt", now.toString())
                    .containsEntry("sentAt", now.plusSeconds(1).toString())
                    .containsEntry("readAt", null));
    assertThat(answer.body())
        .as("numbers keep their digits")
        .contains("\"id\":" + Long.MAX_VALUE, "-12345678901234567890123456789.123456789");
  }

  @Test
  void pagesFollowOneAnotherWithoutGapsWhileNewOnesCome() {
    List<Notification> notifications = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      // Two of each moment.
      notifications.add(add("page-" + i, Api.START.plusSeconds(i / 2)));
    }
    List<String> expected =
        notifications.stream()
            .sorted(
                Comparator.comparing(Notification::createdAt)
                    .thenComparing(notification -> notification.id().value())
                    .reversed())
            .map(notification -> notification.id().value())
            .toList();

    List<Object> seen = new ArrayList<>();
    String query = "?limit=3";
    for (int page = 0; page < 3; page++) {
      Answer answer = api.get("/v1/notifications" + query, phone.token()).is(200);
      answer.list("items").forEach(item -> seen.add(Objects.requireNonNull(item.get("id"))));
      add("newer-" + page, Api.START.plusSeconds(100));
      Object next = answer.object().get("nextCursor");
      assertThat(next == null).isEqualTo(page == 2);
      query = "?limit=3&cursor=" + next;
    }

    assertThat(seen).containsExactlyElementsOf(expected);
  }

  @Test
  void aListCanBeNarrowed() {
    String plain = add("plain", Api.START).id().value();
    String failed = add(sample("failed").failed("nobody home")).id().value();
    String about = add(about(phone.character())).id().value();

    assertThat(ids("")).containsExactlyInAnyOrder(plain, failed, about);
    assertThat(ids("?status=failed")).containsExactly(failed);
    assertThat(ids("?status=pending&kind=test")).containsExactly(plain);
    assertThat(ids("?kind=skill_complete")).containsExactly(about);
    assertThat(ids("?characterId=" + phone.character())).containsExactly(about);
    assertThat(ids("?characterId=1")).isEmpty();
    assertThat(ids("?kind=eve_mail_received")).isEmpty();
    assertThat(ids("?unknown=parameter")).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "status, SENT",
    "status, lost",
    "status, ''",
    "kind, anything",
    "characterId, abc",
    "characterId, 0",
    "characterId, 9223372036854775808",
    "limit, 0",
    "limit, 101",
    "limit, -1",
    "limit, ten",
    "limit, 99999999999",
    "cursor, ''",
    "cursor, x",
    "cursor, %00",
    "cursor, AAAA"
  })
  void whatIsWrongInAQueryIsNamed(String parameter, String value) {
    Answer answer = api.get("/v1/notifications?" + parameter + "=" + value, phone.token());

    answer.isProblem(400, "invalid_request");
    assertThat(answer.text("detail")).startsWith("The parameter " + parameter + " must be ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-09-01T10:00:00Z",
        "2026-09-01T10:00:00Z ",
        " id",
        "2026-09-01T10:00:00Z id more",
        "yesterday id",
        "-1000000000-01-01T00:00:00Z id",
        "+1000000000-12-31T23:59:59Z id",
        "1969-12-31T23:59:59Z id",
        "2026-09-01T10:00:00Z \u0000"
      })
  void aCursorThatWasNotGivenOutIsRefused(String content) {
    String cursor = Base64.getUrlEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));

    api.get("/v1/notifications?cursor=" + Api.encode(cursor), phone.token())
        .isProblem(400, "invalid_request");
  }

  @Test
  void anotherPilotsCursorOnlyMarksAPlaceInOnesOwnList() {
    Phone other = api.signIn();
    add("mine", Api.START);
    api.stores
        .notifications()
        .addIfNew(Samples.notification(other.user(), new DedupKey("a"), Api.START.plusSeconds(2)));
    api.stores
        .notifications()
        .addIfNew(Samples.notification(other.user(), new DedupKey("b"), Api.START.plusSeconds(1)));
    String cursor = api.get("/v1/notifications?limit=1", other.token()).text("nextCursor");

    assertThat(ids("?cursor=" + cursor)).hasSize(1);
  }

  @Test
  void readingANotificationChangesTheCount() {
    String first = add(sent("first")).id().value();
    add(sent("second"));
    assertThat(unread()).isEqualTo(2);

    Answer read = api.post("/v1/notifications/" + first + "/read", phone.token()).is(200);
    assertThat(read.text("status")).isEqualTo("read");
    assertThat(read.text("readAt")).isEqualTo(api.clock.instant().toString());
    assertThat(unread()).isEqualTo(1);

    Answer again = api.post("/v1/notifications/" + first + "/read", phone.token()).is(200);
    assertThat(again.body()).isEqualTo(read.body());

    assertThat(api.post("/v1/notifications/read", phone.token()).is(200).member("marked"))
        .isEqualTo(1);
    assertThat(unread()).isZero();
    assertThat(api.post("/v1/notifications/read", phone.token()).is(200).member("marked"))
        .isEqualTo(0);
  }

  @Test
  void whatWasNotSentCannotBeRead() {
    String pending = add("pending", Api.START).id().value();

    Answer answer = api.post("/v1/notifications/" + pending + "/read", phone.token());

    answer.isProblem(409, "notification_not_sent");
    assertThat(answer.text("detail")).contains("is pending");
  }

  @Test
  void anotherPilotsNotificationIsNotFoundAndStaysUnread() {
    Notification notification = add(sent("secret"));
    Phone other = api.signIn();

    for (String id : List.of(notification.id().value(), "unknown", "%00", "x".repeat(65))) {
      api.post("/v1/notifications/" + id + "/read", other.token()).isProblem(404, "not_found");
    }
    assertThat(api.get("/v1/notifications", other.token()).list("items")).isEmpty();
    api.post("/v1/notifications/read", other.token()).is(200);
    assertThat(unread()).isEqualTo(1);
  }

  @Test
  void aTestAlertIsSentToThePhone() {
    api.sendJson(
        "PUT",
        "/v1/sessions/current/device",
        phone.token(),
        "{\"type\": \"android\", \"pushToken\": \"test-alert-phone\"}");

    Answer answer = api.post("/v1/notifications/test", phone.token()).is(202);
    assertThat(answer.text("kind")).isEqualTo("test");
    assertThat(answer.text("status")).isEqualTo("pending");
    api.doDueWork();

    assertThat(api.push.accepted())
        .filteredOn(message -> message.to().value().equals("test-alert-phone"))
        .singleElement()
        .extracting(PushMessage::content)
        .asInstanceOf(type(PushMessage.Content.Alert.class))
        .satisfies(alert -> assertThat(alert.title()).isEqualTo(answer.text("title")));
    assertThat(unread()).isEqualTo(1);
  }

  private Notification add(String event, Instant createdAt) {
    return add(Samples.notification(phone.user(), new DedupKey(event), createdAt));
  }

  private Notification sample(String event) {
    return Samples.notification(phone.user(), new DedupKey(event), Api.START);
  }

  private Notification sent(String event) {
    return sample(event).sent(Api.START);
  }

  private Notification about(CharacterId character) {
    return Notification.pending(
        new NotificationId(Samples.id()),
        phone.user(),
        Optional.of(character),
        NotificationKind.SKILL_COMPLETE,
        new AlertText("Gunnery V", ""),
        JsonValue.JsonObject.EMPTY,
        new DedupKey("about"),
        Api.START);
  }

  private static Notification add(Notification notification) {
    assertThat(api.stores.notifications().addIfNew(notification)).isTrue();
    return notification;
  }

  private List<Object> ids(String query) {
    return api.get("/v1/notifications" + query, phone.token()).is(200).list("items").stream()
        .map(item -> Objects.requireNonNull(item.get("id")))
        .toList();
  }

  private int unread() {
    return (int) api.get("/v1/notifications/unread-count", phone.token()).is(200).member("unread");
  }
}
