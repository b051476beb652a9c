package dev.evenomad.application.job;

import dev.evenomad.domain.job.JobPage;
import dev.evenomad.domain.job.JobQuery;
import dev.evenomad.domain.job.Jobs;

/**
 * Shows operators the jobs of all characters: what waits, what runs, and what failed why. For
 * pilots there is {@link FollowJobs}. Thread-safe.
 */
public final class JobHistory {

  private final Jobs jobs;

  /** Over this port. */
  public JobHistory(Jobs jobs) {
    this.jobs = jobs;
  }

  /** A page of jobs, the newest first. */
  public JobPage page(JobQuery query) {
    return jobs.page(query);
  }
}
