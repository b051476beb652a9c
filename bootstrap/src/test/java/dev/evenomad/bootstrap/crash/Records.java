package dev.evenomad.bootstrap.crash;

import dev.evenomad.bootstrap.database.NewDatabase;
import dev.evenomad.domain.job.DueWork;
import java.time.Instant;
import java.util.List;

/** What stands in the servers' database. */
record Records(NewDatabase database) {

  /** How many pilots have been read, skills and mails and jobs. */
  int pilotsRead() {
    return Integer.parseInt(
        database
            .query(
                "SELECT count(*) FROM (SELECT character_id FROM sync_state"
                    + " WHERE kind IN ('skills', 'mail', 'industry_jobs')"
                    + " AND last_success IS NOT NULL"
                    + " GROUP BY character_id HAVING count(*) = 3) AS complete")
            .getFirst());
  }

  /** Work that should be done by now, or is being done. */
  List<String> open(Instant now) {
    return database.query(
        "SELECT task_name, task_instance, execution_time, picked, picked_by, consecutive_failures"
            + " FROM scheduled_tasks WHERE picked OR execution_time <= '%s'".formatted(now));
  }

  /** Work that somebody is at, or was. */
  List<String> picked() {
    return database.query("SELECT task_name, task_instance FROM scheduled_tasks WHERE picked");
  }

  /**
   * Jobs that are not over, but for grants of earlier sign-ins: they wait for their character to
   * leave.
   */
  List<String> openJobs() {
    return database.query(
        "SELECT job_type, status, attempts, error, count(*) FROM job"
            + " WHERE status NOT IN ('completed', 'failed') AND job_type <> 'grant-revocation'"
            + " GROUP BY 1, 2, 3, 4");
  }

  /** Jobs that failed, and why. */
  List<String> failedJobs() {
    return database.query(
        "SELECT job_type, error, count(*) FROM job WHERE status = 'failed'"
            + " GROUP BY 1, 2 ORDER BY 3 DESC");
  }

  /** Notifications that were not sent, or not for sure. */
  List<String> unsentNotifications() {
    return database.query(
        "SELECT type, status, error, count(*) FROM notification_log WHERE status <> 'sent'"
            + " GROUP BY 1, 2, 3");
  }

  /** Chores that are not planned once. */
  List<String> misplannedChores() {
    return database.query(
        "SELECT count(*) FROM scheduled_tasks WHERE task_name = 'housekeeping'"
            + " HAVING count(*) <> "
            + DueWork.Chore.values().length);
  }
}
