package dev.evenomad.domain.notification;

import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.planet.PinId;
import dev.evenomad.domain.sync.CharacterEvent;
import dev.evenomad.domain.universe.PlanetId;
import dev.evenomad.domain.universe.TypeId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides which events become alerts, and when their pushes go out. Pure functions. */
public final class NotificationPolicy {

  private NotificationPolicy() {}

  /**
   * What to make of {@code event}.
   *
   * @return empty if it is nothing to alert anybody about, or the pilot does not want to know
   */
  public static Optional<Alert> decide(
      CharacterEvent event, NotificationPreferences preferences, Instant now) {
    return kindOf(event)
        .filter(kind -> preferences.want(kind, event.character()))
        .map(
            kind ->
                new Alert(
                    kind, DedupKey.of(event), dataOf(event, kind), preferences.heldUntil(now)));
  }

  /** The alerts that {@code event} makes old news, as far as there are any. */
  public static List<Settlement> settle(CharacterEvent event) {
    return switch (event) {
      case CharacterEvent.MailRead read -> settled(read, "it was read in the game");
      case CharacterEvent.IndustryJobDelivered delivered ->
          settled(delivered, "the job was delivered");
      case CharacterEvent.ExtractorRestarted again ->
          settled(again, "the extractor was started again");
      case CharacterEvent.SkillQueueRefilled refilled -> settled(refilled, "the queue goes on");
      case CharacterEvent.GrantRestored restored ->
          settled(restored, "the character has a grant again");
      case CharacterEvent.SkillQueueEmptied emptied -> List.of();
      case CharacterEvent.ExtractorExpired over -> List.of();
      case CharacterEvent.SkillTrainingCompleted done -> List.of();
      case CharacterEvent.SkillQueueEnding ending -> List.of();
      case CharacterEvent.MailReceived received -> List.of();
      case CharacterEvent.MarketOrderFilled filled -> List.of();
      case CharacterEvent.MarketOrderExpired expired -> List.of();
      case CharacterEvent.MarketOrderCancelled cancelled -> List.of();
      case CharacterEvent.MarketOrderClosed closed -> List.of();
      case CharacterEvent.IndustryJobCompleted over -> List.of();
      case CharacterEvent.ExtractorEnding ending -> List.of();
      case CharacterEvent.ReauthorizationNeeded lost -> List.of();
    };
  }

  private static List<Settlement> settled(CharacterEvent event, String why) {
    return Stream.concat(Stream.of(DedupKey.of(event)), DedupKey.ofWarning(event).stream())
        .map(key -> new Settlement(key, why))
        .toList();
  }

  private static Optional<NotificationKind> kindOf(CharacterEvent event) {
    return switch (event) {
      case CharacterEvent.SkillTrainingCompleted done ->
          Optional.of(NotificationKind.SKILL_COMPLETE);
      case CharacterEvent.SkillQueueEnding ending ->
          Optional.of(NotificationKind.SKILL_QUEUE_ENDING);
      case CharacterEvent.SkillQueueEmptied emptied ->
          Optional.of(NotificationKind.SKILL_QUEUE_EMPTY);
      case CharacterEvent.MailReceived received -> Optional.of(NotificationKind.EVE_MAIL_RECEIVED);
      case CharacterEvent.MarketOrderFilled filled ->
          Optional.of(NotificationKind.MARKET_ORDER_FILLED);
      case CharacterEvent.MarketOrderExpired expired ->
          Optional.of(NotificationKind.MARKET_ORDER_EXPIRED);
      case CharacterEvent.MarketOrderClosed closed ->
          Optional.of(NotificationKind.MARKET_ORDER_EXPIRED);
      case CharacterEvent.IndustryJobCompleted over ->
          Optional.of(NotificationKind.INDUSTRY_JOB_COMPLETE);
      case CharacterEvent.ExtractorExpired over ->
          Optional.of(NotificationKind.PI_EXTRACTOR_EXPIRED);
      case CharacterEvent.ExtractorEnding ending ->
          Optional.of(NotificationKind.PI_EXTRACTOR_ENDING);
      case CharacterEvent.ReauthorizationNeeded lost ->
          Optional.of(NotificationKind.REAUTHORIZATION_NEEDED);
      // The pilot's own doing.
      case CharacterEvent.MarketOrderCancelled cancelled -> Optional.empty();
      case CharacterEvent.MailRead read -> Optional.empty();
      case CharacterEvent.IndustryJobDelivered delivered -> Optional.empty();
      case CharacterEvent.ExtractorRestarted again -> Optional.empty();
      case CharacterEvent.SkillQueueRefilled refilled -> Optional.empty();
      case CharacterEvent.GrantRestored restored -> Optional.empty();
    };
  }

  private static JsonObject dataOf(CharacterEvent event, NotificationKind kind) {
    Map<String, JsonValue> data = new LinkedHashMap<>();
    data.put("type", JsonValue.of(kind.code()));
    data.put("characterId", JsonValue.of(event.character().value()));
    switch (event) {
      case CharacterEvent.SkillTrainingCompleted done -> {
        data.put("skillId", JsonValue.of(done.skill().value()));
        data.put("level", JsonValue.of(done.level().value()));
        data.put("finishedAt", JsonValue.of(done.finishedAt().toString()));
      }
      case CharacterEvent.SkillQueueEnding ending ->
          data.put("endsAt", JsonValue.of(ending.endsAt().toString()));
      case CharacterEvent.SkillQueueEmptied emptied ->
          data.put("endedAt", JsonValue.of(emptied.endedAt().toString()));
      case CharacterEvent.MailReceived received -> {
        data.put("mailId", JsonValue.of(received.mail().value()));
        received.from().ifPresent(from -> data.put("fromId", JsonValue.of(from.value())));
      }
      case CharacterEvent.MarketOrderFilled filled -> {
        putOrder(data, filled.order());
        data.put("quantity", JsonValue.of(filled.quantity()));
      }
      case CharacterEvent.MarketOrderExpired expired -> putOrder(data, expired.order());
      case CharacterEvent.MarketOrderClosed closed -> putOrder(data, closed.order());
      case CharacterEvent.IndustryJobCompleted over -> {
        data.put("jobId", JsonValue.of(over.job().id().value()));
        data.put("blueprintTypeId", JsonValue.of(over.job().blueprint().value()));
        over.job()
            .product()
            .ifPresent(made -> data.put("productTypeId", JsonValue.of(made.value())));
        data.put("completedAt", JsonValue.of(over.completedAt().toString()));
      }
      case CharacterEvent.ExtractorEnding ending -> {
        putExtractor(data, ending.planet(), ending.extractor(), ending.product());
        data.put("expiresAt", JsonValue.of(ending.expiresAt().toString()));
        data.put("notVisitedSince", JsonValue.of(ending.visitedAt().toString()));
      }
      case CharacterEvent.ExtractorExpired over -> {
        putExtractor(data, over.planet(), over.extractor(), over.product());
        data.put("expiredAt", JsonValue.of(over.expiredAt().toString()));
        data.put("notVisitedSince", JsonValue.of(over.visitedAt().toString()));
      }
      case CharacterEvent.ReauthorizationNeeded lost ->
          data.put("since", JsonValue.of(lost.since().toString()));
      case CharacterEvent.MarketOrderCancelled cancelled -> putOrder(data, cancelled.order());
      case CharacterEvent.SkillQueueRefilled refilled ->
          data.put("endedAt", JsonValue.of(refilled.endedAt().toString()));
      case CharacterEvent.MailRead read -> data.put("mailId", JsonValue.of(read.mail().value()));
      case CharacterEvent.IndustryJobDelivered delivered ->
          data.put("jobId", JsonValue.of(delivered.job().value()));
      case CharacterEvent.ExtractorRestarted again ->
          data.put("pinId", JsonValue.of(again.extractor().value()));
      case CharacterEvent.GrantRestored restored ->
          data.put("since", JsonValue.of(restored.lostSince().toString()));
    }
    return new JsonObject(data);
  }

  private static void putExtractor(
      Map<String, JsonValue> data, PlanetId planet, PinId extractor, Optional<TypeId> product) {
    data.put("planetId", JsonValue.of(planet.value()));
    data.put("pinId", JsonValue.of(extractor.value()));
    product.ifPresent(type -> data.put("productTypeId", JsonValue.of(type.value())));
  }

  private static void putOrder(Map<String, JsonValue> data, MarketOrder order) {
    data.put("orderId", JsonValue.of(order.id().value()));
    data.put("typeId", JsonValue.of(order.type().value()));
    data.put("remaining", JsonValue.of(order.volumeRemain()));
  }

  /**
   * An alert that became old news.
   *
   * @param why for the record, in English and without personal data
   */
  public record Settlement(DedupKey dedupKey, String why) {}

  /**
   * An alert that is wanted.
   *
   * @param heldUntil not pushed before this moment, the end of quiet hours; the notification itself
   *     exists at once. Empty: pushed at once
   */
  public record Alert(
      NotificationKind kind, DedupKey dedupKey, JsonObject data, Optional<Instant> heldUntil) {}
}
