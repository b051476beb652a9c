package dev.evenomad.persistence;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.Email;
import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.AllianceId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.character.CharacterRecordId;
import dev.evenomad.domain.character.CorporationId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.character.SealedToken;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.notification.QuietHours;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.settings.Theme;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.domain.sync.LeadTimes;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncState;
import dev.evenomad.testkit.contract.Samples;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Stores one value of each aggregate and saves a second one over it that differs in everything, so
 * that a component which a row forgets shows as the one that did not come along.
 */
@ExtendWith(PostgresExtension.class)
final class RowsIT {

  private final PostgresStores stores;

  RowsIT(PostgresStores stores) {
    this.stores = stores;
  }

  @Test
  void usersComeAlongWhole() {
    UserId id = Samples.userId();
    User first =
        new User(
            id,
            Optional.of(Samples.email()),
            new Subscription(
                SubscriptionTier.PREMIUM,
                SubscriptionStatus.CANCELED,
                Optional.of(at(1)),
                Optional.of(Samples.id()),
                Optional.of(Samples.id())),
            at(2),
            at(3),
            0);
    stores.users().add(first);
    User stored = stores.users().find(id).orElseThrow();
    User second =
        new User(
            id,
            Optional.of(new Email("other+" + Samples.id() + "@example.org")),
            new Subscription(
                SubscriptionTier.FREE,
                SubscriptionStatus.EXPIRED,
                Optional.of(at(4)),
                Optional.of(Samples.id()),
                Optional.of(Samples.id())),
            at(5),
            at(6),
            stored.version());

    stores.users().save(second);

    assertCameAlong(first, stored, second, stores.users().find(id), "id");
  }

  @Test
  void charactersComeAlongWhole() {
    UserId user = newUser();
    CharacterRecordId id = new CharacterRecordId(Samples.id());
    CharacterId otherCharacter = Samples.characterId();
    EveCharacter first =
        new EveCharacter(
            id,
            Samples.characterId(),
            new CharacterName("One"),
            new CorporationId(1),
            Optional.of(new AllianceId(2)),
            user,
            Optional.of(new OwnerHash("one")),
            new EsiGrant.Valid(
                new SealedToken("access 1"), new SealedToken("refresh 1"), at(1), Scopes.NONE),
            at(2),
            at(3),
            Optional.of(at(4)),
            0);
    stores.characters().add(first);
    EveCharacter stored = stores.characters().find(first.characterId()).orElseThrow();
    EveCharacter second =
        new EveCharacter(
            id,
            otherCharacter,
            new CharacterName("Two"),
            new CorporationId(3),
            Optional.of(new AllianceId(4)),
            newUser(),
            Optional.of(new OwnerHash("two")),
            new EsiGrant.Valid(
                new SealedToken("access 2"), new SealedToken("refresh 2"), at(5), Scopes.MINIMAL),
            at(6),
            at(7),
            Optional.of(at(8)),
            stored.version());

    stores.characters().save(second);

    assertCameAlong(first, stored, second, stores.characters().find(otherCharacter), "id");
  }

  @Test
  void sessionsComeAlongWhole() {
    SessionId id = new SessionId(Samples.id());
    Session first =
        new Session(
            id,
            newUser(),
            Samples.digest(),
            Optional.of(new Session.Replaced(Samples.digest(), at(1))),
            at(2),
            at(3),
            at(4),
            Optional.of(new Device(DeviceType.IOS, Optional.of(Samples.pushToken()))),
            0);
    stores.sessions().add(first);
    Session stored = stores.sessions().find(id).orElseThrow();
    Session second =
        new Session(
            id,
            newUser(),
            Samples.digest(),
            Optional.of(new Session.Replaced(Samples.digest(), at(5))),
            at(6),
            at(3),
            at(7),
            Optional.of(new Device(DeviceType.WEB, Optional.of(Samples.pushToken()))),
            stored.version());

    stores.sessions().save(second);

    assertCameAlong(first, stored, second, stores.sessions().find(id), "id", "lastUsedAt");
  }

  @Test
  void settingsComeAlongWhole() {
    UserId otherUser = newUser();
    UserSettings first =
        new UserSettings(
            Samples.id(),
            newUser(),
            Theme.LIGHT,
            Language.DE,
            Optional.of(new CharacterId(1)),
            new NotificationPreferences(
                true,
                false,
                true,
                false,
                true,
                Set.of(new CharacterId(2), new CharacterId(3)),
                Optional.of(
                    new QuietHours(
                        LocalTime.of(1, 2, 3, 4_000),
                        LocalTime.of(5, 6),
                        ZoneId.of("Asia/Tokyo")))),
            true,
            at(1),
            at(2),
            0);
    stores.settings().add(first);
    UserSettings stored = stores.settings().find(first.user()).orElseThrow();
    UserSettings second =
        new UserSettings(
            first.id(),
            otherUser,
            Theme.AUTO,
            Language.KO,
            Optional.of(new CharacterId(4)),
            new NotificationPreferences(
                false,
                true,
                false,
                true,
                false,
                Set.of(new CharacterId(5)),
                Optional.of(
                    new QuietHours(
                        LocalTime.of(7, 8), LocalTime.MIDNIGHT, ZoneId.of("Europe/Paris"))),
                new LeadTimes(Optional.empty(), Optional.of(Duration.ofHours(2))),
                false),
            false,
            at(3),
            at(4),
            stored.version());

    stores.settings().save(second);

    assertCameAlong(first, stored, second, stores.settings().find(otherUser), "id");
  }

  @Test
  void notificationsComeAlongWhole() {
    NotificationId id = new NotificationId(Samples.id());
    Notification first =
        new Notification(
            id,
            newUser(),
            Optional.of(new CharacterId(1)),
            NotificationKind.SKILL_COMPLETE,
            "title 1",
            "body 1",
            JsonObject.ofStrings(Map.of("one", "1")),
            NotificationStatus.FAILED,
            Optional.empty(),
            Optional.empty(),
            Optional.of("error 1"),
            new DedupKey(Samples.id()),
            at(1),
            0);
    assertThat(stores.notifications().addIfNew(first)).isTrue();
    Notification stored = stores.notifications().find(id).orElseThrow();
    Notification second =
        new Notification(
            id,
            newUser(),
            Optional.of(new CharacterId(2)),
            NotificationKind.EVE_MAIL_RECEIVED,
            "title 2",
            "body 2",
            JsonObject.ofStrings(Map.of("two", "2")),
            NotificationStatus.READ,
            Optional.of(at(2)),
            Optional.of(at(3)),
            Optional.empty(),
            new DedupKey(Samples.id()),
            at(4),
            stored.version());

    stores.notifications().save(second);

    assertCameAlong(first, stored, second, stores.notifications().find(id), "id");
  }

  @Test
  void newNotificationsComeAlongWhole() {
    Notification read =
        new Notification(
            new NotificationId(Samples.id()),
            newUser(),
            Optional.of(new CharacterId(1)),
            NotificationKind.PI_EXTRACTOR_EXPIRED,
            "title",
            "body",
            JsonObject.ofStrings(Map.of("one", "1")),
            NotificationStatus.READ,
            Optional.of(at(1)),
            Optional.of(at(2)),
            Optional.empty(),
            new DedupKey(Samples.id()),
            at(3),
            0);

    assertThat(stores.notifications().addIfNew(read)).isTrue();

    assertSame(read, stores.notifications().find(read.id()).orElseThrow(), "version");
  }

  @Test
  void jobsComeAlongWhole() {
    JobId id = new JobId(Samples.id());
    Job first =
        new Job(
            id,
            JobType.SYNC_SKILLS,
            Optional.of(new CharacterId(1)),
            JobStatus.COMPLETED,
            1,
            Optional.of(JsonValue.of("payload 1")),
            Optional.of(JsonValue.of("result 1")),
            Optional.of("error 1"),
            at(1),
            Optional.of(at(2)),
            Optional.of(at(3)),
            4,
            0);
    stores.jobs().add(first);
    Job stored = stores.jobs().find(id).orElseThrow();
    Job second =
        new Job(
            id,
            JobType.PUSH_DELIVERY,
            Optional.of(new CharacterId(2)),
            JobStatus.FAILED,
            2,
            Optional.of(JsonValue.of("payload 2")),
            Optional.of(JsonValue.of("result 2")),
            Optional.of("error 2"),
            at(4),
            Optional.of(at(5)),
            Optional.of(at(6)),
            7,
            stored.version());

    stores.jobs().save(second);

    assertCameAlong(first, stored, second, stores.jobs().find(id), "id");
  }

  @Test
  void syncStatesComeAlongWhole() {
    EveCharacter character = Samples.character(newUser());
    stores.characters().add(character);
    SyncState first =
        new SyncState(
            character.characterId(),
            SyncKind.SKILLS,
            Optional.of(at(1)),
            Optional.of(at(2)),
            Optional.of(at(3)),
            Optional.of(at(4)),
            Optional.of(at(5)),
            Map.of("one", new ETag("\"1\"")),
            6,
            false,
            0);
    stores.syncStates().add(first);
    SyncState stored = stores.syncStates().find(first.character(), SyncKind.SKILLS).orElseThrow();
    SyncState second =
        new SyncState(
            first.character(),
            SyncKind.SKILLS,
            Optional.of(at(7)),
            Optional.of(at(8)),
            Optional.of(at(9)),
            Optional.of(at(10)),
            Optional.of(at(11)),
            Map.of("two", new ETag("\"2\"")),
            12,
            !first.paused(),
            stored.version());

    stores.syncStates().save(second);

    assertCameAlong(
        first,
        stored,
        second,
        stores.syncStates().find(first.character(), SyncKind.SKILLS),
        "character",
        "kind");
  }

  private UserId newUser() {
    User user = Samples.user();
    stores.users().add(user);
    return user.id();
  }

  private static Instant at(int seconds) {
    return NOW.plusSeconds(seconds);
  }

  private static <R extends Record> void assertCameAlong(
      R first, R stored, R second, Optional<R> storedAgain, String... key) {
    assertDiffer(first, second, key);
    assertSame(first, stored, "version");
    assertSame(second, storedAgain.orElseThrow(), "version");
  }

  private static void assertSame(Record expected, Record actual, String... except) {
    assertThat(actual).usingRecursiveComparison().ignoringFields(except).isEqualTo(expected);
  }

  /** Else the test would not notice what is forgotten. */
  private static void assertDiffer(Record one, Record other, String... key) {
    for (RecordComponent component : one.getClass().getRecordComponents()) {
      String name = component.getName();
      if (name.equals("version") || Arrays.asList(key).contains(name)) {
        continue;
      }
      Object here = valueOf(component, one);
      Object there = valueOf(component, other);
      assertThat(here).as("%s of both samples", name).isNotEqualTo(there);
      if (here instanceof Record inner
          && there instanceof Record otherInner
          && inner.getClass() == otherInner.getClass()
          && inner.getClass().getRecordComponents().length > 1) {
        assertDiffer(inner, otherInner);
      }
    }
  }

  private static Object valueOf(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("every component has an accessor", e);
    }
  }
}
