package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.notification.AlertText;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.NotificationPage;
import dev.evenomad.domain.notification.NotificationQuery;
import dev.evenomad.domain.notification.NotificationQuery.Position;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.notification.Notifications;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** How every implementation of {@link Notifications} pages. */
public interface NotificationPagesContract {

  /** The stores under test. */
  Stores stores();

  @Test
  default void hasAnEmptyPageForAUserWithoutNotifications() {
    assertThat(page(query(newUser(), 10)))
        .isEqualTo(new NotificationPage(List.of(), Optional.empty()));
  }

  @Test
  default void listsTheNewestFirst() {
    UserId user = newUser();
    Notification second = added(user, NOW.plusSeconds(2));
    Notification first = added(user, NOW.plusSeconds(1));
    Notification third = added(user, NOW.plusSeconds(3));
    added(newUser(), NOW);

    assertThat(page(query(user, 10)))
        .isEqualTo(new NotificationPage(List.of(third, second, first), Optional.empty()));
  }

  @Test
  default void saysWhereTheNextPageBeginsExactlyIfThereIsOne() {
    UserId user = newUser();
    Notification older = added(user, NOW);
    Notification newer = added(user, NOW.plusSeconds(1));

    assertThat(page(query(user, 2)).next()).isEmpty();
    assertThat(page(query(user, 1)))
        .isEqualTo(new NotificationPage(List.of(newer), Optional.of(Position.of(newer))));
    assertThat(page(query(user, 1).after(Position.of(newer))))
        .isEqualTo(new NotificationPage(List.of(older), Optional.empty()));
    assertThat(page(query(user, 1).after(Position.of(older))))
        .isEqualTo(new NotificationPage(List.of(), Optional.empty()));
  }

  @Test
  default void pagesThroughNotificationsOfTheSameMomentWithoutGapOrRepetition() {
    UserId user = newUser();
    List<Notification> all = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      all.add(added(user, NOW));
      all.add(added(user, NOW.plusNanos(1_000)));
    }
    all.sort(
        Comparator.comparing(Notification::createdAt)
            .thenComparing(notification -> notification.id().value())
            .reversed());

    for (int limit : new int[] {1, 3, 5, 14}) {
      assertThat(walk(query(user, limit))).as("pages of %s", limit).isEqualTo(all);
    }
  }

  @Test
  default void staysInPlaceWhenNotificationsComeAndGoBetweenPages() {
    UserId user = newUser();
    Notification n1 = added(user, NOW.plusSeconds(1));
    Notification n2 = added(user, NOW.plusSeconds(2));
    Notification n3 = added(user, NOW.plusSeconds(3));
    Notification n4 = added(user, NOW.plusSeconds(4));
    NotificationPage first = page(query(user, 2));

    added(user, NOW.plusSeconds(5));
    Notification late = added(user, NOW.plusMillis(2_500));
    stores().notifications().save(n4.sent(NOW.plusSeconds(6)));
    NotificationPage second = page(query(user, 2).after(first.next().orElseThrow()));
    NotificationPage third = page(query(user, 2).after(second.next().orElseThrow()));

    assertThat(first.items()).containsExactly(n4, n3);
    assertThat(second.items()).containsExactly(late, n2);
    assertThat(third.items()).containsExactly(n1);
    assertThat(third.next()).isEmpty();
  }

  @Test
  default void pagesFromAPositionThatIsNoLongerThere() {
    UserId user = newUser();
    Notification older = added(user, NOW);
    added(user, NOW.plusSeconds(2));
    Position gone = new Position(NOW.plusSeconds(1), new NotificationId(Samples.id()));

    assertThat(page(query(user, 5).after(gone)).items()).containsExactly(older);
  }

  @Test
  default void ordersIdsByTheirCharacters() {
    UserId user = newUser();
    String suffix = Samples.id();
    Notification upper = added(user, NOW, new NotificationId("B" + suffix));
    Notification lower = added(user, NOW, new NotificationId("a" + suffix));
    Notification dash = added(user, NOW, new NotificationId("-" + suffix));
    Notification digit = added(user, NOW, new NotificationId("7" + suffix));

    assertThat(walk(query(user, 1)))
        .as("in the order of ASCII, whatever the locale of the store")
        .containsExactly(lower, upper, digit, dash);
  }

  @Test
  default void admitsWhatTheConditionsSay() {
    UserId user = newUser();
    CharacterId character = Samples.characterId();
    Notification test = added(user, NOW);
    Notification mail = about(user, character, NotificationKind.EVE_MAIL_RECEIVED);
    Notification skill = about(user, character, NotificationKind.SKILL_COMPLETE);
    Notification otherSkill = about(user, Samples.characterId(), NotificationKind.SKILL_COMPLETE);
    stores().notifications().save(skill.sent(NOW.plusSeconds(60)));
    Notification sentSkill = stores().notifications().find(skill.id()).orElseThrow();
    about(newUser(), character, NotificationKind.SKILL_COMPLETE);

    Optional<NotificationKind> skills = Optional.of(NotificationKind.SKILL_COMPLETE);
    Optional<NotificationStatus> pending = Optional.of(NotificationStatus.PENDING);
    assertThat(page(query(user, pending, Optional.empty(), Optional.empty())).items())
        .containsExactlyInAnyOrder(test, mail, otherSkill);
    assertThat(page(query(user, Optional.empty(), skills, Optional.empty())).items())
        .containsExactlyInAnyOrder(sentSkill, otherSkill);
    assertThat(
            page(query(user, Optional.empty(), Optional.empty(), Optional.of(character))).items())
        .containsExactlyInAnyOrder(mail, sentSkill);
    assertThat(page(query(user, pending, skills, Optional.of(character))).items()).isEmpty();
    assertThat(
            page(query(user, Optional.of(NotificationStatus.SENT), skills, Optional.of(character)))
                .items())
        .containsExactly(sentSkill);
  }

  @Test
  default void pagesThroughWhatTheConditionsAdmit() {
    UserId user = newUser();
    CharacterId character = Samples.characterId();
    List<Notification> mails = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      mails.add(about(user, character, NotificationKind.EVE_MAIL_RECEIVED));
      about(user, character, NotificationKind.SKILL_COMPLETE);
    }
    NotificationQuery query =
        new NotificationQuery(
            Optional.of(user),
            Optional.empty(),
            Optional.of(NotificationKind.EVE_MAIL_RECEIVED),
            Optional.of(character),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            2);

    assertThat(walk(query)).hasSize(5).containsExactlyInAnyOrderElementsOf(mails);
  }

  @Test
  default void admitsTimesFromAMomentOnAndUntilBeforeAnotherOfAllUsers() {
    Instant time =
        Instant.parse("1990-01-01T00:00:00Z")
            .plus(Duration.ofMinutes(ThreadLocalRandom.current().nextInt(1_000_000)));
    added(newUser(), time.minusNanos(1_000));
    Notification first = added(newUser(), time);
    Notification last = added(newUser(), time.plusSeconds(1).minusNanos(1_000));
    added(newUser(), time.plusSeconds(1));
    NotificationQuery query =
        new NotificationQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(time),
            Optional.of(time.plusSeconds(1)),
            Optional.empty(),
            10);

    assertThat(page(query).items()).containsExactly(last, first);
    assertThat(page(query.ofUser(first.user())).items()).containsExactly(first);
  }

  @Test
  default void showsWhatTheRunningTransactionHasChanged() {
    UserId user = newUser();
    Notification first = added(user, NOW);
    stores()
        .transactions()
        .run(
            () -> {
              assertThat(page(query(user, 10)).items()).containsExactly(first);
              stores().notifications().save(first.sent(NOW));
              assertThat(page(query(user, 10)).items())
                  .map(Notification::status)
                  .containsExactly(NotificationStatus.SENT);
              stores().notifications().markAllRead(user, NOW);
              Notification second = added(user, NOW.plusSeconds(1));
              assertThat(page(query(user, 10)).items())
                  .map(Notification::status)
                  .containsExactly(second.status(), NotificationStatus.READ);
            });
  }

  @Test
  default void missesAndRepeatsNothingWhileOthersInsert() {
    UserId user = newUser();
    List<Notification> before = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      before.add(added(user, NOW.plusSeconds(i % 5)));
    }
    before.sort(
        Comparator.comparing(Notification::createdAt)
            .thenComparing(notification -> notification.id().value())
            .reversed());

    List<List<Notification>> walks =
        Race.run(
            runner -> {
              if (runner % 2 == 0) {
                return walk(query(user, 4));
              }
              for (int i = 0; i < 12; i++) {
                added(user, NOW.plusMillis(500L * i));
              }
              return List.of();
            });

    for (int walker = 0; walker < walks.size(); walker += 2) {
      assertThat(walks.get(walker)).doesNotHaveDuplicates().containsSubsequence(before);
    }
  }

  private List<Notification> walk(NotificationQuery from) {
    List<Notification> seen = new ArrayList<>();
    Optional<NotificationQuery> query = Optional.of(from);
    while (query.isPresent()) {
      NotificationPage page = page(query.get());
      assertThat(seen).as("pages that come to an end").hasSizeLessThan(200);
      assertThat(page.items()).isNotEmpty().hasSizeLessThanOrEqualTo(from.limit());
      seen.addAll(page.items());
      query = page.next().map(from::after);
    }
    return seen;
  }

  private NotificationPage page(NotificationQuery query) {
    return stores().notifications().page(query);
  }

  private static NotificationQuery query(UserId user, int limit) {
    return NotificationQuery.latest(limit).ofUser(user);
  }

  private static NotificationQuery query(
      UserId user,
      Optional<NotificationStatus> status,
      Optional<NotificationKind> kind,
      Optional<CharacterId> character) {
    return new NotificationQuery(
        Optional.of(user),
        status,
        kind,
        character,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        NotificationQuery.MAX_LIMIT);
  }

  private UserId newUser() {
    User user = Samples.user();
    stores().users().add(user);
    return user.id();
  }

  private Notification added(UserId user, Instant createdAt) {
    return added(user, createdAt, new NotificationId(Samples.id()));
  }

  private Notification added(UserId user, Instant createdAt, NotificationId id) {
    return added(id, user, Optional.empty(), NotificationKind.TEST, createdAt);
  }

  private Notification about(UserId user, CharacterId character, NotificationKind kind) {
    return added(new NotificationId(Samples.id()), user, Optional.of(character), kind, NOW);
  }

  private Notification added(
      NotificationId id,
      UserId user,
      Optional<CharacterId> character,
      NotificationKind kind,
      Instant createdAt) {
    Notification notification =
        Notification.pending(
            id,
            user,
            character,
            kind,
            new AlertText("An alert", "about something"),
            JsonObject.EMPTY,
            DedupKey.ofRequest(id),
            createdAt);
    assertThat(stores().notifications().addIfNew(notification)).isTrue();
    return stores().notifications().find(id).orElseThrow();
  }
}
