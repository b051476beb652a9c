package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.industry.IndustryActivity;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.industry.IndustryJobId;
import dev.evenomad.domain.industry.IndustryJobs;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.mail.Mailbox;
import dev.evenomad.domain.mail.SeenMails;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.market.MarketOrders;
import dev.evenomad.domain.market.OrderId;
import dev.evenomad.domain.notification.AlertText;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.overview.Glance;
import dev.evenomad.domain.planet.Colonies;
import dev.evenomad.domain.planet.Colony;
import dev.evenomad.domain.planet.Extractor;
import dev.evenomad.domain.planet.PinId;
import dev.evenomad.domain.planet.PlanetType;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.skill.TrainedSkills;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.PlanetId;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.SolarSystemId;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.http.Api.Phone;
import dev.evenomad.testkit.contract.SnapshotSamples;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All characters of an account at a glance. */
final class OverviewIT {

  @RegisterExtension static final Api api = new Api();

  private final Phone phone = api.signIn();
  private final CharacterId character = phone.character();
  private final Instant now = api.clock.instant();

  @Test
  void beforeTheFirstReadingNothingIsKnownAndAllIsStale() {
    assertThat(overview().body())
        .isEqualTo(
            """
            {"unreadNotifications":0,"items":[{"characterId":%s,"name":"%s",\
            "corporationId":98000001,"allianceId":null,"grantState":"valid","training":null,\
            "queueEndsAt":null,"queuePaused":false,"next":[],"unreadNotifications":0,\
            "unreadMails":null,"activeOrders":null,"runningJobs":null,"readyJobs":null,\
            "colonies":null,"data":[{"kind":"skills","asOf":null,"stale":true},\
            {"kind":"mail","asOf":null,"stale":true},\
            {"kind":"market_orders","asOf":null,"stale":true},\
            {"kind":"industry_jobs","asOf":null,"stale":true},\
            {"kind":"planets","asOf":null,"stale":true}]}]}\
            """
                .formatted(
                    character, api.stores.characters().find(character).orElseThrow().name()));
  }

  @Test
  void aCharacterThatWasReadIsShownWithAllThatEndsNext() {
    readEverything();
    tell(Optional.of(character));
    tell(Optional.empty());

    Answer answer = overview();

    assertThat(answer.member("unreadNotifications")).isEqualTo(2);
    Map<String, Object> glance = answer.list("items").getFirst();
    assertThat(glance)
        .containsEntry("unreadNotifications", 1)
        .containsEntry("unreadMails", 1)
        .containsEntry("activeOrders", 1)
        .containsEntry("runningJobs", 1)
        .containsEntry("readyJobs", 1)
        .containsEntry("colonies", 1)
        .containsEntry("queueEndsAt", in(90).toString())
        .containsEntry("queuePaused", false)
        .containsEntry(
            "training",
            Map.of(
                "skillId",
                3300,
                "level",
                5,
                "startsAt",
                in(-10).toString(),
                "finishesAt",
                in(50).toString()));
    assertThat(answer.body())
        .contains(
            """
            "next":[\
            {"kind":"extractor_end","at":"%s","typeId":2268,"level":null,"jobId":null,\
            "planetId":40000001,"orderId":null},\
            {"kind":"market_order_expiry","at":"%s","typeId":34,"level":null,"jobId":null,\
            "planetId":null,"orderId":6000000001},\
            {"kind":"industry_job_end","at":"%s","typeId":587,"level":null,"jobId":540000001,\
            "planetId":null,"orderId":null},\
            {"kind":"skill_finish","at":"%s","typeId":3300,"level":5,"jobId":null,\
            "planetId":null,"orderId":null},\
            {"kind":"skill_finish","at":"%s","typeId":3301,"level":1,"jobId":null,\
            "planetId":null,"orderId":null}],\
            """
                .formatted(in(20), in(30), in(40), in(50), in(90)),
            """
            "data":[{"kind":"skills","asOf":"%s","stale":false},\
            """
                .formatted(now));
  }

  @Test
  void whatHasEndedByTheClockIsNoMoreToCome() {
    readEverything();
    api.clock.advance(Duration.ofMinutes(60));

    Map<String, Object> glance = overview().list("items").getFirst();

    assertThat(glance)
        .containsEntry("activeOrders", 0)
        .containsEntry("runningJobs", 0)
        .containsEntry("readyJobs", 2);
    assertThat(each(glance.get("next"), "kind")).containsExactly("skill_finish", "skill_queue_end");
    assertThat(each(List.of(glance.getOrDefault("training", "none")), "skillId"))
        .containsExactly(3301);
    assertThat(each(glance.get("data"), "stale")).containsOnly(true);
  }

  @Test
  void aLostGrantIsShown() {
    api.stores
        .characters()
        .save(api.stores.characters().find(character).orElseThrow().deauthorized(now));

    assertThat(overview().list("items").getFirst())
        .containsEntry("grantState", "needs_reauthorization");
  }

  @Test
  void aPilotWithManyCharactersSeesAllOfThemAndNobodyElses() {
    List<String> own = new ArrayList<>(List.of(character.toString()));
    for (int i = 0; i < 12; i++) {
      CharacterId other = api.newCharacter();
      String ticket = api.post("/v1/auth/link", phone.token()).is(200).text("ticket");
      api.comeBack(api.goToEve(Optional.of(ticket)), other);
      SnapshotSamples.large(other).forEach(api.stores.snapshots()::put);
      own.add(other.toString());
    }
    Phone stranger = api.signIn();

    List<Map<String, Object>> glances = overview().list("items");

    assertThat(glances)
        .extracting(glance -> String.valueOf(glance.get("characterId")))
        .containsExactlyElementsOf(own)
        .doesNotContain(stranger.character().toString());
    assertThat(glances.subList(1, glances.size()))
        .allSatisfy(
            glance ->
                assertThat(each(glance.get("next"), "kind")).hasSizeLessThanOrEqualTo(Glance.MOST));
    assertThat(api.get("/v1/overview", stranger.token()).is(200).list("items")).hasSize(1);
  }

  @Test
  void anAccountThatIsGoneHasNoSession() {
    api.stores.users().remove(phone.user());

    api.get("/v1/overview", phone.token()).isProblem(401, "invalid_token");
  }

  /** That member of each object in a list. */
  private static List<Object> each(@Nullable Object list, String name) {
    List<Object> members = new ArrayList<>();
    ((List<?>) Objects.requireNonNull(list))
        .forEach(item -> members.add(Objects.requireNonNull(((Map<?, ?>) item).get(name))));
    return members;
  }

  private Answer overview() {
    return api.get("/v1/overview", phone.token()).is(200);
  }

  private Instant in(long minutes) {
    return now.plus(minutes, ChronoUnit.MINUTES);
  }

  private void readEverything() {
    List.of(
            new SkillSnapshot(
                character,
                new SkillQueue(List.of(training(0, 5, -10, 50), training(1, 1, 50, 90))),
                TrainedSkills.NONE,
                now),
            new Mailbox(
                character,
                List.of(mail(8, false), mail(7, true)),
                true,
                new SeenMails(8, Set.of()),
                now),
            new MarketOrders(
                character, List.of(order()), List.of(), Map.of(), Optional.empty(), now),
            new IndustryJobs(character, List.of(job(1, 40), job(2, -1)), now),
            new Colonies(character, List.of(colony()), now))
        .forEach(api.stores.snapshots()::put);
  }

  private SkillQueueEntry training(int position, int level, long from, long to) {
    return new SkillQueueEntry(
        position,
        new TypeId(3300 + position),
        new SkillLevel(level),
        Optional.of(in(from)),
        Optional.of(in(to)),
        Optional.empty());
  }

  private MailHeader mail(long id, boolean read) {
    return new MailHeader(
        new MailId(id), Optional.empty(), "Hello", now, read, Set.of(1L), List.of());
  }

  private MarketOrder order() {
    return new MarketOrder(
        new OrderId(6_000_000_001L),
        new TypeId(34),
        new RegionId(10_000_002),
        new LocationId(60_003_760),
        "region",
        false,
        false,
        new BigDecimal("4.99"),
        10,
        9,
        Optional.empty(),
        now,
        Duration.ofMinutes(30));
  }

  private IndustryJob job(long id, long end) {
    return new IndustryJob(
        new IndustryJobId(540_000_000 + id),
        IndustryActivity.MANUFACTURING,
        new TypeId(691),
        Optional.of(new TypeId(587)),
        1,
        new LocationId(60_003_760),
        IndustryJob.Status.ACTIVE,
        in(-60),
        in(end));
  }

  private Colony colony() {
    return new Colony(
        new PlanetId(40_000_001),
        PlanetType.BARREN,
        new SolarSystemId(30_000_142),
        5,
        10,
        now,
        List.of(
            new Extractor(
                new PinId(1),
                Optional.of(new TypeId(2268)),
                Optional.of(in(-60)),
                Optional.of(in(20)))));
  }

  /** Something is sent to the pilot that nobody has read. */
  private void tell(Optional<CharacterId> about) {
    NotificationId id = new NotificationId(api.ids.next());
    api.stores
        .notifications()
        .addIfNew(
            Notification.pending(
                id,
                phone.user(),
                about,
                NotificationKind.TEST,
                new AlertText("Test", ""),
                JsonObject.EMPTY,
                new DedupKey("overview:" + id),
                now));
    Notification pending = api.stores.notifications().find(id).orElseThrow();
    api.stores.notifications().save(pending.sent(now));
  }
}
