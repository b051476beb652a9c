package dev.evenomad.testkit.contract;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Schedule;
import java.time.Instant;
import java.util.Optional;

/**
 * Stores as the contracts of several of them want them. The place may be shared and need not be
 * empty: every contract makes up ids of its own.
 */
public interface TestedStores extends Stores {

  /**
   * When {@code work} is planned for; empty if it is not. {@link Schedule} itself does not tell.
   */
  Optional<Instant> plannedFor(DueWork work);
}
