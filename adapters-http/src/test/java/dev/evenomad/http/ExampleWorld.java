package dev.evenomad.http;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.cache.Lookup;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.industry.IndustryActivity;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.industry.IndustryJobId;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.mail.MailRecipient;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.market.OrderId;
import dev.evenomad.domain.market.RegionOrder;
import dev.evenomad.domain.notification.AlertText;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.planet.Colony;
import dev.evenomad.domain.planet.Extractor;
import dev.evenomad.domain.planet.PinId;
import dev.evenomad.domain.planet.PlanetType;
import dev.evenomad.domain.secret.SecretDigest;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.skill.TrainedSkill;
import dev.evenomad.domain.skill.TrainedSkills;
import dev.evenomad.domain.universe.EntityId;
import dev.evenomad.domain.universe.ItemType;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.PlanetId;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.SolarSystemId;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.http.Api.Phone;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The pilot of the documented examples, with something of everything. */
final class ExampleWorld {

  /** The first that there is. */
  static final CharacterId CHARACTER = new CharacterId(2_112_000_001L);

  private static final JobId JOB = new JobId("cmb3x1k2p0000l8044q9v5e7f");
  private static final SessionId BROWSER = new SessionId("cmb3x1k2p0002l804w7s4f1qx");
  private static final NotificationId ALERT = new NotificationId("cmb3x1k2p0001l804t6r2c9aa");
  private static final TypeId GUNNERY = new TypeId(3300);
  private static final TypeId TRITANIUM = new TypeId(34);
  private static final TypeId RIFTER = new TypeId(587);
  private static final TypeId RIFTER_BLUEPRINT = new TypeId(691);
  private static final TypeId AQUEOUS_LIQUIDS = new TypeId(2268);
  private static final LocationId JITA = new LocationId(60_003_760);
  private static final RegionId FORGE = new RegionId(10_000_002);
  private static final SolarSystemId JITA_SYSTEM = new SolarSystemId(30_000_142);
  private static final EntityId SENDER = new EntityId(95_000_001);

  private final Api api;
  private final Instant now;
  private final Instant end;

  ExampleWorld(Api api) {
    this.api = api;
    this.now = api.clock.instant();
    this.end = now.plus(Duration.ofHours(18));
    CharacterId first = api.newCharacter();
    if (!first.equals(CHARACTER)) {
      throw new IllegalStateException("others were there before " + first);
    }
    name();
    fill();
    link(api.signIn(CHARACTER), api.newCharacter());
    api.doDueWork();
  }

  /** Another session of the pilot, who has the alert and the job of the examples. */
  Phone signIn() {
    Phone phone = api.signIn(CHARACTER);
    if (api.stores.notifications().find(ALERT).isEmpty()) {
      api.stores
          .notifications()
          .addIfNew(
              Notification.pending(
                      ALERT,
                      phone.user(),
                      Optional.of(CHARACTER),
                      NotificationKind.SKILL_COMPLETE,
                      new AlertText("Gunnery V", "Pilot 1 has finished training."),
                      skillComplete(),
                      new DedupKey("example"),
                      now)
                  .sent(now.plusMillis(310)));
    }
    if (api.stores.sessions().find(BROWSER).isEmpty()) {
      api.stores
          .sessions()
          .add(
              Session.open(
                  BROWSER,
                  phone.user(),
                  new SecretDigest("5".repeat(64)),
                  Optional.of(new Device(DeviceType.WEB, Optional.empty())),
                  now));
    }
    if (api.stores.jobs().find(JOB).isEmpty()) {
      api.stores.jobs().add(job());
    }
    return phone;
  }

  private Job job() {
    return Job.pending(JOB, JobType.SYNC_SKILLS, Optional.of(CHARACTER), Optional.empty(), now)
        .started(now.plusMillis(40))
        .completed(
            Optional.of(
                new JsonObject(
                    Map.of("outcome", JsonValue.of("updated"), "events", JsonValue.of(1)))),
            now.plusMillis(290));
  }

  private JsonObject skillComplete() {
    Map<String, JsonValue> data = new LinkedHashMap<>();
    data.put("type", JsonValue.of("skill_complete"));
    data.put("characterId", JsonValue.of(CHARACTER.value()));
    data.put("skillId", JsonValue.of(GUNNERY.value()));
    data.put("level", JsonValue.of(5));
    data.put("finishedAt", JsonValue.of(now.toString()));
    return new JsonObject(data);
  }

  private void link(Phone phone, CharacterId another) {
    String ticket = api.post("/v1/auth/link", phone.token()).is(200).text("ticket");
    api.comeBack(api.goToEve(Optional.of(ticket)), another);
  }

  private void name() {
    api.eve.nameType(TRITANIUM, Language.EN, "Tritanium");
    api.eve.nameType(RIFTER, Language.EN, "Rifter");
    api.eve.nameType(RIFTER_BLUEPRINT, Language.EN, "Rifter Blueprint");
    api.eve.nameType(AQUEOUS_LIQUIDS, Language.EN, "Aqueous Liquids");
    api.eve
        .life()
        .name(new EntityId(JITA.value()), "Jita IV - Moon 4 - Caldari Navy Assembly Plant");
    api.eve.life().name(new EntityId(FORGE.value()), "The Forge");
    api.eve.life().name(new EntityId(JITA_SYSTEM.value()), "Jita");
    api.eve.life().name(SENDER, "Ada Vale");
    api.itemTypes =
        (type, language) ->
            new Lookup.Found<>(
                new ItemType(
                    type,
                    "Tritanium",
                    "The main building block in space structures.",
                    18,
                    Optional.of(1857L),
                    true,
                    OptionalDouble.of(0.01),
                    OptionalDouble.of(0.01)),
                now,
                false);
    api.regionMarkets =
        (region, type) ->
            new Lookup.Found<>(
                List.of(
                    new RegionOrder(
                        new OrderId(6_000_000_007L),
                        false,
                        new BigDecimal("4.99"),
                        1_000_000,
                        250_000,
                        1,
                        JITA,
                        JITA_SYSTEM,
                        "region",
                        now,
                        Duration.ofDays(90))),
                now,
                false);
  }

  private void fill() {
    api.eve.setQueue(
        CHARACTER,
        new SkillQueue(
            List.of(
                new SkillQueueEntry(
                    0,
                    GUNNERY,
                    new SkillLevel(5),
                    Optional.of(now),
                    Optional.of(end),
                    Optional.of(new SkillQueueEntry.Points(45_255, 256_000, 50_000))))));
    api.eve.setSkills(
        CHARACTER, new TrainedSkills(List.of(new TrainedSkill(GUNNERY, 4, 4, 50_000)), 50_000, 0));
    api.eve.life().setMails(CHARACTER, List.of(mail()));
    api.eve.life().setBody(new MailId(401_234_567), "<b>Fly safe</b>");
    api.eve.life().setOrders(CHARACTER, List.of(order()));
    api.eve.life().setJobs(CHARACTER, List.of(industryJob()));
    api.eve.life().setColonies(CHARACTER, List.of(colony()));
  }

  private MailHeader mail() {
    return new MailHeader(
        new MailId(401_234_567),
        Optional.of(SENDER),
        "Hello",
        now,
        false,
        Set.of(1L),
        List.of(new MailRecipient(new EntityId(CHARACTER.value()), MailRecipient.Kind.CHARACTER)));
  }

  private MarketOrder order() {
    return new MarketOrder(
        new OrderId(6_000_000_001L),
        TRITANIUM,
        FORGE,
        JITA,
        "region",
        true,
        false,
        new BigDecimal("5.25"),
        5_000_000,
        1_200_000,
        Optional.of(new BigDecimal("6300000")),
        now,
        Duration.ofDays(90));
  }

  private IndustryJob industryJob() {
    return new IndustryJob(
        new IndustryJobId(600_000_001),
        IndustryActivity.MANUFACTURING,
        RIFTER_BLUEPRINT,
        Optional.of(RIFTER),
        2,
        JITA,
        IndustryJob.Status.ACTIVE,
        now,
        end);
  }

  private Colony colony() {
    return new Colony(
        new PlanetId(40_009_077),
        PlanetType.TEMPERATE,
        JITA_SYSTEM,
        4,
        9,
        now,
        List.of(
            new Extractor(
                new PinId(1_000_000_000_001L),
                Optional.of(AQUEOUS_LIQUIDS),
                Optional.of(now),
                Optional.of(end))));
  }
}
