package dev.evenomad.domain.sync;

import dev.evenomad.domain.skill.SkillQueue;
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
        .flatMap(
            entry -> entry.finishesAt().map(finish -> completed(known, entry, finish)).stream())
        .toList();
  }

  /**
   * What happened up to {@code until} according to {@code fresh}, which replaces {@code known}, and
   * was not told up to {@code after}. The fresh queue is believed over the known one:
   *
   * <ul>
   *   <li>a training that it shows as finished is completed, unless that was told already, or was
   *       over before {@code known} was read;
   *   <li>a known training that has left the queue is completed if the skill has reached the level,
   *       and was taken out by the pilot if not;
   *   <li>a training that now ends later, or is paused, is not completed.
   * </ul>
   *
   * @return in the order of their finish
   */
  public static List<CharacterEvent> byComparison(
      SkillSnapshot known, SkillSnapshot fresh, Instant after, Instant until) {
    List<CharacterEvent> completed = new ArrayList<>();
    for (SkillQueueEntry entry : fresh.queue().entries()) {
      entry
          .finishesAt()
          .filter(finish -> !finish.isAfter(until) && !toldBefore(entry, finish, known, after))
          .ifPresent(finish -> completed.add(completed(fresh, entry, finish)));
    }
    for (SkillQueueEntry entry : known.queue().entries()) {
      if (fresh.queue().same(entry).isEmpty()
          && completedSince(entry, known, fresh, after, until)) {
        Instant finish = entry.finishesAt().filter(end -> !end.isAfter(until)).orElse(until);
        completed.add(completed(fresh, entry, finish));
      }
    }
    return completed.stream().sorted(Comparator.comparing(CharacterEvent::occurredAt)).toList();
  }

  /**
   * What to remember of {@code fresh} in place of {@code known}: the same, but a training that was
   * told up to {@code after} keeps the times under which it was told. Else the clock would tell it
   * again if EVE now reports its finish a few seconds later.
   */
  public static SkillSnapshot settled(SkillSnapshot known, SkillSnapshot fresh, Instant after) {
    List<SkillQueueEntry> entries =
        fresh.queue().entries().stream()
            .map(
                entry ->
                    told(entry, known, after)
                        .filter(before -> sameFinish(before, entry))
                        .map(before -> entry.at(before.startsAt(), before.finishesAt()))
                        .orElse(entry))
            .toList();
    return new SkillSnapshot(
        fresh.character(), new SkillQueue(entries), fresh.skills(), fresh.asOf());
  }

  private static boolean toldBefore(
      SkillQueueEntry entry, Instant finish, SkillSnapshot known, Instant after) {
    if (known.queue().same(entry).isEmpty()) {
      return !finish.isAfter(known.asOf());
    }
    return told(entry, known, after)
        .filter(before -> !finish.isAfter(after) || sameFinish(before, entry))
        .isPresent();
  }

  /** EVE applies what is finished when the pilot logs in, and then it leaves the queue. */
  private static boolean completedSince(
      SkillQueueEntry entry,
      SkillSnapshot known,
      SkillSnapshot fresh,
      Instant after,
      Instant until) {
    int level = entry.level().value();
    boolean reached = fresh.skills().levelOf(entry.skill()) >= level;
    boolean reachedBefore = known.skills().levelOf(entry.skill()) >= level;
    boolean over = entry.finishesAt().filter(finish -> !finish.isAfter(until)).isPresent();
    return told(entry, known, after).isEmpty() && reached && (over || !reachedBefore);
  }

  /** The known entry of the same training, if its finish lies in the time that was looked at. */
  private static Optional<SkillQueueEntry> told(
      SkillQueueEntry entry, SkillSnapshot known, Instant after) {
    return known
        .queue()
        .same(entry)
        .filter(before -> before.finishesAt().filter(end -> !end.isAfter(after)).isPresent());
  }

  private static boolean sameFinish(SkillQueueEntry before, SkillQueueEntry now) {
    return before
        .finishesAt()
        .flatMap(told -> now.finishesAt().map(end -> Duration.between(told, end).abs()))
        .filter(difference -> difference.compareTo(SAME_FINISH) <= 0)
        .isPresent();
  }

  private static CharacterEvent completed(
      SkillSnapshot snapshot, SkillQueueEntry entry, Instant finish) {
    return new SkillTrainingCompleted(snapshot.character(), entry.skill(), entry.level(), finish);
  }
}
