package dev.evenomad.bootstrap.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.domain.notification.NotificationKind;
import java.time.Instant;

/**
 * Something in EVE that a pilot is to be told once.
 *
 * @param name the same as that of a message about it, and of nothing else
 */
record Happening(NotificationKind kind, String name, long pilot, Instant at) {

  static Happening trained(long pilot, int skill, int level, Instant at) {
    return of(NotificationKind.SKILL_COMPLETE, pilot, skill + ":" + level, at);
  }

  static Happening built(long pilot, long job, Instant at) {
    return of(NotificationKind.INDUSTRY_JOB_COMPLETE, pilot, Long.toString(job), at);
  }

  static Happening wrote(long pilot, long mail, Instant at) {
    return of(NotificationKind.EVE_MAIL_RECEIVED, pilot, Long.toString(mail), at);
  }

  private static Happening of(NotificationKind kind, long pilot, String what, Instant at) {
    return new Happening(kind, kind.code() + ":" + pilot + ":" + what, pilot, at);
  }

  /** What a message with that data is about. */
  static String nameOf(JsonNode data) {
    String kind = data.path("type").asText();
    String what =
        NotificationKind.ofCode(kind)
            .map(
                known ->
                    switch (known) {
                      case SKILL_COMPLETE ->
                          data.path("skillId").asText() + ":" + data.path("level").asText();
                      case INDUSTRY_JOB_COMPLETE -> data.path("jobId").asText();
                      case EVE_MAIL_RECEIVED -> data.path("mailId").asText();
                      default -> data.toString();
                    })
            .orElseGet(data::toString);
    return kind + ":" + data.path("characterId").asText() + ":" + what;
  }

  /** Whether it was to be known beforehand, so that it can be told at once. */
  boolean foreseen() {
    return kind != NotificationKind.EVE_MAIL_RECEIVED;
  }
}
