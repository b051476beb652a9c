package dev.evenomad.domain.skill;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A character's skill queue, in the order in which it is trained. A paused queue keeps its entries
 * without times; a queue that ran out keeps them with times in the past.
 *
 * @param entries sorted by position; no position twice
 */
public record SkillQueue(List<SkillQueueEntry> entries) {

  /** Nothing is queued. */
  public static final SkillQueue EMPTY = new SkillQueue(List.of());

  public SkillQueue {
    entries = entries.stream().sorted(Comparator.comparingInt(SkillQueueEntry::position)).toList();
    if (entries.stream().mapToInt(SkillQueueEntry::position).distinct().count() != entries.size()) {
      throw new IllegalArgumentException("a skill queue has no position twice");
    }
  }

  /** Entries whose training ends after {@code after} and not after {@code until}, in order. */
  public List<SkillQueueEntry> finishingWithin(Instant after, Instant until) {
    return entries.stream()
        .filter(
            entry ->
                entry
                    .finishesAt()
                    .filter(finish -> finish.isAfter(after) && !finish.isAfter(until))
                    .isPresent())
        .toList();
  }

  /** The first moment after {@code after} at which a training ends; empty if none is known. */
  public Optional<Instant> nextFinishAfter(Instant after) {
    return entries.stream()
        .flatMap(entry -> entry.finishesAt().stream())
        .filter(finish -> finish.isAfter(after))
        .min(Comparator.naturalOrder());
  }

  /** The entry that is trained at {@code now}; empty if the queue is paused, empty or done. */
  public Optional<SkillQueueEntry> trainingAt(Instant now) {
    return entries.stream()
        .filter(
            entry ->
                entry.startsAt().filter(start -> !start.isAfter(now)).isPresent()
                    && entry.finishesAt().filter(finish -> finish.isAfter(now)).isPresent())
        .findFirst();
  }

  /** When the last training ends; empty if the queue is paused or empty. */
  public Optional<Instant> endsAt() {
    return entries.stream()
        .flatMap(entry -> entry.finishesAt().stream())
        .max(Comparator.naturalOrder());
  }

  /** Whether something is queued but nothing has a time: the pilot paused the training. */
  public boolean paused() {
    return !entries.isEmpty() && entries.stream().allMatch(entry -> entry.finishesAt().isEmpty());
  }

  /** The entry for the same skill and level; empty if there is none. */
  public Optional<SkillQueueEntry> same(SkillQueueEntry training) {
    return entries.stream().filter(training::sameTraining).findFirst();
  }
}
