package dev.evenomad.domain.sync;

import dev.evenomad.domain.snapshot.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Finds the events that a snapshot, or its difference to a newer reading, reveals. Pure functions
 * over a window of time: what happened up to {@code after} was told before, what happens after
 * {@code until} is not yet true. However the time is cut into windows, the same is told, and once.
 *
 * @param <S> what is kept between two readings
 * @param <R> what a reading brings
 */
public sealed interface Detection<S extends Snapshot, R>
    permits SkillDetection, MailDetection, MarketDetection, IndustryDetection, PlanetDetection {

  /** What to keep of the first reading of all. It tells nothing. */
  S baseline(R first);

  /**
   * What {@code known} lets us tell by the clock alone, without asking ESI.
   *
   * @return in the order in which it happened
   */
  List<CharacterEvent> byClock(S known, Instant after, Instant until);

  /** What {@code read} reveals about the time since {@code known}, and what to keep of it. */
  Comparison<S> compare(S known, R read, Instant after, Instant until);

  /** The next moment after {@code after} at which {@link #byClock} has something to tell. */
  Optional<Instant> nextEvent(S known, Instant after);

  /**
   * When ESI is worth asking although the next poll is not due: something is expected to have
   * changed then. Not before {@code after}; empty if nothing is.
   */
  Optional<Instant> worthReadingAt(S known, Instant after);

  /**
   * What a reading reveals.
   *
   * @param settled what to keep in place of what was known
   * @param events in the order in which they happened
   */
  record Comparison<S extends Snapshot>(S settled, List<CharacterEvent> events) {
    public Comparison {
      events = List.copyOf(events);
    }
  }
}
