package dev.evenomad.domain.notification;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an alert is about. */
public enum NotificationKind {
  SKILL_COMPLETE,
  SKILL_QUEUE_ENDING,
  SKILL_QUEUE_EMPTY,
  MARKET_ORDER_FILLED,
  /** Ran out of time, or is gone for a reason that EVE does not tell. */
  MARKET_ORDER_EXPIRED,
  INDUSTRY_JOB_COMPLETE,
  PI_EXTRACTOR_EXPIRED,
  PI_EXTRACTOR_ENDING,
  EVE_MAIL_RECEIVED,
  /** EVE no longer accepts a character's grant. */
  REAUTHORIZATION_NEEDED,
  /** Asked for by the pilot, to see whether alerts arrive. */
  TEST;

  /** The name outside of Java, such as {@code skill_complete}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind with that code; empty if there is none. */
  public static Optional<NotificationKind> ofCode(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }
}
