package dev.evenomad.domain.sync;

import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.sync.CharacterEvent.SkillTrainingCompleted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the completed trainings that a snapshot, or the difference of two, reveals. Pure functions
 * over a window of time: what happened up to {@code after} was told before, what happens after
 * {@code until} is not yet true.
 */
public final class SkillDetection {

  /** EVE rounds finish times to seconds and may report the same one a little differently. */
  private static final Duration SAME_FINISH = Duration.ofMinutes(1);

  private SkillDetection() {}

  /**
   * What the queue of {@code known} lets us tell by the clock alone, without asking ESI.
   *
   * @return in the order of the queue
   */
  public static List<CharacterEvent> byClock(SkillSnapshot known, Instant after, Instant until) {
    return known.queue().finishingWithin(after, until).stream()
        .map(entry -> completed(known, entry))
        .toList();
  }

  /**
   * What happened in the window according to {@code fresh}, which replaces {@code known}. The fresh
   * queue is believed over the known one:
   *
   * <ul>
   *   <li>a training that it shows as finished is completed, unless that was told already;
   *   <li>a known training that has left the queue is completed if the skill has reached the level,
   *       and was taken out by the pilot if not;
   *   <li>a training that now ends later, or is paused, is not completed.
   * </ul>
   *
   * @return in the order of their finish
   */
  public static List<CharacterEvent> byComparison(
      SkillSnapshot known, SkillSnapshot fresh, Instant after, Instant until) {
    List<SkillQueueEntry> completed = new ArrayList<>();
    for (SkillQueueEntry entry : fresh.queue().finishingWithin(after, until)) {
      if (!toldBefore(entry, known, after)) {
        completed.add(entry);
      }
    }
    for (SkillQueueEntry entry : known.queue().finishingWithin(after, until)) {
      boolean left = fresh.queue().same(entry).isEmpty();
      if (left && fresh.skills().levelOf(entry.skill()) >= entry.level().value()) {
        completed.add(entry);
      }
    }
    return completed.stream()
        .map(entry -> completed(fresh, entry))
        .sorted(Comparator.comparing(CharacterEvent::occurredAt))
        .toList();
  }

  private static boolean toldBefore(SkillQueueEntry entry, SkillSnapshot known, Instant after) {
    Optional<Instant> finish = entry.finishesAt();
    return known
        .queue()
        .same(entry)
        .flatMap(SkillQueueEntry::finishesAt)
        .filter(told -> !told.isAfter(after))
        .flatMap(told -> finish.map(now -> Duration.between(told, now).abs()))
        .filter(difference -> difference.compareTo(SAME_FINISH) <= 0)
        .isPresent();
  }

  private static CharacterEvent completed(SkillSnapshot snapshot, SkillQueueEntry entry) {
    return new SkillTrainingCompleted(
        snapshot.character(), entry.skill(), entry.level(), entry.finishesAt().orElseThrow());
  }
}
