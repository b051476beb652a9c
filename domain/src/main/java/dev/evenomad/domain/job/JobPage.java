package dev.evenomad.domain.job;

import dev.evenomad.domain.job.JobQuery.Position;
import java.util.List;
import java.util.Optional;

/**
 * A page of jobs, the newest first.
 *
 * @param next where the next page begins; empty if this is the last
 */
public record JobPage(List<Job> items, Optional<Position> next) {
  public JobPage {
    items = List.copyOf(items);
  }
}
