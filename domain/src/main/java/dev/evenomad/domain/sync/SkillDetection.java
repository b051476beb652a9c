package dev.evenomad.domain.sync;

import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.sync.CharacterEvent.SkillQueueEmptied;
import dev.evenomad.domain.sync.CharacterEvent.SkillQueueEnding;
import dev.evenomad.domain.sync.CharacterEvent.SkillQueueRefilled;
import dev.evenomad.domain.sync.CharacterEvent.SkillTrainingCompleted;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the completed trainings that a snapshot, or the difference of two, reveals, and warns of
 * the end of the queue. Pure functions over a window of time: what happened up to {@code after} was
 * told before, what happens after {@code until} is not yet true.
 */
public final class SkillDetection implements Detection<SkillSnapshot, SkillSnapshot> {

  /** EVE rounds finish times to seconds and may report the same one a little differently. */
  private static final Duration SAME_FINISH = Duration.ofMinutes(1);

  /**
   * How long ESI may go on answering with skills from before a change: it keeps them for a minute,
   * and its clock is not ours.
   */
  private static final Duration SKILLS_LAG = Duration.ofMinutes(2);

  private final Optional<Duration> lead;

  /**
   * Warns so long before the queue ends.
   *
   * @param lead positive; empty: not before
   */
  public SkillDetection(Optional<Duration> lead) {
    this.lead = lead;
  }

  @Override
  public SkillSnapshot baseline(SkillSnapshot first) {
    return first;
  }

  /**
   * What the queue of {@code known} lets us tell by the clock alone, without asking ESI. A level
   * that the skills of {@code known} show already is no news.
   */
  @Override
  public List<CharacterEvent> byClock(SkillSnapshot known, Instant after, Instant until) {
    Stream<CharacterEvent> trainings =
        known.queue().finishingWithin(after, until).stream()
            .filter(entry -> !reached(entry, known))
            .flatMap(
                entry ->
                    entry.finishesAt().map(finish -> completed(known, entry, finish)).stream());
    Stream<CharacterEvent> queue =
        end(known).stream()
            .flatMap(
                end -> Stream.concat(ending(known, end).stream(), Stream.of(emptied(known, end))))
            .filter(
                event ->
                    !(event instanceof SkillQueueEnding ending)
                        || !sameEnd(known.warnedOf(), ending.endsAt()))
            .filter(event -> event.occurredAt().isAfter(after))
            .filter(event -> !event.occurredAt().isAfter(until));
    return Stream.concat(trainings, queue)
        .sorted(Comparator.comparing(CharacterEvent::occurredAt))
        .toList();
  }

  @Override
  public Comparison<SkillSnapshot> compare(
      SkillSnapshot known, SkillSnapshot read, Instant after, Instant until) {
    SkillSnapshot settled = settled(known, read, after);
    List<CharacterEvent> trainings = revealed(known, read, after, until);
    Optional<Instant> warnedOf = warnedOf(known, after);
    Optional<Instant> ending =
        endingRevealed(known, settled, after, until).filter(end -> !sameEnd(warnedOf, end));
    Stream<CharacterEvent> queue =
        Stream.concat(
            ending.flatMap(end -> ending(known, end)).stream(),
            Stream.concat(
                emptiedRevealed(known, settled, trainings, after, until).stream(),
                refilled(known, settled, warnedOf, until).stream()));
    return new Comparison<>(
        settled.warnedOf(ending.or(() -> warnedOf)),
        Stream.concat(trainings.stream(), queue)
            .sorted(Comparator.comparing(CharacterEvent::occurredAt))
            .toList());
  }

  @Override
  public Optional<Instant> nextEvent(SkillSnapshot known, Instant after) {
    return Stream.concat(
            known.queue().nextFinishAfter(after).stream(),
            end(known)
                .filter(end -> !sameEnd(known.warnedOf(), end))
                .map(this::warning)
                .filter(warning -> warning.isAfter(after))
                .stream())
        .min(Comparator.naturalOrder());
  }

  @Override
  public Optional<Instant> worthReadingAt(SkillSnapshot known, Instant after) {
    return Optional.empty();
  }

  /**
   * What happened up to {@code until} according to {@code fresh}, which replaces {@code known}, and
   * was not told up to {@code after}. Queue and skills are two resources of ESI, and either may be
   * a little older than the other. The fresh queue is believed over the known one:
   *
   * <ul>
   *   <li>a training that it shows as finished is completed, unless that was told already, or was
   *       over before {@code known} was read;
   *   <li>a known training that has left the queue is completed if the skill has reached the level.
   *       If not, but its finish has just passed, it is completed too, and the skills are older
   *       than the queue; else the pilot took it out;
   *   <li>a training that now ends later, or is paused, is not completed, unless the skill has
   *       reached the level since {@code known}: it was accelerated, and the queue is older than
   *       the skills.
   * </ul>
   *
   * @return in the order of their finish
   */
  private static List<CharacterEvent> revealed(
      SkillSnapshot known, SkillSnapshot fresh, Instant after, Instant until) {
    Stream<CharacterEvent> queued =
        fresh.queue().entries().stream()
            .filter(entry -> !reached(entry, known))
            .flatMap(
                entry ->
                    endOfQueued(entry, known, fresh, after, until)
                        .map(end -> completed(fresh, entry, end))
                        .stream());
    Stream<CharacterEvent> gone =
        known.queue().entries().stream()
            .filter(entry -> fresh.queue().same(entry).isEmpty())
            .filter(entry -> !reached(entry, known) && told(entry, known, after).isEmpty())
            .flatMap(
                entry ->
                    endOfGone(entry, fresh, until)
                        .map(end -> completed(fresh, entry, end))
                        .stream());
    return Stream.concat(queued, gone)
        .sorted(Comparator.comparing(CharacterEvent::occurredAt))
        .toList();
  }

  /**
   * What to remember of {@code fresh} in place of {@code known}: the same, but a training that was
   * told up to {@code after} keeps the times under which it was told. Else the clock would tell it
   * again if EVE now reports its finish a few seconds later.
   */
  private static SkillSnapshot settled(SkillSnapshot known, SkillSnapshot fresh, Instant after) {
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

  /** When a training that is still queued was completed; empty if it was not, or that was told. */
  private static Optional<Instant> endOfQueued(
      SkillQueueEntry entry,
      SkillSnapshot known,
      SkillSnapshot fresh,
      Instant after,
      Instant until) {
    Optional<Instant> over = entry.finishesAt().filter(finish -> !finish.isAfter(until));
    if (over.isPresent()) {
      return over.filter(finish -> !toldBefore(entry, finish, known, after));
    }
    return reached(entry, fresh) && told(entry, known, after).isEmpty()
        ? Optional.of(until)
        : Optional.empty();
  }

  /** When a training that has left the queue was completed; empty if the pilot took it out. */
  private static Optional<Instant> endOfGone(
      SkillQueueEntry entry, SkillSnapshot fresh, Instant until) {
    Optional<Instant> over = entry.finishesAt().filter(finish -> !finish.isAfter(until));
    return reached(entry, fresh)
        ? over.or(() -> Optional.of(until))
        : over.filter(finish -> finish.plus(SKILLS_LAG).isAfter(until));
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

  private static boolean reached(SkillQueueEntry entry, SkillSnapshot snapshot) {
    return snapshot.skills().levelOf(entry.skill()) >= entry.level().value();
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

  /**
   * The end of a queue that runs, if it is time to warn of it. But if the queue is only now known
   * to end then, and that was near already when {@code known} was read, the pilot knows.
   */
  private Optional<Instant> endingRevealed(
      SkillSnapshot known, SkillSnapshot settled, Instant after, Instant until) {
    Instant lookedAt = later(after, until);
    return end(settled)
        .filter(end -> end.isAfter(until) && !warning(end).isAfter(lookedAt))
        .filter(end -> sameEnd(end(known), end) || warning(end).isAfter(known.asOf()));
  }

  /**
   * The end of a queue that is still over: the fresh queue has run out, or its last training was
   * completed and nothing is queued since.
   */
  private static Optional<CharacterEvent> emptiedRevealed(
      SkillSnapshot known,
      SkillSnapshot settled,
      List<CharacterEvent> trainings,
      Instant after,
      Instant until) {
    Instant lookedAt = later(after, until);
    Optional<Instant> before = end(known);
    if (settled.queue().entries().isEmpty()) {
      return before
          .filter(
              end ->
                  end.isAfter(after)
                      && trainings.stream().anyMatch(done -> done.occurredAt().equals(end)))
          .map(end -> emptied(known, end));
    }
    return end(settled)
        .filter(end -> !end.isAfter(lookedAt) && end.isAfter(known.asOf()))
        .filter(
            end ->
                before
                    .filter(
                        told ->
                            !told.isAfter(after) && (!end.isAfter(after) || sameEnd(before, end)))
                    .isEmpty())
        .map(end -> emptied(known, end));
  }

  /** The end that was last warned of: by the clock, if it has looked at that moment. */
  private Optional<Instant> warnedOf(SkillSnapshot known, Instant after) {
    return end(known)
        .filter(end -> !sameEnd(known.warnedOf(), end) && !warning(end).isAfter(after))
        .or(known::warnedOf);
  }

  /** When the queue of {@code snapshot} runs out; empty if it is empty, or paused. */
  private static Optional<Instant> end(SkillSnapshot snapshot) {
    List<SkillQueueEntry> entries = snapshot.queue().entries();
    return entries.isEmpty() ? Optional.empty() : entries.getLast().finishesAt();
  }

  private static boolean sameEnd(Optional<Instant> before, Instant end) {
    return before
        .filter(told -> Duration.between(told, end).abs().compareTo(SAME_FINISH) < 0)
        .isPresent();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * That the queue goes on after an end that was told, if that is seen for the first time.
   *
   * @param warnedOf that end
   */
  private Optional<CharacterEvent> refilled(
      SkillSnapshot known, SkillSnapshot settled, Optional<Instant> warnedOf, Instant until) {
    return warnedOf
        .filter(told -> !endsAfter(known, told) && endsAfter(settled, told))
        .map(told -> new SkillQueueRefilled(known.character(), told, lead, until));
  }

  private static boolean endsAfter(SkillSnapshot snapshot, Instant told) {
    return end(snapshot).filter(end -> end.isAfter(told.plus(SAME_FINISH))).isPresent();
  }

  /** When to warn of {@code end}: at once if not before. */
  private Instant warning(Instant end) {
    return end.minus(lead.orElse(Duration.ZERO));
  }

  private Optional<CharacterEvent> ending(SkillSnapshot snapshot, Instant end) {
    return lead.map(before -> new SkillQueueEnding(snapshot.character(), end, before));
  }

  private static CharacterEvent emptied(SkillSnapshot snapshot, Instant end) {
    return new SkillQueueEmptied(snapshot.character(), end);
  }
}
