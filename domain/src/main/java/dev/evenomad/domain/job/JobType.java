package dev.evenomad.domain.job;

import dev.evenomad.domain.sync.SyncKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a job does. */
public enum JobType {
  /** Reads skills and queue of a character. */
  SYNC_SKILLS,
  /** Pushes one notification to one device. */
  PUSH_DELIVERY,
  /** Ends at EVE the grant of a character that is not linked any more. */
  GRANT_REVOCATION,
  /** Refreshed the tokens of a character. History: here that happens just before they are used. */
  TOKEN_REFRESH,
  /** Reads the mail of a character. */
  SYNC_MAIL,
  /** Reads the market orders of a character. */
  SYNC_MARKET_ORDERS,
  /** Reads the industry jobs of a character. */
  SYNC_INDUSTRY_JOBS,
  /** Reads the colonies of a character. */
  SYNC_PLANETS;

  /** The type that reads that kind of data. */
  public static JobType of(SyncKind kind) {
    return switch (kind) {
      case SKILLS -> SYNC_SKILLS;
      case MAIL -> SYNC_MAIL;
      case MARKET_ORDERS -> SYNC_MARKET_ORDERS;
      case INDUSTRY_JOBS -> SYNC_INDUSTRY_JOBS;
      case PLANETS -> SYNC_PLANETS;
    };
  }

  /** The kind of data that it reads; empty if it does something else. */
  public Optional<SyncKind> syncKind() {
    return Arrays.stream(SyncKind.values()).filter(kind -> of(kind) == this).findFirst();
  }

  /** The name outside of Java, such as {@code sync-skills}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The type with that code; empty if there is none. */
  public static Optional<JobType> ofCode(String code) {
    return Arrays.stream(values()).filter(type -> type.code().equals(code)).findFirst();
  }
}
