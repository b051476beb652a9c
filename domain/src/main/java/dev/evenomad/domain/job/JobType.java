package dev.evenomad.domain.job;

import dev.evenomad.domain.environment.Backoff;
import dev.evenomad.domain.sync.SyncKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a job does, how urgent that is, and how it is tried again. */
public enum JobType {
  /** Reads skills and queue of a character. */
  SYNC_SKILLS(Urgency.REQUEST, Tries.SYNC),
  /** Pushes one notification to the devices of its user. */
  PUSH_DELIVERY(Urgency.ALERT, Tries.PUSH),
  /** Ends at EVE the grant of a character that is not linked any more. */
  GRANT_REVOCATION(Urgency.ROUTINE, Tries.REVOCATION),
  /** Refreshes grants that nothing has used for long. */
  TOKEN_REFRESH(Urgency.CHORE, Tries.CHORE),
  /** Reads the mail of a character. */
  SYNC_MAIL(Urgency.REQUEST, Tries.SYNC),
  /** Reads the market orders of a character. */
  SYNC_MARKET_ORDERS(Urgency.REQUEST, Tries.SYNC),
  /** Reads the industry jobs of a character. */
  SYNC_INDUSTRY_JOBS(Urgency.REQUEST, Tries.SYNC),
  /** Reads the colonies of a character. */
  SYNC_PLANETS(Urgency.REQUEST, Tries.SYNC),
  /** Removes what is no longer of use. */
  HOUSEKEEPING(Urgency.CHORE, Tries.CHORE);

  private final Urgency urgency;
  private final Tries tries;

  JobType(Urgency urgency, Tries tries) {
    this.urgency = urgency;
    this.tries = tries;
  }

  /** How urgent such a job is. */
  public Urgency urgency() {
    return urgency;
  }

  /** How long to wait before it is tried again. */
  public Backoff backoff() {
    return new Backoff(tries.first, tries.longest);
  }

  /** How long after it was made such a job is tried; then it has failed. */
  public Duration patience() {
    return tries.patience;
  }

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

  /** How jobs are tried again, and for how long. */
  private enum Tries {
    /** An alert that is older is no news. */
    PUSH(Duration.ofSeconds(10), Duration.ofMinutes(30), Duration.ofDays(1)),
    /** Longer than a daily downtime; afterwards the regular reading has done it. */
    SYNC(Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofHours(2)),
    /** Long enough for an outage over a weekend and for a wrong secret to be noticed. */
    REVOCATION(Duration.ofMinutes(1), Duration.ofHours(6), Duration.ofDays(7)),
    /** Due again within the hour anyway. */
    CHORE(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(1));

    private final Duration first;
    private final Duration longest;
    private final Duration patience;

    Tries(Duration first, Duration longest, Duration patience) {
      this.first = first;
      this.longest = longest;
      this.patience = patience;
    }
  }
}
