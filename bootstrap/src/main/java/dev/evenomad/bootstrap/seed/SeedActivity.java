package dev.evenomad.bootstrap.seed;

import static dev.evenomad.bootstrap.seed.SeedAccounts.BEGINNING;
import static dev.evenomad.bootstrap.seed.SeedAccounts.FAR_FUTURE;
import static dev.evenomad.bootstrap.seed.SeedAccounts.INDUSTRIALIST;
import static dev.evenomad.bootstrap.seed.SeedAccounts.MINER;
import static dev.evenomad.bootstrap.seed.SeedAccounts.TRADER;
import static dev.evenomad.bootstrap.seed.SeedAccounts.cuid;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonNumber;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.notification.AlertText;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has happened to the two pilots, in every state that it can be in. */
final class SeedActivity {

  private static final long TRITANIUM = 34;
  private static final long RIFTER = 587;
  private static final long MINING = 3386;
  private static final long THE_FORGE = 10_000_002;
  private static final long JITA = 30_000_142;
  private static final long JITA_4_4 = 60_003_760;

  private SeedActivity() {}

  /**
   * Records of work, none of it planned: nothing ever runs them. So the pending one is a delivery,
   * which stands in nobody's way, and not a reading, which would count as asked for already.
   */
  static List<Job> jobs() {
    return List.of(
        Job.pending(
                new JobId(cuid("job", 1)),
                JobType.SYNC_SKILLS,
                Optional.of(MINER),
                Optional.empty(),
                minutes(10))
            .started(minutes(11))
            .completed(
                Optional.of(object(member("outcome", "updated"), member("events", 1))),
                minutes(12)),
        Job.pending(
                new JobId(cuid("job", 2)),
                JobType.SYNC_SKILLS,
                Optional.of(INDUSTRIALIST),
                Optional.empty(),
                minutes(20))
            .started(minutes(21))
            .failed("ESI answered 503", minutes(22)),
        Job.pending(
            new JobId(cuid("job", 3)),
            JobType.PUSH_DELIVERY,
            Optional.empty(),
            Optional.of(
                object(member("notificationId", cuid("notification", 3)), member("accepted", 0))),
            minutes(60)));
  }

  /** As ESI tells of Tritanium, and of an order for it in Jita. */
  static List<CachedData> cachedData() {
    return List.of(
        cached(
            new CacheKey("universe", "types", Long.toString(TRITANIUM)),
            object(
                member("type_id", TRITANIUM),
                member("name", "Tritanium"),
                member("description", "The main building block in space structures."),
                member("group_id", 18),
                member("market_group_id", 1857),
                member("published", true),
                member("portion_size", 1),
                member("volume", new BigDecimal("0.01")))),
        cached(
            new CacheKey("market", Long.toString(THE_FORGE), "orders"),
            JsonValue.of(
                List.of(
                    object(
                        member("order_id", 7_000_000_001L),
                        member("type_id", TRITANIUM),
                        member("location_id", JITA_4_4),
                        member("system_id", JITA),
                        member("is_buy_order", false),
                        member("price", new BigDecimal("4.05")),
                        member("volume_total", 2_500_000),
                        member("volume_remain", 1_250_000),
                        member("min_volume", 1),
                        member("range", "region"),
                        member("duration", 90),
                        member("issued", BEGINNING.toString()))))));
  }

  private static CachedData cached(CacheKey key, JsonValue data) {
    return new CachedData(key, data, Optional.empty(), FAR_FUTURE, BEGINNING);
  }

  /** One of each status. */
  static List<Notification> notifications(UserId first, UserId second) {
    return List.of(
        pending(
                1,
                first,
                MINER,
                NotificationKind.SKILL_COMPLETE,
                new AlertText("Skill complete", "Aria Solmund has finished Mining V."),
                object(
                    member("type", "skill_complete"),
                    member("characterId", MINER.value()),
                    member("skillId", MINING),
                    member("level", 5),
                    member("finishedAt", minutes(30).toString())))
            .sent(minutes(31))
            .read(minutes(45)),
        pending(
                2,
                first,
                TRADER,
                NotificationKind.MARKET_ORDER_FILLED,
                new AlertText("Order filled", "Tovan Ekeros has sold 1,250,000 Tritanium."),
                object(
                    member("type", "market_order_filled"),
                    member("characterId", TRADER.value()),
                    member("orderId", 7_000_000_002L),
                    member("typeId", TRITANIUM),
                    member("regionId", THE_FORGE)))
            .sent(minutes(41)),
        pending(
            3,
            second,
            INDUSTRIALIST,
            NotificationKind.INDUSTRY_JOB_COMPLETE,
            new AlertText("Industriejob fertig", "Liss Marenko hat 10 × Rifter hergestellt."),
            object(
                member("type", "industry_job_complete"),
                member("characterId", INDUSTRIALIST.value()),
                member("jobId", 600_000_001),
                member("typeId", RIFTER))),
        pending(
                4,
                second,
                INDUSTRIALIST,
                NotificationKind.EVE_MAIL_RECEIVED,
                new AlertText("Neue EVE-Mail", "An Liss Marenko: Fleet tonight"),
                object(
                    member("type", "eve_mail_received"),
                    member("characterId", INDUSTRIALIST.value()),
                    member("mailId", 400_000_001)))
            .failed("FCM answered 400 INVALID_ARGUMENT"));
  }

  private static Notification pending(
      int number,
      UserId user,
      CharacterId character,
      NotificationKind kind,
      AlertText text,
      JsonObject data) {
    return Notification.pending(
        new NotificationId(cuid("notification", number)),
        user,
        Optional.of(character),
        kind,
        text,
        data,
        new DedupKey("seed:" + number),
        minutes(20 + 10L * number));
  }

  private static Instant minutes(long afterBeginning) {
    return BEGINNING.plus(Duration.ofMinutes(afterBeginning));
  }

  private record Member(String name, JsonValue value) {}

  private static JsonObject object(Member... members) {
    Map<String, JsonValue> object = new LinkedHashMap<>();
    for (Member member : members) {
      object.put(member.name(), member.value());
    }
    return new JsonObject(object);
  }

  private static Member member(String name, String value) {
    return new Member(name, JsonValue.of(value));
  }

  private static Member member(String name, boolean value) {
    return new Member(name, JsonValue.of(value));
  }

  private static Member member(String name, long value) {
    return new Member(name, JsonValue.of(value));
  }

  private static Member member(String name, BigDecimal value) {
    return new Member(name, new JsonNumber(value));
  }
}
