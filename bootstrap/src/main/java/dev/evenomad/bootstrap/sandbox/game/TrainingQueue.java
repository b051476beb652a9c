package dev.evenomad.bootstrap.sandbox.game;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a pilot trains, one entry after the other without gaps. Entries stay after they finished,
 * until the pilot logs in. Immutable.
 *
 * @param entries in the order of training
 * @param paused whether nothing is being trained; entries then have no times
 */
public record TrainingQueue(List<QueueEntry> entries, boolean paused) {

  /** Nothing queued. */
  public static final TrainingQueue EMPTY = new TrainingQueue(List.of(), false);

  public TrainingQueue {
    entries = List.copyOf(entries);
  }

  /** The entry being trained, or empty when the queue is paused, empty or has run out. */
  public Optional<QueueEntry> current(Instant now) {
    return paused
        ? Optional.empty()
        : entries.stream().filter(entry -> !entry.isFinishedAt(now)).findFirst();
  }

  /** Entries that are trained but not yet applied by a login. */
  public List<QueueEntry> finished(Instant now) {
    return entries.stream().filter(entry -> entry.isFinishedAt(now)).toList();
  }

  TrainingQueue withoutFinished(Instant now) {
    return new TrainingQueue(
        entries.stream().filter(entry -> !entry.isFinishedAt(now)).toList(), paused);
  }

  /** Moves the end of the current entry; those behind it keep their length and follow. */
  TrainingQueue finishingCurrentAt(Instant now, Instant finish) {
    var moved = new ArrayList<QueueEntry>();
    var next = finish;
    for (var entry : entries) {
      if (entry.isFinishedAt(now)) {
        moved.add(entry);
      } else if (current(now).filter(entry::equals).isPresent()) {
        moved.add(entry.finishingAt(finish));
      } else {
        moved.add(entry.startingAt(next));
        next = next.plus(entry.trainingTime());
      }
    }
    return new TrainingQueue(moved, paused);
  }

  TrainingQueue pausedAt(Instant now) {
    return new TrainingQueue(entries.stream().map(entry -> entry.stoppedAt(now)).toList(), true);
  }

  TrainingQueue resumedAt(Instant now) {
    var running = new ArrayList<QueueEntry>();
    var next = now;
    for (var entry : entries) {
      running.add(entry.startingAt(next));
      next = next.plus(entry.trainingTime());
    }
    return new TrainingQueue(running, false);
  }
}
