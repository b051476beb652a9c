package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import dev.evenomad.domain.session.Session;
import dev.evenomad.http.Api.Phone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where a pilot is signed in, and how to end it. */
final class SessionsIT {

  @RegisterExtension static final Api api = new Api();

  private final Phone phone = api.signIn();

  @Test
  void areListedTheNewestFirst() {
    Instant first = api.clock.instant();
    device(phone, "{\"type\": \"ios\", \"pushToken\": \"push-%s\"}".formatted(id(phone)));
    api.clock.advance(Duration.ofMinutes(1));
    Phone browser = api.signIn(phone.character());
    device(browser, "{\"type\": \"web\"}");
    api.clock.advance(Duration.ofMinutes(1));
    Phone unknown = api.signIn(phone.character());
    api.signIn();

    List<Map<String, Object>> sessions = sessions(browser);

    assertThat(sessions)
        .map(session -> session.get("id"))
        .containsExactly(id(unknown), id(browser), id(phone));
    assertThat(sessions).map(session -> session.get("current")).containsExactly(false, true, false);
    assertThat(sessions.getFirst()).containsEntry("deviceType", null);
    assertThat(sessions.get(1))
        .containsEntry("deviceType", "web")
        .containsEntry("takesPushes", false);
    assertThat(sessions.getLast())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "id",
                id(phone),
                "current",
                false,
                "deviceType",
                "ios",
                "takesPushes",
                true,
                "createdAt",
                first.toString(),
                "lastUsedAt",
                first.toString(),
                "expiresAt",
                first.plus(Session.LIFETIME).toString()));
  }

  @Test
  void tellWhenTheyWereUsedToWithinFiveMinutes() {
    Instant begin = api.clock.instant();
    Phone tablet = api.signIn(phone.character());

    api.clock.advance(Duration.ofMinutes(4));
    assertThat(lastUse(tablet, phone)).isEqualTo(begin);
    api.clock.advance(Duration.ofMinutes(1));
    Instant used = api.clock.instant();
    assertThat(lastUse(tablet, phone)).as("the other one").isEqualTo(begin);
    assertThat(lastUse(tablet, tablet)).isEqualTo(used);
    api.clock.advance(Duration.ofMinutes(4));
    assertThat(lastUse(tablet, tablet)).isEqualTo(used);
    api.post("/v1/auth/refresh", phone.token()).is(200);
    assertThat(lastUse(tablet, phone)).as("a refresh is a use").isEqualTo(api.clock.instant());
  }

  @Test
  void areNotListedOnceTheyHaveExpired() {
    api.clock.advance(Duration.ofDays(1));
    Phone later = api.signIn(phone.character());
    api.clock.advance(Session.LIFETIME.minus(Duration.ofDays(1)));

    assertThat(sessions(later)).map(session -> session.get("id")).containsExactly(id(later));
    api.delete("/v1/sessions/" + id(phone), phone.token()).isProblem(401, "invalid_token");
  }

  @Test
  void keepTheirPlaceWhenTheirTokenIsRenewed() {
    Map<String, Object> before = sessions(phone).getFirst();
    api.clock.advance(Duration.ofMinutes(1));

    String renewed = api.post("/v1/auth/refresh", phone.token()).is(200).text("token");

    Map<String, Object> after =
        api.get("/v1/sessions", renewed).is(200).list("sessions").getFirst();
    assertThat(after)
        .containsEntry("id", before.get("id"))
        .containsEntry("createdAt", before.get("createdAt"))
        .containsEntry("expiresAt", api.clock.instant().plus(Session.LIFETIME).toString());
  }

  @Test
  void endOneByOne() {
    Phone lost = api.signIn(phone.character());

    api.delete("/v1/sessions/" + id(lost), phone.token()).is(204);

    assertRefused(lost);
    api.delete("/v1/sessions/" + id(lost), phone.token()).isProblem(404, "not_found");
    api.get("/v1/me", phone.token()).is(200);
  }

  @Test
  void mayEndThemselves() {
    api.delete("/v1/sessions/" + id(phone), phone.token()).is(204);

    assertRefused(phone);
  }

  @Test
  void areNotEndedByStrangers() {
    Phone stranger = api.signIn();

    for (String id : List.of(id(phone), "unknown", "current", "%00", "x".repeat(300))) {
      api.delete("/v1/sessions/" + id, stranger.token()).isProblem(404, "not_found");
    }

    api.get("/v1/me", phone.token()).is(200);
  }

  @Test
  void endAllAtOnce() {
    Phone tablet = api.signIn(phone.character());
    Phone stranger = api.signIn();

    api.delete("/v1/sessions", phone.token()).is(204);

    assertRefused(phone);
    assertRefused(tablet);
    api.get("/v1/me", stranger.token()).is(200);
  }

  @Test
  void endAllAtOnceButForThisOne() {
    Phone tablet = api.signIn(phone.character());

    api.delete("/v1/sessions?except=current", phone.token()).is(204);

    assertRefused(tablet);
    assertThat(sessions(phone)).hasSize(1);
  }

  @Test
  void endNotWhenItIsNotClearWhich() {
    Phone tablet = api.signIn(phone.character());

    for (String except : List.of("", "CURRENT", id(phone), "current%20")) {
      assertThat(
              api.delete("/v1/sessions?except=" + except, phone.token())
                  .isProblem(400, "invalid_request")
                  .text("detail"))
          .contains("except", "current");
    }

    assertThat(sessions(tablet)).hasSize(2);
  }

  private static void device(Phone phone, String json) {
    api.sendJson("PUT", "/v1/sessions/current/device", phone.token(), json).is(204);
  }

  private static List<Map<String, Object>> sessions(Phone phone) {
    return api.get("/v1/sessions", phone.token()).is(200).list("sessions");
  }

  private static Instant lastUse(Phone asking, Phone of) {
    // What the question itself changes is seen by the next one.
    sessions(asking);
    return sessions(asking).stream()
        .filter(session -> id(of).equals(session.get("id")))
        .map(session -> Instant.parse((String) session.get("lastUsedAt")))
        .findAny()
        .orElseThrow();
  }

  private static String id(Phone phone) {
    return JWT.decode(phone.token()).getId();
  }

  private static void assertRefused(Phone phone) {
    api.get("/v1/me", phone.token()).isProblem(401, "invalid_token");
  }
}
