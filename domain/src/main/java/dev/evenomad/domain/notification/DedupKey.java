package dev.evenomad.domain.notification;

import dev.evenomad.domain.planet.PinId;
import dev.evenomad.domain.sync.CharacterEvent;
import dev.evenomad.domain.text.VisibleAscii;
import dev.evenomad.domain.universe.PlanetId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What makes two notifications of a user the same: built from what happened, so that an event that
 * is detected twice, by two processes or after a crash, is told once.
 *
 * @param value 1 to 200 visible ASCII characters; unique among a user's notifications
 */
public record DedupKey(String value) {
  public DedupKey {
    VisibleAscii.require("a dedup key", 200, value);
  }

  /**
   * The key of {@code event}. What makes an earlier event old news has the key of that one; see
   * also {@link #ofWarning}.
   */
  public static DedupKey of(CharacterEvent event) {
    return switch (event) {
      case CharacterEvent.SkillTrainingCompleted done ->
          of("skill", done, done.skill(), done.level().value(), done.finishedAt());
      case CharacterEvent.SkillQueueEnding ending ->
          ofQueueEnding(ending, ending.endsAt(), ending.lead());
      case CharacterEvent.SkillQueueEmptied emptied ->
          of("queue-empty", emptied, emptied.endedAt());
      case CharacterEvent.SkillQueueRefilled refilled ->
          of("queue-empty", refilled, refilled.endedAt());
      case CharacterEvent.MailReceived received -> of("mail", received, received.mail());
      case CharacterEvent.MailRead read -> of("mail", read, read.mail());
      // What is left only falls, so each filling has a number of its own.
      case CharacterEvent.MarketOrderFilled filled ->
          of("order", filled, filled.order().id(), filled.order().volumeRemain());
      case CharacterEvent.MarketOrderExpired expired -> of("order", expired, expired.order().id());
      case CharacterEvent.MarketOrderCancelled gone -> of("order", gone, gone.order().id());
      case CharacterEvent.MarketOrderClosed closed -> of("order", closed, closed.order().id());
      case CharacterEvent.IndustryJobCompleted over ->
          of("industry", over, over.job().id(), over.completedAt());
      case CharacterEvent.IndustryJobDelivered delivered ->
          of("industry", delivered, delivered.job(), delivered.completedAt());
      case CharacterEvent.ExtractorEnding ending ->
          ofExtractorEnding(
              ending, ending.planet(), ending.extractor(), ending.expiresAt(), ending.lead());
      case CharacterEvent.ExtractorExpired over ->
          of("extractor", over, over.planet(), over.extractor(), over.expiredAt());
      case CharacterEvent.ExtractorRestarted again ->
          of("extractor", again, again.planet(), again.extractor(), again.expiredAt());
      case CharacterEvent.ReauthorizationNeeded lost -> of("reauthorization", lost, lost.since());
      case CharacterEvent.GrantRestored restored ->
          of("reauthorization", restored, restored.lostSince());
    };
  }

  /** The key of the warning that {@code event} makes old news; empty if there was none. */
  public static Optional<DedupKey> ofWarning(CharacterEvent event) {
    return switch (event) {
      case CharacterEvent.SkillQueueRefilled refilled ->
          refilled.lead().map(lead -> ofQueueEnding(refilled, refilled.endedAt(), lead));
      case CharacterEvent.ExtractorRestarted again ->
          again
              .lead()
              .map(
                  lead ->
                      ofExtractorEnding(
                          again, again.planet(), again.extractor(), again.expiredAt(), lead));
      default -> Optional.empty();
    };
  }

  private static DedupKey ofQueueEnding(CharacterEvent event, Instant end, Duration lead) {
    return of("queue-ending", event, end, lead);
  }

  private static DedupKey ofExtractorEnding(
      CharacterEvent event, PlanetId planet, PinId extractor, Instant end, Duration lead) {
    return of("extractor-ending", event, planet, extractor, end, lead);
  }

  private static DedupKey of(String what, CharacterEvent event, Object... which) {
    return new DedupKey(
        Stream.concat(Stream.of(what, event.character()), Arrays.stream(which))
            .map(Object::toString)
            .collect(Collectors.joining(":")));
  }

  /** A key that equals no other, for what is told because somebody asked. */
  public static DedupKey ofRequest(NotificationId id) {
    return new DedupKey("request:" + id);
  }
}
