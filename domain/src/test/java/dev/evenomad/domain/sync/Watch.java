package dev.evenomad.domain.sync;

import dev.evenomad.domain.snapshot.Snapshot;
import dev.evenomad.domain.sync.Detection.Comparison;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A server that remembers what it should, and records what it tells. */
final class Watch<S extends Snapshot, R> {

  private final Detection<S, R> detection;
  private final List<CharacterEvent> told = new ArrayList<>();
  private S known;
  private Instant after;

  /** Reads for the first time. */
  Watch(Detection<S, R> detection, R first, Instant now) {
    this.detection = detection;
    this.known = detection.baseline(first);
    this.after = now;
  }

  List<CharacterEvent> told() {
    return told;
  }

  S known() {
    return known;
  }

  void lookAtTheClock(Instant now) {
    told.addAll(detection.byClock(known, after, now));
    lookedAt(now);
  }

  void read(R reading, Instant now) {
    Comparison<S> comparison = detection.compare(known, reading, after, now);
    told.addAll(comparison.events());
    known = comparison.settled();
    lookedAt(now);
  }

  /** What was told stays told, even if the clock is put back. */
  private void lookedAt(Instant now) {
    after = after.isAfter(now) ? after : now;
  }
}
