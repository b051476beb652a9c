package dev.evenomad.domain.job;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.sync.SyncKind;

/** Something to be done at a time. Equal work is the same work, and planned at most once. */
public sealed interface DueWork {

  /** Look after one kind of one character's data: read it, or tell what the clock says. */
  record Sync(CharacterId character, SyncKind kind) implements DueWork {}

  /**
   * Do one job.
   *
   * @param type of that job, always the same
   */
  record RunJob(JobId job, JobType type) implements DueWork {

    /** That job. */
    public RunJob(Job job) {
      this(job.id(), job.type());
    }
  }

  /** Keep the house in order. */
  record Housekeeping(Chore chore) implements DueWork {}

  /** What there is to do in the house. */
  enum Chore {
    /** Sessions and one-time grants that are expired. */
    EXPIRED_SESSIONS,
    /** Cached data that expired long ago. */
    STALE_CACHE,
    /** Jobs that were completed a week ago. */
    COMPLETED_JOBS,
    /** Jobs that failed a month ago. */
    FAILED_JOBS,
    /** Notifications that were read a month ago. */
    READ_NOTIFICATIONS,
    /** Live events from which nobody goes on any more. */
    LIVE_EVENTS,
    /** Grants in force whose access token ended a day ago, and which nothing has used since. */
    UNUSED_GRANTS,
    /** What the payment service told a month ago, and customers of whom nobody knows the user. */
    PAYMENT_NOTICES
  }
}
