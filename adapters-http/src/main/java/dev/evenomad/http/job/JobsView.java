package dev.evenomad.http.job;

import dev.evenomad.domain.job.Job;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * Several jobs.
 *
 * @param jobs the jobs
 */
@Serdeable.Serializable
@Schema(name = "Jobs")
record JobsView(List<JobView> jobs) {

  static JobsView of(List<Job> jobs) {
    return new JobsView(jobs.stream().map(JobView::of).toList());
  }
}
