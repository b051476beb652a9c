package dev.evenomad.push.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.industry.IndustryActivity;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.industry.IndustryJobId;
import dev.evenomad.domain.json.JsonValue.JsonNumber;
import dev.evenomad.domain.json.JsonValue.JsonString;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.market.OrderId;
import dev.evenomad.domain.notification.AlertText;
import dev.evenomad.domain.notification.AlertTexts;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.NotificationPolicy;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushMessage.Content;
import dev.evenomad.domain.planet.PinId;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.sync.CharacterEvent;
import dev.evenomad.domain.universe.EntityId;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.Names;
import dev.evenomad.domain.universe.PlanetId;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.TypeId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * How many bytes an alert has of the 4096 that FCM takes: of each kind and for each device, over
 * every language and names from short to long; the mean and the most. Counted is what the adapter
 * counts: the message as JSON, without the token. No part of the test run; by hand:
 *
 * <pre>{@code
 * ./mvnw -pl adapters-push -am test -Dtest=FcmFigures -Dsurefire.failIfNoSpecifiedTests=false
 * }</pre>
 */
final class FcmFigures {

  private static final Instant NOW = Messages.NOW;
  private static final CharacterId CHARACTER = new CharacterId(2_112_000_001L);
  private static final TypeId TYPE = new TypeId(34);
  private static final EntityId SENDER = new EntityId(95_465_499);
  private static final String ALERT_ID = "cmh3v5x0k000008l4f2q7a1bz";

  /** Of item types. */
  private static final List<String> THINGS =
      List.of(
          "Gunnery", "Tritanium", "Republic Fleet EMP L", "Advanced Planetology Skill Injector");

  /** Of characters; EVE allows 37 letters. */
  private static final List<String> PEOPLE =
      List.of("Ada Vale", "Tamsin Arkwright of the Forge", "Wolfgang Amadeus von Hohenzollern-Ems");

  private static final NotificationPreferences EVERYTHING =
      new NotificationPreferences(true, true, true, true, true, Set.of(), Optional.empty());

  private static final List<CharacterEvent> EVENTS =
      List.of(
          new CharacterEvent.SkillTrainingCompleted(CHARACTER, TYPE, new SkillLevel(5), NOW),
          new CharacterEvent.SkillQueueEnding(CHARACTER, NOW, Duration.ofHours(24)),
          new CharacterEvent.SkillQueueEmptied(CHARACTER, NOW),
          new CharacterEvent.MailReceived(
              CHARACTER, new MailId(380_000_001), Optional.of(SENDER), "Fleet tonight", NOW),
          new CharacterEvent.MailReceived(
              CHARACTER, new MailId(380_000_001), Optional.of(SENDER), "Re: ".repeat(37), NOW),
          new CharacterEvent.MarketOrderFilled(CHARACTER, order(0), 12_000, NOW),
          new CharacterEvent.MarketOrderFilled(CHARACTER, order(4_500), 7_500, NOW),
          new CharacterEvent.MarketOrderExpired(CHARACTER, order(4_500), NOW),
          new CharacterEvent.MarketOrderClosed(CHARACTER, order(4_500), NOW),
          new CharacterEvent.IndustryJobCompleted(CHARACTER, job(), NOW),
          new CharacterEvent.ExtractorExpired(
              CHARACTER,
              new PlanetId(40_009_082),
              new PinId(1_024_000_000_001L),
              Optional.of(TYPE),
              NOW.minus(Duration.ofDays(6)),
              NOW),
          new CharacterEvent.ExtractorEnding(
              CHARACTER,
              new PlanetId(40_009_082),
              new PinId(1_024_000_000_001L),
              Optional.of(TYPE),
              NOW.minus(Duration.ofDays(6)),
              NOW,
              Duration.ofHours(2)),
          new CharacterEvent.ReauthorizationNeeded(CHARACTER, NOW));

  @Test
  void bytesOfAlerts() {
    Map<NotificationKind, Map<DeviceType, LongSummaryStatistics>> figures = new TreeMap<>();
    for (Language language : Language.values()) {
      AlertTexts texts = AlertTexts.in(language, ZoneId.of("UTC"));
      for (CharacterEvent event : EVENTS) {
        for (String person : PEOPLE) {
          for (String thing : THINGS) {
            Names names = new Names(Map.of(TYPE, thing), Map.of(SENDER, person));
            AlertText text = texts.of(event, new CharacterName(person), names);
            NotificationPolicy.Alert alert =
                NotificationPolicy.decide(event, EVERYTHING, NOW).orElseThrow();
            add(figures, alert.kind(), text, texts(alert));
          }
        }
      }
      add(
          figures,
          NotificationKind.TEST,
          texts.ofTest(),
          Map.of("type", "test", "notificationId", ALERT_ID));
    }

    print(figures);
    assertThat(figures.keySet()).containsExactly(NotificationKind.values());
  }

  private static void add(
      Map<NotificationKind, Map<DeviceType, LongSummaryStatistics>> figures,
      NotificationKind kind,
      AlertText text,
      Map<String, String> data) {
    for (DeviceType device : DeviceType.values()) {
      PushMessage message =
          Messages.message(
              device,
              new Content.Alert(kind, text.title(), text.body()),
              data,
              ALERT_ID,
              Duration.ofDays(1),
              12);
      figures
          .computeIfAbsent(kind, k -> new TreeMap<>())
          .computeIfAbsent(device, d -> new LongSummaryStatistics())
          .accept(bytes(message));
    }
  }

  /** As the use case that delivers puts it. */
  private static Map<String, String> texts(NotificationPolicy.Alert alert) {
    Map<String, String> texts = new LinkedHashMap<>(Map.of("notificationId", ALERT_ID));
    alert
        .data()
        .members()
        .forEach(
            (name, value) -> {
              switch (value) {
                case JsonString text -> texts.put(name, text.value());
                case JsonNumber number -> texts.put(name, number.value().toPlainString());
                default -> throw new AssertionError(name);
              }
            });
    return texts;
  }

  private static int bytes(PushMessage message) {
    if (FcmMessage.of(message, NOW) instanceof FcmMessage.Sendable sendable) {
      try {
        ObjectNode sent = (ObjectNode) FakeGoogle.JSON.readTree(sendable.json()).path("message");
        sent.remove("token");
        return sent.toString().getBytes(StandardCharsets.UTF_8).length;
      } catch (JsonProcessingException e) {
        throw new AssertionError(e);
      }
    }
    throw new AssertionError("was refused");
  }

  private static void print(Map<NotificationKind, Map<DeviceType, LongSummaryStatistics>> figures) {
    StringBuilder table = new StringBuilder("bytes per alert, mean / most");
    table.append("\n%-24s".formatted(""));
    for (DeviceType device : DeviceType.values()) {
      table.append("%14s".formatted(device));
    }
    figures.forEach(
        (kind, devices) -> {
          table.append("\n%-24s".formatted(kind.code()));
          devices
              .values()
              .forEach(
                  bytes ->
                      table.append(
                          "%14s"
                              .formatted(
                                  "%.0f / %d".formatted(bytes.getAverage(), bytes.getMax()))));
        });
    System.out.println(table);
  }

  private static MarketOrder order(long remain) {
    return new MarketOrder(
        new OrderId(5_630_641_779L),
        TYPE,
        new RegionId(10_000_002),
        new LocationId(60_003_760),
        "region",
        false,
        false,
        new BigDecimal("4.99"),
        12_000,
        remain,
        Optional.empty(),
        NOW.minus(Duration.ofDays(89)),
        Duration.ofDays(90));
  }

  private static IndustryJob job() {
    return new IndustryJob(
        new IndustryJobId(560_000_001),
        IndustryActivity.MANUFACTURING,
        new TypeId(688),
        Optional.of(TYPE),
        10,
        new LocationId(60_003_760),
        IndustryJob.Status.ACTIVE,
        NOW.minusSeconds(600),
        NOW);
  }
}
