package dev.evenomad.bootstrap.sandbox.game.industry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An industry job of a pilot. Immutable.
 *
 * @param jobId unique in the world
 * @param work what is made of what
 * @param facility where
 * @param start when it was installed, whole seconds
 * @param end when it is to be finished; moves when a pause ends
 * @param progress how far it is
 */
public record IndustryJob(
    long jobId, JobWork work, Facility facility, Instant start, Instant end, Progress progress) {

  /** How far a job is. That it is ready, the clock tells. */
  public sealed interface Progress {

    /** It runs, or waits to be delivered when its end is past. */
    record Running() implements Progress {}

    /**
     * Its facility is offline.
     *
     * @param since whole seconds
     */
    record Paused(Instant since) implements Progress {}

    /**
     * The product has been taken out.
     *
     * @param at whole seconds
     * @param successfulRuns at most the runs of the job
     */
    record Delivered(Instant at, int successfulRuns) implements Progress {}

    /**
     * It was broken off.
     *
     * @param at whole seconds
     */
    record Cancelled(Instant at) implements Progress {}

    /**
     * It was undone by the game's operators.
     *
     * @param at whole seconds
     */
    record Reverted(Instant at) implements Progress {}
  }

  /** How long after a job's end ESI may still call it active. */
  public static final Duration READY_LAG = Duration.ofMinutes(1);

  public IndustryJob {
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("job " + jobId + " ends before it starts");
    }
  }

  /** How long it takes without pauses that are over. */
  public Duration duration() {
    return Duration.between(start, end);
  }

  /** The status as ESI names it, which turns to ready only {@link #READY_LAG} after the end. */
  public String status(Instant now) {
    return switch (progress) {
      case Progress.Running() -> now.isBefore(end.plus(READY_LAG)) ? "active" : "ready";
      case Progress.Paused paused -> "paused";
      case Progress.Delivered delivered -> "delivered";
      case Progress.Cancelled cancelled -> "cancelled";
      case Progress.Reverted reverted -> "reverted";
    };
  }

  /** When it left the list of open jobs; empty while it is in it. */
  public Optional<Instant> closedAt() {
    return switch (progress) {
      case Progress.Running() -> Optional.empty();
      case Progress.Paused paused -> Optional.empty();
      case Progress.Delivered(var at, var runs) -> Optional.of(at);
      case Progress.Cancelled(var at) -> Optional.of(at);
      case Progress.Reverted(var at) -> Optional.of(at);
    };
  }

  /** Whether the product can be taken out. */
  public boolean isDoneAt(Instant now) {
    return progress instanceof Progress.Running && !now.isBefore(end);
  }

  IndustryJob in(Progress next) {
    return new IndustryJob(jobId, work, facility, start, end, next);
  }

  IndustryJob endingAt(Instant newEnd) {
    return new IndustryJob(jobId, work, facility, start, newEnd, progress);
  }
}
