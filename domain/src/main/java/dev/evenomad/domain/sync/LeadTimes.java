package dev.evenomad.domain.sync;

import java.time.Duration;
import java.util.Optional;

/**
 * How long before something ends its pilot wants to know. From {@link #SHORTEST} to {@link
 * #LONGEST}, in whole minutes; empty: not before.
 *
 * @param queueEnding before the skill queue runs out
 * @param extractorEnding before the programme of an extractor ends
 */
public record LeadTimes(Optional<Duration> queueEnding, Optional<Duration> extractorEnding) {

  /** A shorter warning would come with what it warns of. */
  public static final Duration SHORTEST = Duration.ofMinutes(5);

  /** As long as the longest programme of an extractor. */
  public static final Duration LONGEST = Duration.ofDays(14);

  /** What every pilot begins with: long enough to find an evening to play, and extractors never. */
  public static final LeadTimes DEFAULT =
      new LeadTimes(Optional.of(Duration.ofHours(24)), Optional.empty());

  /** Of nothing before it ends. */
  public static final LeadTimes NONE = new LeadTimes(Optional.empty(), Optional.empty());

  public LeadTimes {
    queueEnding.ifPresent(LeadTimes::require);
    extractorEnding.ifPresent(LeadTimes::require);
  }

  private static void require(Duration lead) {
    if (lead.compareTo(SHORTEST) < 0
        || lead.compareTo(LONGEST) > 0
        || !lead.equals(Duration.ofMinutes(lead.toMinutes()))) {
      throw new IllegalArgumentException(
          "a lead time is 5 minutes to 14 days, in whole minutes, not " + lead);
    }
  }
}
