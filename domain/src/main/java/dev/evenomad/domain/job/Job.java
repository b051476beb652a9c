package dev.evenomad.domain.job;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.text.WellFormedText;
import java.time.Instant;
import java.util.Optional;

/**
 * A piece of work and what became of it: the audit trail. Immutable; every verb returns a new value
 * and refuses steps that the lifecycle does not have.
 *
 * @param character whom it is about; empty if about no one character
 * @param priority higher is more urgent; 0 is normal
 * @param payload what it works on; secrets only as a {@linkplain
 *     dev.evenomad.domain.character.TokenVault vault} sealed them
 * @param result what came out, without secrets; present at most once completed
 * @param error why it, or the last try, failed, without secrets; {@linkplain WellFormedText
 *     well-formed}
 * @param startedAt when the last try began; empty if none has
 * @param completedAt when it ended, well or not
 * @param attempts how many tries began; not negative
 * @param version counts the stored changes; 0 if it was never stored
 */
public record Job(
    JobId id,
    JobType type,
    Optional<CharacterId> character,
    JobStatus status,
    int priority,
    Optional<JsonValue> payload,
    Optional<JsonValue> result,
    Optional<String> error,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> completedAt,
    int attempts,
    long version) {

  public Job {
    if (attempts < 0) {
      throw new IllegalArgumentException("attempts are counted from zero");
    }
    error.ifPresent(why -> WellFormedText.require("the error of a job", why));
    boolean over = status == JobStatus.COMPLETED || status == JobStatus.FAILED;
    if (over != completedAt.isPresent()) {
      throw new IllegalArgumentException(
          "job " + id + " has an end exactly if it is completed or failed");
    }
  }

  /** A job that waits for its turn, as urgent as its type is. */
  public static Job pending(
      JobId id,
      JobType type,
      Optional<CharacterId> character,
      Optional<JsonValue> payload,
      Instant now) {
    return new Job(
        id,
        type,
        character,
        JobStatus.PENDING,
        type.urgency().priority(),
        payload,
        Optional.empty(),
        Optional.empty(),
        now,
        Optional.empty(),
        Optional.empty(),
        0,
        0);
  }

  /** The same job, so urgent. */
  public Job urgent(Urgency urgency) {
    return with(urgency.priority(), payload);
  }

  /**
   * The same job, working on something else.
   *
   * @throws IllegalStateException unless it waits for its turn
   */
  public Job workingOn(JsonValue other) {
    if (status != JobStatus.PENDING) {
      throw refused("changed");
    }
    return with(priority, Optional.of(other));
  }

  /**
   * The same job, begun. One that is being processed already is begun once more: its process died.
   *
   * @throws IllegalStateException if it is over
   */
  public Job started(Instant now) {
    return switch (status) {
      case PENDING, PROCESSING ->
          with(
              JobStatus.PROCESSING,
              Optional.empty(),
              error,
              Optional.of(now),
              Optional.empty(),
              attempts + 1);
      case COMPLETED, FAILED -> throw refused("processing");
    };
  }

  /**
   * The same job, done.
   *
   * @throws IllegalStateException unless it is being processed
   */
  public Job completed(Optional<JsonValue> newResult, Instant now) {
    requireProcessing("completed");
    return with(
        JobStatus.COMPLETED, newResult, Optional.empty(), startedAt, Optional.of(now), attempts);
  }

  /**
   * The same job, given up.
   *
   * @param why without secrets
   * @throws IllegalStateException unless it is being processed
   */
  public Job failed(String why, Instant now) {
    requireProcessing("failed");
    return with(
        JobStatus.FAILED,
        Optional.empty(),
        Optional.of(why),
        startedAt,
        Optional.of(now),
        attempts);
  }

  /**
   * The same job, back in line after a failed try, with all that it worked on.
   *
   * @param why without secrets
   * @throws IllegalStateException unless it is being processed
   */
  public Job toBeRetried(String why) {
    return toBeRetried(why, payload.orElse(JsonValue.JsonObject.EMPTY));
  }

  /**
   * The same job, back in line after a failed try.
   *
   * @param why without secrets
   * @param remaining the payload of the next try: what is left to do
   * @throws IllegalStateException unless it is being processed
   */
  public Job toBeRetried(String why, JsonValue remaining) {
    requireProcessing("pending");
    return new Job(
        id,
        type,
        character,
        JobStatus.PENDING,
        priority,
        Optional.of(remaining),
        Optional.empty(),
        Optional.of(why),
        createdAt,
        startedAt,
        Optional.empty(),
        attempts,
        version);
  }

  /**
   * The same job, which has ended, with nothing left of what it worked on.
   *
   * @throws IllegalStateException if it has not ended
   */
  public Job withoutPayload() {
    if (!over()) {
      throw new IllegalStateException("job " + id + " still needs what it works on");
    }
    return with(priority, Optional.empty());
  }

  /**
   * Whether this, read anew, still is in the try that {@code begun} began. If not, it has ended, or
   * another process was faster or has taken over, and what came of that try does not count.
   */
  public boolean stillInTry(Job begun) {
    return status == JobStatus.PROCESSING && attempts == begun.attempts;
  }

  /** Whether it has ended, well or not. */
  public boolean over() {
    return completedAt.isPresent();
  }

  private void requireProcessing(String step) {
    if (status != JobStatus.PROCESSING) {
      throw refused(step);
    }
  }

  private Job with(int newPriority, Optional<JsonValue> newPayload) {
    return new Job(
        id,
        type,
        character,
        status,
        newPriority,
        newPayload,
        result,
        error,
        createdAt,
        startedAt,
        completedAt,
        attempts,
        version);
  }

  private Job with(
      JobStatus newStatus,
      Optional<JsonValue> newResult,
      Optional<String> newError,
      Optional<Instant> newStartedAt,
      Optional<Instant> newCompletedAt,
      int newAttempts) {
    return new Job(
        id,
        type,
        character,
        newStatus,
        priority,
        payload,
        newResult,
        newError,
        createdAt,
        newStartedAt,
        newCompletedAt,
        newAttempts,
        version);
  }

  private IllegalStateException refused(String step) {
    return new IllegalStateException(
        "job " + id + " is " + status.code() + " and cannot become " + step);
  }
}
