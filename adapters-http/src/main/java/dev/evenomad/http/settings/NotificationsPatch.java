package dev.evenomad.http.settings;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.notification.QuietHours;
import dev.evenomad.http.request.Input;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which alerts to change.
 *
 * @param skillComplete skill training complete
 * @param marketOrders market orders filled or expired
 * @param industryJobs industry jobs complete
 * @param piExtractors planetary extractors depleted
 * @param eveMail EVE mail received
 * @param mutedCharacterIds all characters about which nothing is told but what concerns their grant
 * @param quietHours when the phone stays silent; null: never
 * @param leadTimes how long before something ends; absent members stay
 * @param digest whether what is learned of a character at the same moment, and is of one kind,
 *     makes one push
 */
record NotificationsPatch(
    Optional<Boolean> skillComplete,
    Optional<Boolean> marketOrders,
    Optional<Boolean> industryJobs,
    Optional<Boolean> piExtractors,
    Optional<Boolean> eveMail,
    Optional<Set<CharacterId>> mutedCharacterIds,
    Optional<Optional<QuietHours>> quietHours,
    Optional<LeadTimesPatch> leadTimes,
    Optional<Boolean> digest) {

  /** More than anybody has characters, and too few to hurt. */
  private static final int MOST_MUTED = 1_000;

  static NotificationsPatch read(Input object) {
    object.only(
        "skillComplete",
        "marketOrders",
        "industryJobs",
        "piExtractors",
        "eveMail",
        "mutedCharacterIds",
        "quietHours",
        "leadTimes",
        "digest");
    return new NotificationsPatch(
        object.member("skillComplete").map(Input::flag),
        object.member("marketOrders").map(Input::flag),
        object.member("industryJobs").map(Input::flag),
        object.member("piExtractors").map(Input::flag),
        object.member("eveMail").map(Input::flag),
        object.member("mutedCharacterIds").map(NotificationsPatch::characters),
        object.clearable("quietHours", QuietHoursView::read),
        object.member("leadTimes").map(LeadTimesPatch::read),
        object.member("digest").map(Input::flag));
  }

  private static Set<CharacterId> characters(Input list) {
    if (list.items().size() > MOST_MUTED) {
      throw list.mustBe("a list of at most " + MOST_MUTED + " ids");
    }
    return list.items().stream()
        .map(item -> new CharacterId(item.id()))
        .collect(Collectors.toSet());
  }

  /** {@code known} with these changes. */
  NotificationPreferences appliedTo(NotificationPreferences known) {
    return new NotificationPreferences(
        skillComplete.orElse(known.skillComplete()),
        marketOrders.orElse(known.marketOrders()),
        industryJobs.orElse(known.industryJobs()),
        piExtractors.orElse(known.piExtractors()),
        eveMail.orElse(known.eveMail()),
        mutedCharacterIds.orElse(known.muted()),
        quietHours.orElse(known.quietHours()),
        leadTimes.map(patch -> patch.appliedTo(known.leadTimes())).orElse(known.leadTimes()),
        digest.orElse(known.digest()));
  }
}
