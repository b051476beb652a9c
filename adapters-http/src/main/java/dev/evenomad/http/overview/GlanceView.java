package dev.evenomad.http.overview;

import dev.evenomad.domain.character.AllianceId;
import dev.evenomad.domain.overview.Glance;
import dev.evenomad.domain.overview.KnownCharacter;
import dev.evenomad.domain.overview.KnownKind;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.sync.SyncKind;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A character at a glance. What counts something is null until that was read for the first time.
 *
 * @param characterId EVE's id
 * @param name as EVE last told it
 * @param corporationId EVE's id of the corporation
 * @param allianceId EVE's id of the alliance; null if the corporation is in none
 * @param grantState valid; needs_reauthorization: sign in with it once more; quarantined: put aside
 *     because something about it is not right, also mended by signing in
 * @param training what is trained now; null if nothing is
 * @param queueEndsAt when the last training in the skill queue ends, in the past if it has; null if
 *     the queue is empty or paused
 * @param queuePaused whether something is queued but nothing is trained
 * @param next what ends next, the earliest at the front, at most five
 * @param unreadNotifications how many about it are sent and not read
 * @param unreadMails how many of the newest mails were not opened in the game
 * @param activeOrders how many market orders are open
 * @param runningJobs how many industry jobs go on; those that are paused do not
 * @param readyJobs how many industry jobs are over and wait to be delivered
 * @param colonies how many planetary colonies there are
 * @param data each kind of data, and how old it is
 */
@Serdeable.Serializable
@Schema(name = "CharacterGlance")
record GlanceView(
    long characterId,
    String name,
    long corporationId,
    @Nullable Long allianceId,
    @Schema(ref = "#/components/schemas/GrantState") String grantState,
    @Nullable TrainingView training,
    @Nullable Instant queueEndsAt,
    boolean queuePaused,
    List<UpcomingView> next,
    long unreadNotifications,
    @Nullable Integer unreadMails,
    @Nullable Integer activeOrders,
    @Nullable Integer runningJobs,
    @Nullable Integer readyJobs,
    @Nullable Integer colonies,
    List<AgeView> data) {

  static GlanceView of(Glance glance, Instant now) {
    KnownCharacter known = glance.character();
    return new GlanceView(
        known.id().value(),
        known.name().value(),
        known.corporation().value(),
        known.alliance().map(AllianceId::value).orElse(null),
        known.grant().code(),
        glance.training().map(TrainingView::of).orElse(null),
        known.queue().endsAt().orElse(null),
        known.queue().paused(),
        glance.next().stream().map(UpcomingView::of).toList(),
        known.unread(),
        count(known, SyncKind.MAIL, known.unreadMails()),
        count(known, SyncKind.MARKET_ORDERS, glance.activeOrders()),
        count(known, SyncKind.INDUSTRY_JOBS, glance.runningJobs()),
        count(known, SyncKind.INDUSTRY_JOBS, glance.readyJobs()),
        count(known, SyncKind.PLANETS, known.colonies().size()),
        Arrays.stream(SyncKind.values())
            .map(kind -> AgeView.of(kind, known.kind(kind), now))
            .toList());
  }

  private static @Nullable Integer count(KnownCharacter known, SyncKind kind, int count) {
    return known.kind(kind).asOf().isPresent() ? count : null;
  }

  /**
   * What is trained.
   *
   * @param skillId EVE's type id of the skill
   * @param level the level that is trained, 1 to 5
   * @param startsAt when this training began
   * @param finishesAt when it ends
   */
  @Serdeable.Serializable
  @Schema(name = "Training")
  record TrainingView(long skillId, int level, Instant startsAt, Instant finishesAt) {

    static TrainingView of(SkillQueueEntry entry) {
      return new TrainingView(
          entry.skill().value(),
          entry.level().value(),
          entry.startsAt().orElseThrow(),
          entry.finishesAt().orElseThrow());
    }
  }

  /**
   * How old a kind of data is.
   *
   * @param kind such as skills
   * @param asOf when EVE last confirmed it; null until it was read for the first time
   * @param stale whether a newer reading is overdue or there is none yet
   */
  @Serdeable.Serializable
  @Schema(name = "DataAge")
  record AgeView(
      @Schema(ref = "#/components/schemas/SyncKind") String kind,
      @Nullable Instant asOf,
      boolean stale) {

    static AgeView of(SyncKind kind, KnownKind age, Instant now) {
      return new AgeView(kind.code(), age.asOf().orElse(null), age.staleAt(now));
    }
  }
}
