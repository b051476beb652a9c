package dev.evenomad.http.job;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.Job;
import dev.evenomad.http.answer.StoredJson;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work and what became of it.
 *
 * @param id identifies the job
 * @param type such as sync-skills
 * @param characterId EVE's id of the character that it is about; null if about no one
 * @param status pending, processing, completed or failed
 * @param attempts how many tries began
 * @param result what came out; null until it is completed, or if there is nothing to tell
 * @param error why it, or its last try, failed; null if it did not
 * @param createdAt when it was queued
 * @param startedAt when its last try began; null before the first
 * @param completedAt when it ended, well or not; null while it has not
 */
@Serdeable.Serializable
@Schema(name = "Job")
record JobView(
    String id,
    @Schema(ref = "#/components/schemas/JobType") String type,
    @Nullable Long characterId,
    @Schema(ref = "#/components/schemas/JobStatus") String status,
    int attempts,
    @Schema(ref = "#/components/schemas/JobResult") @Nullable JsonNode result,
    @Nullable String error,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt) {

  static JobView of(Job job) {
    return new JobView(
        job.id().value(),
        job.type().code(),
        job.character().map(CharacterId::value).orElse(null),
        job.status().code(),
        job.attempts(),
        job.result().map(StoredJson::of).orElse(null),
        job.error().orElse(null),
        job.createdAt(),
        job.startedAt().orElse(null),
        job.completedAt().orElse(null));
  }
}
