package dev.evenomad.domain.sync;

import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.industry.IndustryJob.Status;
import dev.evenomad.domain.industry.IndustryJobId;
import dev.evenomad.domain.industry.IndustryJobs;
import dev.evenomad.domain.industry.MissingJob;
import dev.evenomad.domain.sync.CharacterEvent.IndustryJobCompleted;
import dev.evenomad.domain.sync.CharacterEvent.IndustryJobDelivered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the industry jobs that are completed, and those that were delivered in the game. When a job
 * is completed is known from its planned end, which ESI's status may lag behind. The end moves only
 * if the job is paused, and only to a later moment.
 */
public final class IndustryDetection implements Detection<IndustryJobs, IndustryJobs> {

  /** EVE rounds times to seconds and may report the same one a little differently. */
  private static final Duration SAME_END = Duration.ofMinutes(1);

  /** An answer of ESI's, which keeps them for five minutes, is not older than that. */
  private static final Duration LAG = Duration.ofMinutes(10);

  /** So long is a job remembered that was over when it left the list. */
  private static final Duration MEMORY = Duration.ofDays(1);

  /** So long is one that was not: should it be listed again after all, its end is still news. */
  private static final Duration LONG_MEMORY = Duration.ofDays(14);

  /** Has no state. */
  public IndustryDetection() {}

  @Override
  public IndustryJobs baseline(IndustryJobs first) {
    return first;
  }

  /** The jobs that end in that time, unless they are paused or that was told. */
  @Override
  public List<CharacterEvent> byClock(IndustryJobs known, Instant after, Instant until) {
    return known.watched().stream()
        .filter(job -> ends(job) && news(job, known.told()))
        .filter(job -> job.endsAt().isAfter(after) && !job.endsAt().isAfter(until))
        .sorted(Comparator.comparing(IndustryJob::endsAt))
        .map(job -> completed(known, job, job.endsAt()))
        .toList();
  }

  /**
   * What {@code read} reveals:
   *
   * <ul>
   *   <li>a job that has ended is completed, unless that was told already, or it is listed for the
   *       first time and was over before {@code known} was read. One that is ready before its end
   *       is completed now;
   *   <li>a job that has left the list, or is listed as delivered, was delivered if it had ended;
   *       else the pilot cancelled it. If nothing at all is listed, that is believed only if the
   *       next reading says the same, and of a job that was only just begun not for a while: until
   *       then the jobs go on;
   *   <li>a job that now ends later than was told is completed once more, then: it was paused;
   *   <li>a job that now ends earlier, is no longer ready, or is listed again is shown by an older
   *       answer, which changes nothing.
   * </ul>
   */
  @Override
  public Comparison<IndustryJobs> compare(
      IndustryJobs known, IndustryJobs read, Instant after, Instant until) {
    return new Reading(known, read, after, until).compare();
  }

  @Override
  public Optional<Instant> nextEvent(IndustryJobs known, Instant after) {
    return known.watched().stream()
        .filter(job -> ends(job) && news(job, known.told()))
        .map(IndustryJob::endsAt)
        .filter(end -> end.isAfter(after))
        .min(Comparator.naturalOrder());
  }

  @Override
  public Optional<Instant> worthReadingAt(IndustryJobs known, Instant after) {
    return Optional.empty();
  }

  /** Whether its end has a meaning. */
  private static boolean ends(IndustryJob job) {
    return switch (job.status()) {
      case ACTIVE, READY, UNKNOWN -> true;
      case PAUSED, DELIVERED, CANCELLED, REVERTED -> false;
    };
  }

  private static boolean closed(IndustryJob job) {
    return switch (job.status()) {
      case DELIVERED, CANCELLED, REVERTED -> true;
      case ACTIVE, READY, UNKNOWN, PAUSED -> false;
    };
  }

  /** Whether its completion was not told, or it was told too soon. */
  private static boolean news(IndustryJob job, Map<IndustryJobId, Instant> told) {
    Instant before = told.get(job.id());
    return before == null
        || (job.status() != Status.READY && job.endsAt().isAfter(before.plus(SAME_END)));
  }

  private static CharacterEvent completed(IndustryJobs jobs, IndustryJob job, Instant end) {
    return new IndustryJobCompleted(jobs.character(), job, end);
  }

  /** One comparison under way. */
  private static final class Reading {

    private final IndustryJobs known;
    private final IndustryJobs read;
    private final Instant until;

    /** The clock may have been put back; what was looked at stays looked at. */
    private final Instant lookedAt;

    private final Map<IndustryJobId, IndustryJob> watched;
    private final Map<IndustryJobId, MissingJob> missing = new HashMap<>();
    private final Map<IndustryJobId, Instant> told;
    private final List<CharacterEvent> events = new ArrayList<>();

    Reading(IndustryJobs known, IndustryJobs read, Instant after, Instant until) {
      this.known = known;
      this.read = read;
      this.until = until;
      this.lookedAt = after.isAfter(until) ? after : until;
      this.watched =
          known.watched().stream().collect(Collectors.toMap(IndustryJob::id, Function.identity()));
      this.told = new HashMap<>(known.told());
      known.missing().forEach(gone -> missing.put(gone.job().id(), gone));
      watched.values().stream()
          .filter(job -> ends(job) && news(job, told) && !job.endsAt().isAfter(after))
          .forEach(job -> told.put(job.id(), job.endsAt()));
    }

    Comparison<IndustryJobs> compare() {
      List<IndustryJob> listed = read.jobs().stream().map(this::listed).toList();
      watched.values().stream()
          .filter(job -> read.find(job.id()).isEmpty())
          .forEach(this::notListed);
      missing.values().removeIf(this::forgettable);
      Set<IndustryJobId> remembered = new HashSet<>(missing.keySet());
      listed.forEach(job -> remembered.add(job.id()));
      told.keySet().retainAll(remembered);
      events.sort(Comparator.comparing(CharacterEvent::occurredAt));
      return new Comparison<>(
          new IndustryJobs(
              known.character(), listed, List.copyOf(missing.values()), told, read.asOf()),
          events);
    }

    /** What to keep of a job that is listed. */
    private IndustryJob listed(IndustryJob job) {
      MissingJob gone = missing.get(job.id());
      if (gone != null && gone.confirmed() && (over(gone.job()) || recent(gone))) {
        return job;
      }
      missing.remove(job.id());
      IndustryJob before = watched.get(job.id());
      if (closed(job)) {
        if (before != null) {
          close(before);
        }
        return job;
      }
      IndustryJob settled = before == null ? job : settled(before, job);
      boolean first = before == null && gone == null;
      if (first && ends(job) && !job.endsAt().isAfter(known.asOf())) {
        // Over before it could be known: of that one nothing is told ever.
        told.put(job.id(), job.endsAt());
        missing.put(job.id(), new MissingJob(job, until, true));
      } else {
        tell(settled);
      }
      return settled;
    }

    private void tell(IndustryJob job) {
      if (!ends(job) || !news(job, told)) {
        return;
      }
      if (!job.endsAt().isAfter(lookedAt)) {
        complete(job, job.endsAt());
      } else if (job.status() == Status.READY && !job.startsAt().isAfter(until)) {
        complete(job, until);
      }
    }

    private void complete(IndustryJob job, Instant end) {
      told.put(job.id(), end);
      events.add(completed(known, job, end));
    }

    private void notListed(IndustryJob job) {
      if (isDoubtful(job)) {
        missing.putIfAbsent(job.id(), new MissingJob(job, until, false));
        tell(job);
      } else {
        close(job);
      }
    }

    /** Whether the answer may be a mistake, or older than the job. */
    private boolean isDoubtful(IndustryJob job) {
      boolean again = read.asOf().isAfter(known.asOf());
      if (read.jobs().isEmpty()) {
        return !again || !known.jobs().isEmpty();
      }
      boolean young = job.startsAt().plus(LAG).isAfter(until);
      return young && !(again && missing.containsKey(job.id()));
    }

    /** A job that is surely gone, if only now: as long as it was doubtful, it went on. */
    private void close(IndustryJob job) {
      if (ends(job) && news(job, told) && !job.endsAt().isAfter(until)) {
        complete(job, job.endsAt());
      }
      if (over(job)) {
        Instant end = Objects.requireNonNull(told.get(job.id()));
        events.add(new IndustryJobDelivered(known.character(), job.id(), end, until));
      }
      missing.put(job.id(), new MissingJob(job, until, true));
    }

    /** Whether its end was told, and stands. */
    private boolean over(IndustryJob job) {
      return ends(job) && !news(job, told);
    }

    private boolean forgettable(MissingJob gone) {
      return gone.confirmed()
          && read.find(gone.job().id()).isEmpty()
          && !until.isBefore(gone.since().plus(over(gone.job()) ? MEMORY : LONG_MEMORY));
    }

    private boolean recent(MissingJob gone) {
      return until.isBefore(gone.since().plus(LAG));
    }

    private IndustryJob settled(IndustryJob before, IndustryJob now) {
      boolean older =
          before.status() == Status.READY
              || (ends(before)
                  && ends(now)
                  && now.status() != Status.READY
                  && now.endsAt().isBefore(before.endsAt()));
      return older ? before : now;
    }
  }
}
