package dev.evenomad.application.account;

import static dev.evenomad.testkit.memory.NomadFixture.GUNNERY;
import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.training;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.account.AccountExport.Part;
import dev.evenomad.application.session.OpenedSession;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonArray;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.notification.NotificationPage;
import dev.evenomad.domain.notification.NotificationQuery;
import dev.evenomad.domain.notification.Notifications;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.testkit.memory.NomadFixture;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ExportAccountTest {

  private static final PushToken PHONE = new PushToken("the-push-token");

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final OpenedSession session = fixture.signIn(ada, PHONE);
  private final UserId user = session.user();

  @Test
  void hasEverythingAndNothingOfOthers() {
    CharacterId bo = fixture.newCharacter("Bo");
    fixture.signIn(bo, new PushToken("another"));
    fixture.ticket(session);
    for (CharacterId each : List.of(ada, bo)) {
      fixture.queue(each, training(0, GUNNERY, 3, START.plus(Duration.ofMinutes(30))));
    }
    fixture.runDueFor(Duration.ofHours(1));

    Map<String, List<JsonObject>> export = export();

    assertThat(export.keySet())
        .containsExactly(
            "account",
            "settings",
            "characters",
            "sessions",
            "notifications",
            "jobs",
            "openedMails",
            "oneTimeGrants",
            "payments");
    assertThat(of(export, "account"))
        .singleElement()
        .satisfies(one -> has(one, "id", user.value()));
    assertThat(of(export, "settings"))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.members()).containsEntry("shareActivityStats", JsonValue.of(false)));
    JsonObject character = of(export, "characters").getFirst();
    has(character, "name", "Ada");
    assertThat(character.members()).containsEntry("characterId", JsonValue.of(ada.value()));
    assertThat(object(character, "data").members()).containsKey("skills");
    assertThat(((JsonArray) member(character, "syncStates")).items()).hasSize(5);
    assertThat(of(export, "sessions")).hasSize(1);
    assertThat(of(export, "notifications")).isNotEmpty();
    assertThat(of(export, "jobs"))
        .extracting(one -> one.string("type").orElseThrow())
        .contains("sync-skills", "push-delivery");
    assertThat(of(export, "oneTimeGrants"))
        .singleElement()
        .satisfies(one -> has(one, "type", "link_ticket"));
    assertThat(export.toString()).doesNotContain(bo.toString(), "value=Bo]");
  }

  @Test
  void showsOfSecretsOnlyThatTheyAreThere() {
    fixture.ticket(session);

    Map<String, List<JsonObject>> export = export();

    JsonObject signedIn = of(export, "sessions").getFirst();
    has(signedIn, "token", "withheld");
    has(object(signedIn, "device"), "pushToken", "withheld");
    JsonObject grant = object(of(export, "characters").getFirst(), "grant");
    has(grant, "type", "valid");
    has(grant, "accessToken", "withheld");
    has(grant, "refreshToken", "withheld");
    has(of(export, "oneTimeGrants").getFirst(), "digest", "withheld");
    var stored = fixture.stored(ada).grant().heldRefreshToken().orElseThrow();
    assertThat(export.toString())
        .doesNotContain(PHONE.value(), session.token().reveal(), session.token().digest().hex())
        .doesNotContain(stored.ciphertext());
  }

  @Test
  void readsAPageAtATime() {
    AtomicInteger pages = new AtomicInteger();
    fillInbox(250);
    ExportAccount counting =
        fixture
            .builder()
            .notifications(counting(fixture.stores.notifications(), pages))
            .build()
            .exportAccount();

    Iterator<JsonObject> alerts = part(counting.begin(user).orElseThrow(), "notifications");

    assertThat(pages).hasValue(0);
    List<JsonObject> taken = new ArrayList<>();
    while (taken.size() < 100) {
      taken.add(alerts.next());
    }
    assertThat(pages).hasValue(1);
    taken.add(alerts.next());
    assertThat(pages).hasValue(2);
    alerts.forEachRemaining(taken::add);
    assertThat(pages).hasValue(3);
    assertThat(taken).hasSize(250).doesNotHaveDuplicates();
  }

  @Test
  void knowsWhetherTheAccountEndedMeanwhile() {
    AccountExport export = fixture.nomad.exportAccount().begin(user).orElseThrow();
    assertThat(export.stillThere().getAsBoolean()).isTrue();
    assertThat(export.asOf()).isEqualTo(fixture.clock.instant());

    fixture.nomad.deleteAccount().delete(user);

    assertThat(part(export, "characters")).isExhausted();
    assertThat(export.stillThere().getAsBoolean()).isFalse();
    assertThat(fixture.nomad.exportAccount().begin(user)).isEmpty();
  }

  private void fillInbox(int alerts) {
    for (int i = 0; i < alerts; i++) {
      fixture.clock.advance(Duration.ofSeconds(1));
      fixture.nomad.raiseAlerts().test(user);
    }
  }

  private static Notifications counting(Notifications stored, AtomicInteger pages) {
    return (Notifications)
        Proxy.newProxyInstance(
            Notifications.class.getClassLoader(),
            new Class<?>[] {Notifications.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("page")) {
                pages.incrementAndGet();
                NotificationPage page = stored.page((NotificationQuery) arguments[0]);
                return page;
              }
              return method.invoke(stored, arguments);
            });
  }

  private static List<JsonObject> of(Map<String, List<JsonObject>> export, String name) {
    return Objects.requireNonNull(export.get(name));
  }

  private static JsonValue member(JsonObject object, String name) {
    return Objects.requireNonNull(object.members().get(name));
  }

  private static JsonObject object(JsonObject object, String name) {
    return (JsonObject) member(object, name);
  }

  private static void has(JsonObject object, String name, String text) {
    assertThat(object.string(name)).contains(text);
  }

  private static Iterator<JsonObject> part(AccountExport export, String name) {
    return export.parts().stream()
        .flatMap(
            part ->
                part instanceof Part.Many many
                    ? Optional.of(many).stream()
                    : Optional.<Part.Many>empty().stream())
        .filter(many -> many.name().equals(name))
        .map(Part.Many::items)
        .findFirst()
        .orElseThrow();
  }

  private Map<String, List<JsonObject>> export() {
    Map<String, List<JsonObject>> all = new LinkedHashMap<>();
    for (Part part : fixture.nomad.exportAccount().begin(user).orElseThrow().parts()) {
      List<JsonObject> items = new ArrayList<>();
      switch (part) {
        case Part.One one -> items.add(one.value());
        case Part.Many many -> many.items().forEachRemaining(items::add);
      }
      all.put(part.name(), items);
    }
    return all;
  }
}
