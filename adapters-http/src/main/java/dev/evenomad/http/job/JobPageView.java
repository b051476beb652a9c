package dev.evenomad.http.job;

import dev.evenomad.domain.job.JobPage;
import dev.evenomad.http.request.Cursor;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of jobs.
 *
 * @param items the newest first
 * @param nextCursor for the parameter cursor of the next page; null if this is the last
 */
@Serdeable.Serializable
@Schema(name = "JobPage")
record JobPageView(List<JobView> items, @Nullable String nextCursor) {

  static JobPageView of(JobPage page) {
    return new JobPageView(
        page.items().stream().map(JobView::of).toList(),
        page.next()
            .map(place -> new Cursor(place.createdAt(), place.id().value()).text())
            .orElse(null));
  }
}
