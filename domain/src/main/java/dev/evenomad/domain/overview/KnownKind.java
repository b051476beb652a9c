package dev.evenomad.domain.overview;

import dev.evenomad.domain.sync.SyncState;
import java.time.Instant;
import java.util.Optional;

/**
 * How old it is what is known of one kind of a character's data.
 *
 * @param asOf when ESI last confirmed it; empty until it was read for the first time
 * @param nextPoll when ESI is asked again; empty if it is not, or the kind was not begun
 * @param failures how many readings failed in a row
 */
public record KnownKind(Optional<Instant> asOf, Optional<Instant> nextPoll, int failures) {

  /** Nothing is known, and nothing is to be read. */
  public static final KnownKind NOTHING = new KnownKind(Optional.empty(), Optional.empty(), 0);

  /** Whether a newer reading is overdue, or there is none yet. */
  public boolean staleAt(Instant now) {
    return asOf.isEmpty() || SyncState.stale(failures, nextPoll, now);
  }
}
