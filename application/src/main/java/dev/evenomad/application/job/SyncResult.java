package dev.evenomad.application.job;

import dev.evenomad.application.sync.SyncOutcome;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the audit trail says of a reading. */
final class SyncResult {

  private SyncResult() {}

  /** The job, ended as its reading did. */
  static Job concluding(Job job, SyncOutcome outcome, Instant now) {
    return switch (outcome) {
      case SyncOutcome.Failed failed -> job.failed(failed.why(), now);
      case SyncOutcome.Parked parked -> job.failed(parked.why(), now);
      case SyncOutcome.Paused paused ->
          job.failed("the account's plan does not cover this character", now);
      case SyncOutcome.Postponed postponed ->
          job.failed("EVE asks to wait until " + postponed.until(), now);
      case SyncOutcome.Gone gone -> job.failed("the character is not linked any more", now);
      case SyncOutcome.Updated updated -> done(job, "updated", updated.events(), now);
      case SyncOutcome.Unchanged unchanged -> done(job, "unchanged", unchanged.events(), now);
      case SyncOutcome.ToldByClock told -> done(job, "told-by-clock", told.events(), now);
      case SyncOutcome.StillFresh fresh ->
          done(
              job,
              "still-fresh",
              Map.entry("freshUntil", JsonValue.of(fresh.until().toString())),
              now);
      case SyncOutcome.Superseded superseded -> done(job, "superseded", 0, now);
    };
  }

  private static Job done(Job job, String outcome, int events, Instant now) {
    return done(job, outcome, Map.entry("events", JsonValue.of(events)), now);
  }

  private static Job done(
      Job job, String outcome, Map.Entry<String, JsonValue> detail, Instant now) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("outcome", JsonValue.of(outcome));
    members.put(detail.getKey(), detail.getValue());
    return job.completed(Optional.of(new JsonObject(members)), now);
  }
}
