package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.settings.SettingsChange;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.http.Api.Phone;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading and patching settings. */
final class SettingsIT {

  @RegisterExtension static final Api api = new Api();

  private final Phone phone = api.signIn();

  @Test
  void aNewAccountHasTheDefaults() {
    assertThat(api.get("/v1/me/settings", phone.token()).is(200).body())
        .isEqualTo(
            """
            {"theme":"dark","language":"en","defaultCharacterId":null,\
            "notifications":{"skillComplete":true,"marketOrders":true,"industryJobs":true,\
            "piExtractors":false,"eveMail":true,"mutedCharacterIds":[],"quietHours":null,\
            "leadTimes":{"queueEndingMinutes":1440,"extractorEndingMinutes":null},"digest":true},\
            "shareActivityStats":false}\
            """);
  }

  @Test
  void everythingCanBeChangedAtOnce() {
    String id = phone.character().toString();
    String all =
        """
        {"theme":"light","language":"zh","defaultCharacterId":%s,\
        "notifications":{"skillComplete":false,"marketOrders":false,"industryJobs":false,\
        "piExtractors":true,"eveMail":false,"mutedCharacterIds":[%s],\
        "quietHours":{"from":"22:30","to":"07:00","timeZone":"Europe/Berlin"},\
        "leadTimes":{"queueEndingMinutes":90,"extractorEndingMinutes":5},"digest":false},\
        "shareActivityStats":true}\
        """
            .formatted(id, id);

    assertThat(patch(all).is(200).body()).isEqualTo(all);
    assertThat(api.get("/v1/me/settings", phone.token()).body()).isEqualTo(all);
  }

  @Test
  void whatIsAbsentStays() {
    patch("{\"theme\": \"auto\", \"notifications\": {\"eveMail\": false}}").is(200);

    Answer answer = patch("{\"notifications\": {\"piExtractors\": true}}").is(200);

    assertThat(answer.text("theme")).isEqualTo("auto");
    assertThat(answer.member("notifications.eveMail")).isEqualTo(false);
    assertThat(answer.member("notifications.piExtractors")).isEqualTo(true);
    assertThat(answer.member("notifications.skillComplete")).isEqualTo(true);
    assertThat(patch("{}").is(200).body()).isEqualTo(answer.body());
  }

  @Test
  void whatAnotherPhoneChangesAtTheSameMomentStays() {
    AtomicLong muted = new AtomicLong();
    api.beforeTransactions(() -> mute(new CharacterId(muted.incrementAndGet())));
    Answer answer;
    try {
      answer = patch("{\"notifications\": {\"piExtractors\": true}}").is(200);
    } finally {
      api.beforeTransactions(() -> {});
    }

    assertThat(muted).hasPositiveValue();
    assertThat(answer.member("notifications.piExtractors")).isEqualTo(true);
    assertThat(answer.member("notifications.mutedCharacterIds"))
        .isEqualTo(List.of((int) muted.get()));
    assertThat(api.get("/v1/me/settings", phone.token()).body()).isEqualTo(answer.body());
  }

  private void mute(CharacterId character) {
    UserSettings known = api.stores.settings().find(phone.user()).orElseThrow();
    NotificationPreferences wishes = known.notifications();
    SettingsChange change =
        new SettingsChange(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                new NotificationPreferences(
                    wishes.skillComplete(),
                    wishes.marketOrders(),
                    wishes.industryJobs(),
                    wishes.piExtractors(),
                    wishes.eveMail(),
                    Set.of(character),
                    wishes.quietHours())),
            Optional.empty());
    api.stores.settings().save(known.with(change, api.clock.instant()));
  }

  @Test
  void nullClearsWhatCanBeAbsent() {
    patch(
            """
            {"defaultCharacterId": %s, "notifications": {"quietHours":
              {"from": "23:00", "to": "06:15:30", "timeZone": "UTC"}}}\
            """
                .formatted(phone.character()))
        .is(200);

    Answer kept = patch("{\"theme\": \"dark\"}").is(200);
    assertThat(kept.member("defaultCharacterId")).isEqualTo((int) phone.character().value());
    assertThat(kept.member("notifications.quietHours"))
        .isEqualTo(Map.of("from", "23:00", "to", "06:15:30", "timeZone", "UTC"));

    Answer cleared =
        patch("{\"defaultCharacterId\": null, \"notifications\": {\"quietHours\": null}}").is(200);
    assertThat(cleared.object()).containsEntry("defaultCharacterId", null);
    assertThat(cleared.body()).contains("\"quietHours\":null");
  }

  @Test
  void aLeadTimeCanBeSwitchedOffByItself() {
    patch("{\"notifications\": {\"leadTimes\": {\"extractorEndingMinutes\": 20160}}}").is(200);

    assertThat(patch("{}").member("notifications.leadTimes"))
        .isEqualTo(Map.of("queueEndingMinutes", 1440, "extractorEndingMinutes", 20160));

    String body =
        patch("{\"notifications\": {\"leadTimes\": {\"queueEndingMinutes\": null}}}")
            .is(200)
            .body();
    assertThat(body).contains("{\"queueEndingMinutes\":null,\"extractorEndingMinutes\":20160}");
  }

  @Test
  void noMoreThanAThousandCharactersAreMuted() {
    String thousand = "1" + ", 1".repeat(999);

    patch("{\"notifications\": {\"mutedCharacterIds\": [" + thousand + "]}}").is(200);
    Answer answer = patch("{\"notifications\": {\"mutedCharacterIds\": [" + thousand + ", 1]}}");

    answer.isProblem(400, "invalid_request");
    assertThat(answer.text("detail")).contains("at most 1000 ids");
  }

  @Test
  void mutedCharactersAreReplacedAsAWhole() {
    patch("{\"notifications\": {\"mutedCharacterIds\": [3, 1, 2, 3]}}").is(200);
    assertThat(patch("{}").member("notifications.mutedCharacterIds").toString())
        .isEqualTo("[1, 2, 3]");

    patch("{\"notifications\": {\"mutedCharacterIds\": []}}").is(200);
    assertThat(patch("{}").member("notifications.mutedCharacterIds").toString()).isEqualTo("[]");
  }

  @Test
  void aMergePatchMayCallItselfSo() {
    api.send(
            api.request("/v1/me/settings", phone.token())
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString("{\"language\": \"ja\"}")))
        .is(200);

    assertThat(api.get("/v1/me/settings", phone.token()).text("language")).isEqualTo("ja");
  }

  @Test
  void somebodyElsesCharacterCannotBeTheDefault() {
    Phone other = api.signIn();

    patch("{\"theme\": \"light\", \"defaultCharacterId\": %s}".formatted(other.character()))
        .isProblem(400, "unknown_character");

    assertThat(api.get("/v1/me/settings", phone.token()).text("theme")).isEqualTo("dark");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          theme                               | {"theme": "pink"}
          theme                               | {"theme": "DARK"}
          theme                               | {"theme": null}
          theme                               | {"theme": 1}
          language                            | {"language": "tlh"}
          language                            | {"language": ["en"]}
          defaultCharacterId                  | {"defaultCharacterId": "1"}
          defaultCharacterId                  | {"defaultCharacterId": 1.5}
          defaultCharacterId                  | {"defaultCharacterId": 0}
          defaultCharacterId                  | {"defaultCharacterId": -1}
          defaultCharacterId                  | {"defaultCharacterId": 9223372036854775808}
          defaultCharacterId                  | {"defaultCharacterId": 1e99}
          defaultCharacterId                  | {"defaultCharacterId": [1]}
          shareActivityStats                  | {"shareActivityStats": "yes"}
          shareActivityStats                  | {"shareActivityStats": 1}
          shareActivityStats                  | {"shareActivityStats": null}
          notifications                       | {"notifications": null}
          notifications                       | {"notifications": []}
          notifications.eveMail               | {"notifications": {"eveMail": "true"}}
          notifications.eveMail               | {"notifications": {"eveMail": null}}
          notifications.mutedCharacterIds     | {"notifications": {"mutedCharacterIds": 1}}
          notifications.mutedCharacterIds     | {"notifications": {"mutedCharacterIds": null}}
          notifications.mutedCharacterIds[1]  | {"notifications": {"mutedCharacterIds": [1, "2"]}}
          notifications.quietHours            | {"notifications": {"quietHours": "22:00"}}
          notifications.quietHours.to         | {"notifications": {"quietHours": {"from": "22:00", "timeZone": "UTC"}}}
          notifications.quietHours.from       | {"notifications": {"quietHours": {"from": "25:00", "to": "07:00", "timeZone": "UTC"}}}
          notifications.quietHours.from       | {"notifications": {"quietHours": {"from": 22, "to": "07:00", "timeZone": "UTC"}}}
          notifications.quietHours.to         | {"notifications": {"quietHours": {"from": "07:00", "to": "07:00:00", "timeZone": "UTC"}}}
          notifications.digest                | {"notifications": {"digest": 1}}
          notifications.leadTimes             | {"notifications": {"leadTimes": 60}}
          notifications.leadTimes.queueEndingMinutes | {"notifications": {"leadTimes": {"queueEndingMinutes": 4}}}
          notifications.leadTimes.queueEndingMinutes | {"notifications": {"leadTimes": {"queueEndingMinutes": 60.5}}}
          notifications.leadTimes.extractorEndingMinutes | {"notifications": {"leadTimes": {"extractorEndingMinutes": 20161}}}
          notifications.quietHours.timeZone   | {"notifications": {"quietHours": {"from": "22:00", "to": "07:00", "timeZone": "Mars"}}}
          """)
  void whatIsWrongIsNamedAndNothingIsChanged(String member, String json) {
    String before = api.get("/v1/me/settings", phone.token()).body();

    String valid = member.equals("language") ? "\"theme\": \"auto\"" : "\"language\": \"de\"";
    Answer answer =
        patch(json.replaceFirst("\\{", "{" + valid + ", ")).isProblem(400, "invalid_request");

    assertThat(answer.text("detail")).contains("member " + member + " ");
    assertThat(api.get("/v1/me/settings", phone.token()).body()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"themes\": \"dark\"}",
        "{\"id\": \"x\", \"userId\": \"y\"}",
        "{\"notifications\": {\"all\": false}}",
        "{\"notifications\": {\"quietHours\": {\"zone\": \"UTC\"}}}",
        "[{\"op\": \"replace\", \"path\": \"/theme\", \"value\": \"dark\"}]",
        "null"
      })
  void whatIsNotKnownIsRefused(String json) {
    patch(json).isProblem(400, "invalid_request");
  }

  private Answer patch(String json) {
    return api.sendJson("PATCH", "/v1/me/settings", phone.token(), json);
  }
}
