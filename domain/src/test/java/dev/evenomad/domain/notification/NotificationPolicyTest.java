package dev.evenomad.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.notification.NotificationPolicy.Alert;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.sync.CharacterEvent;
import dev.evenomad.domain.sync.CharacterEvent.ReauthorizationNeeded;
import dev.evenomad.domain.sync.CharacterEvent.SkillTrainingCompleted;
import dev.evenomad.domain.universe.TypeId;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class NotificationPolicyTest {

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");
  private static final CharacterId CHARACTER = new CharacterId(2112000001L);
  private static final CharacterEvent DONE =
      new SkillTrainingCompleted(
          CHARACTER, new TypeId(3300), new SkillLevel(5), NOW.minusSeconds(1));
  private static final CharacterEvent LOST = new ReauthorizationNeeded(CHARACTER, NOW);
  private static final NotificationPreferences NOTHING =
      new NotificationPreferences(false, false, false, false, false, Set.of(), Optional.empty());

  @Test
  void tellsACompletedSkillAtOnce() {
    assertThat(decide(DONE, NotificationPreferences.DEFAULT))
        .contains(
            new Alert(
                NotificationKind.SKILL_COMPLETE,
                DedupKey.of(DONE),
                new JsonObject(
                    Map.of(
                        "type", JsonValue.of("skill_complete"),
                        "characterId", JsonValue.of(2112000001L),
                        "skillId", JsonValue.of(3300),
                        "level", JsonValue.of(5),
                        "finishedAt", JsonValue.of("2026-09-01T09:59:59Z"))),
                Optional.empty()));
  }

  @Test
  void tellsALostGrantWhateverThePilotWants() {
    assertThat(decide(LOST, NOTHING))
        .contains(
            new Alert(
                NotificationKind.REAUTHORIZATION_NEEDED,
                DedupKey.of(LOST),
                new JsonObject(
                    Map.of(
                        "type", JsonValue.of("reauthorization_needed"),
                        "characterId", JsonValue.of(2112000001L),
                        "since", JsonValue.of("2026-09-01T10:00:00Z"))),
                Optional.empty()));
    assertThat(decide(LOST, muting(CHARACTER))).isPresent();
  }

  @Test
  void tellsNothingThatIsSwitchedOffOrMuted() {
    assertThat(decide(DONE, NOTHING)).isEmpty();
    assertThat(decide(DONE, muting(CHARACTER))).isEmpty();
    assertThat(decide(DONE, muting(new CharacterId(1)))).isPresent();
  }

  @Test
  void waitsForTheEndOfTheQuietHours() {
    NotificationPreferences quiet =
        new NotificationPreferences(
            true,
            true,
            true,
            true,
            true,
            Set.of(),
            Optional.of(new QuietHours(LocalTime.of(9, 0), LocalTime.of(11, 0), ZoneOffset.UTC)));

    assertThat(decide(DONE, quiet).flatMap(Alert::heldUntil))
        .contains(Instant.parse("2026-09-01T11:00:00Z"));
  }

  @Test
  void asksTheSwitchOfEachKind() {
    EnumSet<NotificationKind> always =
        EnumSet.of(NotificationKind.REAUTHORIZATION_NEEDED, NotificationKind.TEST);
    assertThat(wanted(NOTHING)).isEqualTo(always);
    assertThat(wanted(only(0)))
        .isEqualTo(
            with(
                always,
                NotificationKind.SKILL_COMPLETE,
                NotificationKind.SKILL_QUEUE_ENDING,
                NotificationKind.SKILL_QUEUE_EMPTY));
    assertThat(wanted(only(1)))
        .isEqualTo(
            with(
                always,
                NotificationKind.MARKET_ORDER_FILLED,
                NotificationKind.MARKET_ORDER_EXPIRED));
    assertThat(wanted(only(2))).isEqualTo(with(always, NotificationKind.INDUSTRY_JOB_COMPLETE));
    assertThat(wanted(only(3)))
        .isEqualTo(
            with(
                always,
                NotificationKind.PI_EXTRACTOR_EXPIRED,
                NotificationKind.PI_EXTRACTOR_ENDING));
    assertThat(wanted(only(4))).isEqualTo(with(always, NotificationKind.EVE_MAIL_RECEIVED));
    assertThat(wanted(muting(CHARACTER))).isEqualTo(always);
  }

  @Test
  void givesTheSameEventTheSameKeyAndAnotherOneAnother() {
    CharacterEvent again =
        new SkillTrainingCompleted(
            CHARACTER, new TypeId(3300), new SkillLevel(5), NOW.minusSeconds(1));
    CharacterEvent otherLevel =
        new SkillTrainingCompleted(
            CHARACTER, new TypeId(3300), new SkillLevel(4), NOW.minusSeconds(1));
    CharacterEvent otherTime =
        new SkillTrainingCompleted(CHARACTER, new TypeId(3300), new SkillLevel(5), NOW);
    CharacterEvent otherCharacter =
        new SkillTrainingCompleted(
            new CharacterId(1), new TypeId(3300), new SkillLevel(5), NOW.minusSeconds(1));

    assertThat(DedupKey.of(again)).isEqualTo(DedupKey.of(DONE));
    assertThat(
            Set.of(
                DedupKey.of(DONE),
                DedupKey.of(otherLevel),
                DedupKey.of(otherTime),
                DedupKey.of(otherCharacter),
                DedupKey.of(LOST),
                DedupKey.ofRequest(new NotificationId("one")),
                DedupKey.ofRequest(new NotificationId("two"))))
        .hasSize(7);
  }

  @Test
  void alertsAboutWhatThePilotDidNotDo() {
    NotificationPreferences everything =
        new NotificationPreferences(true, true, true, true, true, Set.of(), Optional.empty());
    for (CharacterEvent event : SomeEvents.alerting()) {
      assertThat(NotificationPolicy.decide(event, everything, NOW)).as("%s", event).isPresent();
      assertThat(NotificationPolicy.settle(event)).as("%s", event).isEmpty();
      assertThat(NotificationPolicy.decide(event, NOTHING, NOW).isPresent())
          .isEqualTo(event instanceof ReauthorizationNeeded);
    }
    for (CharacterEvent event : SomeEvents.silent()) {
      assertThat(NotificationPolicy.decide(event, everything, NOW)).as("%s", event).isEmpty();
    }
  }

  @Test
  void settlesTheVeryAlertThatBecameOldNews() {
    List<DedupKey> alerts = SomeEvents.alerting().stream().map(DedupKey::of).toList();

    assertThat(
            SomeEvents.silent().stream()
                .flatMap(event -> NotificationPolicy.settle(event).stream())
                .map(NotificationPolicy.Settlement::dedupKey))
        .hasSize(6)
        .allMatch(alerts::contains);
  }

  @Test
  void givesEveryFillingOfAnOrderAKeyOfItsOwn() {
    assertThat(
            LongStream.of(9_000, 4_500, 0)
                .mapToObj(
                    left ->
                        DedupKey.of(
                            new CharacterEvent.MarketOrderFilled(
                                CHARACTER, SomeEvents.order(false, left), 1, NOW)))
                .distinct())
        .hasSize(3);
  }

  private static Optional<Alert> decide(CharacterEvent event, NotificationPreferences wishes) {
    return NotificationPolicy.decide(event, wishes, NOW);
  }

  private static NotificationPreferences muting(CharacterId character) {
    return new NotificationPreferences(
        true, true, true, true, true, Set.of(character), Optional.empty());
  }

  private static NotificationPreferences only(int which) {
    return new NotificationPreferences(
        which == 0, which == 1, which == 2, which == 3, which == 4, Set.of(), Optional.empty());
  }

  private static Set<NotificationKind> wanted(NotificationPreferences preferences) {
    EnumSet<NotificationKind> wanted = EnumSet.allOf(NotificationKind.class);
    wanted.removeIf(kind -> !preferences.want(kind, CHARACTER));
    return wanted;
  }

  private static Set<NotificationKind> with(
      EnumSet<NotificationKind> kinds, NotificationKind... others) {
    EnumSet<NotificationKind> all = EnumSet.copyOf(kinds);
    all.addAll(List.of(others));
    return all;
  }
}
