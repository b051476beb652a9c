package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
    assertThat(page(after(query(user, 1), Position.of(newer))))
        .isEqualTo(new NotificationPage(List.of(older), Optional.empty()));
    assertThat(page(after(query(user, 1), Position.of(older))))
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
    NotificationPage second = page(after(query(user, 2), first.next().orElseThrow()));
    NotificationPage third = page(after(query(user, 2), second.next().orElseThrow()));

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

    assertThat(page(after(query(user, 5), gone)).items()).containsExactly(older);
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
            user,
            Optional.empty(),
            Optional.of(NotificationKind.EVE_MAIL_RECEIVED),
            Optional.of(character),
            Optional.empty(),
            2);

    assertThat(walk(query)).hasSize(5).containsExactlyInAnyOrderElementsOf(mails);
  }

  private List<Notification> walk(NotificationQuery from) {
    List<Notification> seen = new ArrayList<>();
    Optional<NotificationQuery> query = Optional.of(from);
    while (query.isPresent()) {
      NotificationPage page = page(query.get());
      assertThat(seen).as("pages that come to an end").hasSizeLessThan(100);
      assertThat(page.items()).isNotEmpty().hasSizeLessThanOrEqualTo(from.limit());
      seen.addAll(page.items());
      query = page.next().map(next -> after(from, next));
    }
    return seen;
  }

  private NotificationPage page(NotificationQuery query) {
    return stores().notifications().page(query);
  }

  private static NotificationQuery query(UserId user, int limit) {
    return new NotificationQuery(
        user, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
  }

  private static NotificationQuery query(
      UserId user,
      Optional<NotificationStatus> status,
      Optional<NotificationKind> kind,
      Optional<CharacterId> character) {
    return new NotificationQuery(
        user, status, kind, character, Optional.empty(), NotificationQuery.MAX_LIMIT);
  }

  private static NotificationQuery after(NotificationQuery query, Position position) {
    return new NotificationQuery(
        query.user(),
        query.status(),
        query.kind(),
        query.character(),
        Optional.of(position),
        query.limit());
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
