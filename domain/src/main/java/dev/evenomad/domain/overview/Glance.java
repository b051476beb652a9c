package dev.evenomad.domain.overview;

import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.industry.IndustryJob.Status;
import dev.evenomad.domain.skill.SkillQueueEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A character as it is seen at one moment, by what is known of it and by the clock.
 *
 * @param training what is trained; empty if nothing is
 * @param next what ends next, the earliest first, at most {@value #MOST}
 * @param activeOrders market orders of which something is left, and whose time is not over
 * @param runningJobs industry jobs that go on; those that are paused are not
 * @param readyJobs industry jobs that are over and were not delivered as far as is known
 */
public record Glance(
    KnownCharacter character,
    Optional<SkillQueueEntry> training,
    List<Upcoming> next,
    int activeOrders,
    int runningJobs,
    int readyJobs) {

  /** So many of what ends next are told of a character. */
  public static final int MOST = 5;

  public Glance {
    next = List.copyOf(next);
  }

  /** How {@code known} looks at {@code now}. */
  public static Glance of(KnownCharacter known, Instant now) {
    return new Glance(
        known,
        known.queue().trainingAt(now),
        Stream.of(trainings(known), queueEnd(known), jobs(known), extractors(known), orders(known))
            .flatMap(ends -> ends)
            .filter(end -> end.at().isAfter(now))
            .sorted(Comparator.comparing(Upcoming::at))
            .limit(MOST)
            .toList(),
        (int) orders(known).filter(order -> order.at().isAfter(now)).count(),
        (int) known.jobs().stream().filter(job -> running(job, now)).count(),
        (int) known.jobs().stream().filter(job -> ready(job, now)).count());
  }

  private static Stream<Upcoming> trainings(KnownCharacter known) {
    return known.queue().entries().stream()
        .flatMap(
            entry ->
                entry
                    .finishesAt()
                    .map(end -> new Upcoming.SkillFinish(entry.skill(), entry.level(), end))
                    .stream());
  }

  private static Stream<Upcoming> queueEnd(KnownCharacter known) {
    return known.queue().endsAt().<Upcoming>map(Upcoming.QueueEnd::new).stream();
  }

  private static Stream<Upcoming> jobs(KnownCharacter known) {
    return known.jobs().stream()
        .filter(Glance::endsByTheClock)
        .map(
            job ->
                new Upcoming.JobEnd(job.id(), job.product().orElse(job.blueprint()), job.endsAt()));
  }

  private static Stream<Upcoming> extractors(KnownCharacter known) {
    return known.colonies().stream()
        .flatMap(
            colony ->
                colony.extractors().stream()
                    .flatMap(
                        extractor ->
                            extractor
                                .expiresAt()
                                .map(
                                    end ->
                                        new Upcoming.ExtractorEnd(
                                            colony.planet(),
                                            extractor.pin(),
                                            extractor.product(),
                                            end))
                                .stream()));
  }

  private static Stream<Upcoming> orders(KnownCharacter known) {
    return known.orders().stream()
        .map(order -> new Upcoming.OrderExpiry(order.id(), order.type(), order.expiresAt()));
  }

  private static boolean running(IndustryJob job, Instant now) {
    return endsByTheClock(job) && job.endsAt().isAfter(now);
  }

  private static boolean ready(IndustryJob job, Instant now) {
    return job.status() == Status.READY || (endsByTheClock(job) && !job.endsAt().isAfter(now));
  }

  /** Whether it ends at its planned end, whatever EVE says of it until then. */
  private static boolean endsByTheClock(IndustryJob job) {
    return switch (job.status()) {
      case ACTIVE, UNKNOWN -> true;
      case READY, PAUSED, DELIVERED, CANCELLED, REVERTED -> false;
    };
  }
}
