package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.JobQuery;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.notification.AlertText;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.http.Api.Phone;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The account: its e-mail address, its export, its end. */
final class MeIT {

  @RegisterExtension static final Api api = new Api();

  private final Phone phone = api.signIn();
  private final String address = "pilot-" + phone.character() + "@example.org";

  // The e-mail address

  @Test
  void anEmailIsGivenChangedAndCleared() {
    assertThat(api.get("/v1/me", phone.token()).is(200).object()).containsEntry("email", null);

    Answer given = patch("{\"email\": \"" + address.toUpperCase(java.util.Locale.ROOT) + "\"}");
    assertThat(given.is(200).text("email")).isEqualTo(address);
    assertThat(api.get("/v1/me", phone.token()).body()).isEqualTo(given.body());
    assertThat(patch("{}").is(200).body()).isEqualTo(given.body());

    assertThat(patch("{\"email\": \"other-" + address + "\"}").is(200).text("email"))
        .isEqualTo("other-" + address);
    assertThat(patch("{\"email\": null}").is(200).object()).containsEntry("email", null);
  }

  @Test
  void anEmailOfAnotherAccountIsTakenInAnyCase() {
    Phone other = api.signIn();
    api.sendJson("PATCH", "/v1/me", other.token(), "{\"email\": \"" + address + "\"}").is(200);

    for (String written : new String[] {address, address.replace("pilot", "PILOT")}) {
      patch("{\"email\": \"" + written + "\"}").isProblem(409, "email_taken");
    }

    assertThat(api.get("/v1/me", phone.token()).object()).containsEntry("email", null);
    api.delete("/v1/me", other.token()).is(200);
    patch("{\"email\": \"" + address + "\"}").is(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"email\": \"\"}",
        "{\"email\": \"nobody\"}",
        "{\"email\": \"a b@c\"}",
        "{\"email\": 1}",
        "{\"email\": [\"a@b\"]}",
        "{\"email\": \"a@b\", \"id\": \"x\"}",
        "{\"createdAt\": \"2026-01-01T00:00:00Z\"}",
        "{\"subscription\": {\"tier\": \"premium\"}}",
        "[]"
      })
  void whatIsNoEmailChangesNothing(String json) {
    patch(json).isProblem(400, "invalid_request");

    assertThat(api.get("/v1/me", phone.token()).object()).containsEntry("email", null);
  }

  @Test
  void aMergePatchMayCallItselfSo() {
    api.send(
            api.request("/v1/me", phone.token())
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString("{\"email\": \"" + address + "\"}")))
        .is(200);
  }

  // The end

  @Test
  void deletionIsFinalAndSaysSo() {
    CharacterId second = api.newCharacter();
    String ticket = api.post("/v1/auth/link", phone.token()).text("ticket");
    api.comeBack(api.goToEve(Optional.of(ticket)), second);
    Phone tablet = api.signIn(phone.character());

    Answer deleted = api.delete("/v1/me", phone.token()).is(200);

    assertThat(deleted.object())
        .containsEntry("deletedAt", api.clock.instant().toString())
        .containsEntry("charactersRemoved", 2)
        .containsEntry("grantsBeingEnded", 3)
        .containsEntry("sessionsEnded", 2)
        .containsEntry("subscriptionRunsOn", false);
    assertThat(deleted.text("message")).contains("final").doesNotContain("subscription");
    for (String token : new String[] {phone.token(), tablet.token()}) {
      api.get("/v1/me", token).isProblem(401, "invalid_token");
      api.delete("/v1/me", token).isProblem(401, "invalid_token");
      api.get("/v1/me/export", token).isProblem(401, "invalid_token");
    }
    api.doDueWork();
    assertThat(api.eve.grants(second)).isZero();
    assertThat(api.stores.jobs().page(JobQuery.latest(100)).items())
        .noneMatch(job -> job.payload().isPresent() && job.toString().contains(second.toString()));
    Phone again = api.signIn(second);
    assertThat(again.user()).isNotEqualTo(phone.user());
    assertThat(api.get("/v1/notifications", again.token()).list("items")).isEmpty();
  }

  @Test
  void deletionTellsThatASubscriptionIsChargedOn() {
    User user = api.stores.users().find(phone.user()).orElseThrow();
    Subscription paid =
        new Subscription(
            SubscriptionTier.PREMIUM,
            SubscriptionStatus.ACTIVE,
            Optional.empty(),
            Optional.of("cus_" + user.id()),
            Optional.of("sub_" + user.id()));
    api.stores.users().save(user.withSubscription(paid, api.clock.instant()));

    Answer deleted = api.delete("/v1/me", phone.token()).is(200);

    assertThat(deleted.member("subscriptionRunsOn")).isEqualTo(true);
    assertThat(deleted.text("message")).contains("subscription", "cancel");
  }

  @Test
  void theLastCharacterGoesWithTheAccountOnly() {
    Answer refused =
        api.delete("/v1/characters/" + phone.character(), phone.token())
            .isProblem(409, "last_character");

    assertThat(refused.text("detail")).contains("DELETE /v1/me");
  }

  // The export

  @Test
  void theExportIsAFileWithEverythingAndWithoutSecrets() {
    api.sendJson(
            "PUT",
            "/v1/sessions/current/device",
            phone.token(),
            "{\"type\": \"ios\", \"pushToken\": \"token-of-" + phone.character() + "\"}")
        .is(204);
    api.post("/v1/notifications/test", phone.token()).is(202);
    String ticket = api.post("/v1/auth/link", phone.token()).text("ticket");

    Answer export = api.get("/v1/me/export", phone.token()).is(200);

    assertThat(export.header("Content-Type").orElseThrow()).startsWith("application/json");
    assertThat(export.header("Content-Disposition").orElseThrow())
        .startsWith("attachment")
        .contains("eve-nomad-2026-09-01.json");
    assertThat(export.header("Cache-Control")).hasValue("no-store");
    assertThat(export.header("Content-Length")).isEmpty();
    assertThat(export.text("asOf")).isEqualTo(api.clock.instant().toString());
    assertThat(export.text("account.id")).isEqualTo(phone.user().value());
    assertThat(export.text("settings.theme")).isEqualTo("dark");
    assertThat(export.list("characters"))
        .singleElement()
        .satisfies(
            character ->
                assertThat(character)
                    .containsEntry("characterId", (int) phone.character().value())
                    .containsKeys("grant", "syncStates", "data"));
    assertThat(export.list("notifications")).hasSize(1);
    assertThat(export.list("sessions")).hasSize(1);
    assertThat(export.list("oneTimeGrants")).hasSize(1);
    var grant = api.stores.characters().find(phone.character()).orElseThrow().grant();
    assertThat(export.body())
        .doesNotContain(phone.token(), ticket, "token-of-" + phone.character())
        .doesNotContain(grant.heldRefreshToken().orElseThrow().ciphertext());
  }

  @Test
  void theExportIsReadOnlyAsFastAsItsReaderIs() throws Exception {
    int alerts = 5_000;
    String body = "long ".repeat(2_000);
    for (int i = 0; i < alerts; i++) {
      NotificationId id = new NotificationId(phone.character() + "-" + i);
      api.stores
          .notifications()
          .addIfNew(
              Notification.pending(
                  id,
                  phone.user(),
                  Optional.empty(),
                  NotificationKind.TEST,
                  new AlertText("title", body),
                  JsonObject.EMPTY,
                  DedupKey.ofRequest(id),
                  api.clock.instant()));
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> answer =
          client.send(
              api.request("/v1/me/export", phone.token()).build(), BodyHandlers.ofInputStream());
      assertThat(answer.statusCode()).isEqualTo(200);
      try (InputStream export = answer.body()) {
        assertThat(new String(export.readNBytes(10), StandardCharsets.UTF_8))
            .startsWith("{\"asOf\"");
        // Far less than the 50 MB of it fit into the buffers in between.
        api.delete("/v1/me", phone.token()).is(200);
        assertThatIOException()
            .as("an export of what is gone is not complete")
            .isThrownBy(() -> readOn(export));
      }
    }
  }

  private static void readOn(InputStream export) throws IOException {
    export.transferTo(java.io.OutputStream.nullOutputStream());
  }

  private Answer patch(String json) {
    return api.sendJson("PATCH", "/v1/me", phone.token(), json);
  }
}
