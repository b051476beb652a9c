package dev.evenomad.http.settings;

import dev.evenomad.domain.sync.LeadTimes;
import dev.evenomad.http.request.Input;
import java.time.Duration;
import java.util.Optional;

/**
 * Which lead times to change.
 *
 * @param queueEndingMinutes minutes before the skill queue runs out, 5 to 20160; null: not before
 * @param extractorEndingMinutes minutes before the programme of an extractor ends, 5 to 20160;
 *     null: not before
 */
record LeadTimesPatch(
    Optional<Optional<Duration>> queueEndingMinutes,
    Optional<Optional<Duration>> extractorEndingMinutes) {

  static LeadTimesPatch read(Input object) {
    object.only("queueEndingMinutes", "extractorEndingMinutes");
    return new LeadTimesPatch(
        object.clearable("queueEndingMinutes", LeadTimesPatch::minutes),
        object.clearable("extractorEndingMinutes", LeadTimesPatch::minutes));
  }

  private static Duration minutes(Input number) {
    return Duration.ofMinutes(
        number.between(LeadTimes.SHORTEST.toMinutes(), LeadTimes.LONGEST.toMinutes()));
  }

  /** {@code known} with these changes. */
  LeadTimes appliedTo(LeadTimes known) {
    return new LeadTimes(
        queueEndingMinutes.orElse(known.queueEnding()),
        extractorEndingMinutes.orElse(known.extractorEnding()));
  }
}
