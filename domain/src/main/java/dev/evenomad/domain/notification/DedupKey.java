package dev.evenomad.domain.notification;

import dev.evenomad.domain.sync.CharacterEvent;

/**
 * What makes two notifications of a user the same: built from what happened, so that an event that
 * is detected twice, by two processes or after a crash, is told once.
 *
 * @param value 1 to 200 visible ASCII characters; unique among a user's notifications
 */
public record DedupKey(String value) {
  public DedupKey {
    if (value.isEmpty()
        || value.length() > 200
        || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException("a dedup key is 1 to 200 visible ASCII characters");
    }
  }

  /** The key of {@code event}. */
  public static DedupKey of(CharacterEvent event) {
    return switch (event) {
      case CharacterEvent.SkillTrainingCompleted done ->
          new DedupKey(
              "skill:%s:%s:%d:%s"
                  .formatted(
                      done.character(), done.skill(), done.level().value(), done.finishedAt()));
      case CharacterEvent.ReauthorizationNeeded lost ->
          new DedupKey("reauthorization:%s:%s".formatted(lost.character(), lost.since()));
    };
  }

  /** A key that equals no other, for what is told because somebody asked. */
  public static DedupKey ofRequest(NotificationId id) {
    return new DedupKey("request:" + id);
  }
}
