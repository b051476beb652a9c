package dev.evenomad.domain.sync;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.industry.IndustryActivity;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.industry.IndustryJob.Status;
import dev.evenomad.domain.industry.IndustryJobId;
import dev.evenomad.domain.industry.IndustryJobs;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.TypeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pilot and the truth about industry jobs, to the second, now and at every moment before. As in
 * EVE, a facility that is offline holds a job up, and the status lags behind the clock.
 */
final class IndustriousPilot {

  static final CharacterId CHARACTER = new CharacterId(1);

  private final List<Work> works = new ArrayList<>();
  private Instant now = Instant.parse("2026-09-01T10:00:00Z");

  /** A job and what became of it; the far future for what did not happen. */
  static final class Work {
    private final IndustryJobId id;
    private final Instant start;
    private final Duration duration;
    private final Duration statusLag;
    private final List<Instant> pauses = new ArrayList<>();
    private final List<Instant> resumes = new ArrayList<>();
    private Instant deliveredAt = Instant.MAX;
    private Instant cancelledAt = Instant.MAX;

    private Work(IndustryJobId id, Instant start, Duration duration, Duration statusLag) {
      this.id = id;
      this.start = start;
      this.duration = duration;
      this.statusLag = statusLag;
    }

    IndustryJobId id() {
      return id;
    }

    boolean delivered() {
      return !deliveredAt.equals(Instant.MAX);
    }

    /** When it was truly completed, if that was up to {@code moment}. */
    Optional<Instant> completedBy(Instant moment) {
      Instant end = endAt(moment);
      return pausedAt(moment) || end.isAfter(moment) || cancelledAt.isBefore(end)
          ? Optional.empty()
          : Optional.of(end);
    }

    private boolean openAt(Instant moment) {
      return !start.isAfter(moment) && deliveredAt.isAfter(moment) && cancelledAt.isAfter(moment);
    }

    private boolean pausedAt(Instant moment) {
      long paused = pauses.stream().filter(at -> !at.isAfter(moment)).count();
      return paused > resumes.stream().filter(at -> !at.isAfter(moment)).count();
    }

    private Instant endAt(Instant moment) {
      Instant end = start.plus(duration);
      for (int i = 0; i < resumes.size(); i++) {
        if (!resumes.get(i).isAfter(moment)) {
          end = end.plus(Duration.between(pauses.get(i), resumes.get(i)));
        }
      }
      return end;
    }

    private IndustryJob jobAt(Instant moment, int shift) {
      Instant end = endAt(moment);
      Status status = end.plus(statusLag).isAfter(moment) ? Status.ACTIVE : Status.READY;
      return new IndustryJob(
          id,
          IndustryActivity.MANUFACTURING,
          new TypeId(681),
          Optional.of(new TypeId(165)),
          1,
          new LocationId(60003760),
          pausedAt(moment) ? Status.PAUSED : status,
          start,
          end.plusSeconds(shift));
    }
  }

  Instant now() {
    return now;
  }

  List<Work> works() {
    return works;
  }

  void spend(Duration time) {
    now = now.plus(time);
  }

  void install(int minutes) {
    works.add(
        new Work(
            new IndustryJobId(works.size() + 1L),
            now,
            Duration.ofMinutes(minutes),
            Duration.ofSeconds(7L * minutes)));
  }

  void pause(int number) {
    pick(number)
        .filter(work -> !work.pausedAt(now) && work.endAt(now).isAfter(now))
        .ifPresent(work -> work.pauses.add(now));
  }

  void resume(int number) {
    pick(number).filter(work -> work.pausedAt(now)).ifPresent(work -> work.resumes.add(now));
  }

  void cancel(int number) {
    pick(number)
        .filter(work -> work.completedBy(now).isEmpty())
        .ifPresent(work -> work.cancelledAt = now);
  }

  void deliver(int number) {
    pick(number)
        .filter(work -> work.completedBy(now).isPresent())
        .ifPresent(work -> work.deliveredAt = now);
  }

  private Optional<Work> pick(int number) {
    List<Work> open = works.stream().filter(work -> work.openAt(now)).toList();
    return open.isEmpty() ? Optional.empty() : Optional.of(open.get(number % open.size()));
  }

  /** What EVE tells of {@code moment}, with ends that are wrong by so many seconds. */
  IndustryJobs jobs(Instant moment, Instant readAt, int shift) {
    return new IndustryJobs(
        CHARACTER,
        works.stream()
            .filter(work -> work.openAt(moment))
            .map(work -> work.jobAt(moment, shift))
            .toList(),
        readAt);
  }
}
