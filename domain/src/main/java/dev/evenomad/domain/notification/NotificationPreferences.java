package dev.evenomad.domain.notification;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.sync.LeadTimes;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which alerts a pilot wants, and when.
 *
 * @param skillComplete skill training complete, and the queue ending or empty
 * @param marketOrders market orders filled or expired
 * @param industryJobs industry jobs complete
 * @param piExtractors planetary extractors depleted
 * @param eveMail EVE mail received
 * @param muted characters about which nothing is told but what concerns their grant
 * @param quietHours empty: at any hour
 * @param leadTimes how long before something ends
 * @param digest whether what is learned of a character at the same moment, and is of one kind,
 *     makes one push rather than one each. What quiet hours held back always does
 */
public record NotificationPreferences(
    boolean skillComplete,
    boolean marketOrders,
    boolean industryJobs,
    boolean piExtractors,
    boolean eveMail,
    Set<CharacterId> muted,
    Optional<QuietHours> quietHours,
    LeadTimes leadTimes,
    boolean digest) {

  /** What every pilot begins with: all but extractors, at any hour. */
  public static final NotificationPreferences DEFAULT =
      new NotificationPreferences(true, true, true, false, true, Set.of(), Optional.empty());

  public NotificationPreferences {
    muted = Set.copyOf(muted);
  }

  /** With lead times and digests as every pilot begins with. */
  public NotificationPreferences(
      boolean skillComplete,
      boolean marketOrders,
      boolean industryJobs,
      boolean piExtractors,
      boolean eveMail,
      Set<CharacterId> muted,
      Optional<QuietHours> quietHours) {
    this(
        skillComplete,
        marketOrders,
        industryJobs,
        piExtractors,
        eveMail,
        muted,
        quietHours,
        LeadTimes.DEFAULT,
        true);
  }

  /** These preferences without {@code gone} among the muted characters. */
  public NotificationPreferences withoutCharacter(CharacterId gone) {
    return new NotificationPreferences(
        skillComplete,
        marketOrders,
        industryJobs,
        piExtractors,
        eveMail,
        muted.stream().filter(known -> !known.equals(gone)).collect(Collectors.toSet()),
        quietHours,
        leadTimes,
        digest);
  }

  /** Until when what is told at {@code now} is not pushed; empty if it is at once. */
  public Optional<Instant> heldUntil(Instant now) {
    return quietHours.map(quiet -> quiet.pushAt(now)).filter(end -> end.isAfter(now));
  }

  /** Whether the pilot wants alerts of that kind about {@code character}. */
  public boolean want(NotificationKind kind, CharacterId character) {
    return switch (kind) {
      case SKILL_COMPLETE, SKILL_QUEUE_ENDING, SKILL_QUEUE_EMPTY ->
          skillComplete && !muted.contains(character);
      case MARKET_ORDER_FILLED, MARKET_ORDER_EXPIRED -> marketOrders && !muted.contains(character);
      case INDUSTRY_JOB_COMPLETE -> industryJobs && !muted.contains(character);
      case PI_EXTRACTOR_EXPIRED, PI_EXTRACTOR_ENDING -> piExtractors && !muted.contains(character);
      case EVE_MAIL_RECEIVED -> eveMail && !muted.contains(character);
      // Without a grant nothing else arrives, so these two cannot be switched off.
      case REAUTHORIZATION_NEEDED, TEST -> true;
    };
  }
}
