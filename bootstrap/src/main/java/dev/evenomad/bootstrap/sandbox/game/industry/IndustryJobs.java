package dev.evenomad.bootstrap.sandbox.game.industry;

import dev.evenomad.bootstrap.sandbox.game.PerPilot;
import dev.evenomad.bootstrap.sandbox.game.Refusal;
import dev.evenomad.bootstrap.sandbox.game.WorldClock;
import dev.evenomad.bootstrap.sandbox.game.industry.IndustryJob.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/** Everybody's industry jobs. Thread-safe: every operation on one pilot's jobs is atomic. */
public final class IndustryJobs {

  /** The id of the first job that is installed; jobs of the beginning have lower ones. */
  public static final long FIRST_ID = 650_000_000;

  /** How long a job that was closed is remembered. */
  public static final Duration REMEMBERED = Duration.ofDays(90);

  private final WorldClock clock;
  private final PerPilot<List<IndustryJob>> jobs;
  private final AtomicLong lastId = new AtomicLong(FIRST_ID - 1);

  /**
   * @param beginning the jobs that a character begins with
   */
  public IndustryJobs(WorldClock clock, LongFunction<List<IndustryJob>> beginning) {
    this.clock = clock;
    this.jobs = new PerPilot<>(id -> List.copyOf(beginning.apply(id)));
  }

  /** The jobs of a character that are open or were closed in the last 90 days, oldest first. */
  public List<IndustryJob> of(long characterId) {
    return remembered(jobs.get(characterId), clock.instant());
  }

  /** Installs a job that takes {@code duration}, in whole seconds. */
  public IndustryJob install(long characterId, JobWork work, Facility facility, Duration duration) {
    if (duration.toSeconds() < 1) {
      throw Refusal.invalid("a job cannot take " + duration, "give a duration of a second or more");
    }
    var start = second();
    var end = start.plusSeconds(duration.toSeconds());
    var job =
        new IndustryJob(
            lastId.incrementAndGet(), work, facility, start, end, new Progress.Running());
    jobs.change(
        characterId,
        all -> {
          var more = new ArrayList<>(remembered(all, start));
          more.add(job);
          return List.copyOf(more);
        });
    return job;
  }

  /** Lets a running job end {@code in} from now; zero ends it at once. */
  public IndustryJob finish(long characterId, long jobId, Duration in) {
    if (in.isNegative()) {
      throw Refusal.invalid("a job cannot finish " + in + " from now", "give zero or more");
    }
    var end = second().plus(in).truncatedTo(ChronoUnit.SECONDS);
    return replace(
        characterId,
        jobId,
        job -> {
          requireRunning(job);
          if (end.isBefore(job.start())) {
            throw Refusal.conflict("job " + jobId + " has not begun yet", "choose another job");
          }
          return job.endingAt(end);
        });
  }

  /** Takes the product of a finished job out. */
  public IndustryJob deliver(long characterId, long jobId) {
    var now = second();
    return replace(
        characterId,
        jobId,
        job -> {
          if (!job.isDoneAt(now)) {
            throw Refusal.conflict(
                "job %d is %s until %s".formatted(jobId, job.status(now), job.end()),
                "finish it first, or let time pass");
          }
          return job.in(new Progress.Delivered(now, job.work().runs()));
        });
  }

  /** Takes the facility of a running job offline. */
  public IndustryJob pause(long characterId, long jobId) {
    var now = second();
    return replace(
        characterId,
        jobId,
        job -> {
          requireRunning(job);
          if (job.isDoneAt(now)) {
            throw Refusal.conflict("job " + jobId + " is finished", "deliver it");
          }
          return job.in(new Progress.Paused(now));
        });
  }

  /** Brings the facility of a paused job online again; the job ends later by the pause. */
  public IndustryJob resume(long characterId, long jobId) {
    var now = second();
    return replace(
        characterId,
        jobId,
        job -> {
          if (!(job.progress() instanceof Progress.Paused(var since))) {
            throw Refusal.conflict("job " + jobId + " is not paused", "pause it first");
          }
          return job.in(new Progress.Running())
              .endingAt(job.end().plus(Duration.between(since, now)));
        });
  }

  /** Breaks a job off. */
  public IndustryJob cancel(long characterId, long jobId) {
    var now = second();
    return replace(
        characterId,
        jobId,
        job -> {
          if (job.closedAt().isPresent()) {
            throw Refusal.conflict(
                "job " + jobId + " is " + job.status(now), "choose one that is open");
          }
          return job.in(new Progress.Cancelled(now));
        });
  }

  /** Everybody has the first jobs again, and ids begin anew. */
  public void reset() {
    jobs.reset();
    lastId.set(FIRST_ID - 1);
  }

  private IndustryJob replace(
      long characterId, long jobId, UnaryOperator<IndustryJob> replacement) {
    var now = clock.instant();
    var changed =
        jobs.change(
            characterId,
            all -> {
              present(remembered(all, now), jobId);
              return remembered(all, now).stream()
                  .map(job -> job.jobId() == jobId ? replacement.apply(job) : job)
                  .toList();
            });
    return present(changed, jobId);
  }

  private static List<IndustryJob> remembered(List<IndustryJob> all, Instant now) {
    var oldest = now.minus(REMEMBERED);
    return all.stream()
        .filter(job -> job.closedAt().filter(at -> at.isBefore(oldest)).isEmpty())
        .toList();
  }

  private static void requireRunning(IndustryJob job) {
    if (!(job.progress() instanceof Progress.Running)) {
      throw Refusal.conflict(
          "job " + job.jobId() + " does not run", "choose one whose status is active");
    }
  }

  private static IndustryJob present(List<IndustryJob> jobs, long jobId) {
    return jobs.stream()
        .filter(job -> job.jobId() == jobId)
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.notFound(
                    "there is no job " + jobId + " here",
                    "GET /control/pilots/{characterId}/jobs lists them"));
  }

  private Instant second() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
