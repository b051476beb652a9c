package dev.evenomad.persistence.backup;

import java.util.List;
import java.util.Set;

/**
 * A table as the catalogue has it.
 *
 * @param columns that rows are made of, without those that are computed
 * @param estimatedRows about how many rows; 0 if nobody knows
 */
record Table(String name, List<String> columns, long estimatedRows) {

  /**
   * The tables of every version of the schema; what else is there is somebody else's. Of each
   * migration that makes one, or renames one, the name is here.
   */
  static final Set<String> OURS =
      Set.of(
          "app_user",
          "budget",
          "cached_data",
          "eve_character",
          "idempotent_request",
          "job",
          "lease",
          "live_event",
          "moved_in",
          "notification_log",
          "one_time_grant",
          "redis_era",
          "scheduled_tasks",
          "session",
          "skill_snapshot",
          "snapshot",
          "stripe_customer",
          "stripe_event",
          "stripe_subscription",
          "sync_state",
          "user_settings");

  /**
   * Who holds a lease is a process that runs now; nobody who comes after a restore is it. What was
   * spent of a budget comes back within a day at most. What Redis has is not what it had. Live
   * events told what is new compared with what is restored no more.
   */
  static final Set<String> OF_THE_MOMENT = Set.of("budget", "lease", "live_event", "redis_era");

  Table {
    columns = List.copyOf(columns);
  }

  boolean isKept() {
    return !OF_THE_MOMENT.contains(name);
  }
}
