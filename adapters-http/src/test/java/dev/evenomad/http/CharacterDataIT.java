package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.cache.Lookup;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.industry.IndustryActivity;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.industry.IndustryJobId;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.mail.MailRecipient;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.market.OrderId;
import dev.evenomad.domain.market.RegionOrder;
import dev.evenomad.domain.planet.Colony;
import dev.evenomad.domain.planet.Extractor;
import dev.evenomad.domain.planet.PinId;
import dev.evenomad.domain.planet.PlanetType;
import dev.evenomad.domain.universe.EntityId;
import dev.evenomad.domain.universe.ItemType;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.PlanetId;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.SolarSystemId;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.http.Api.Phone;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import dev.evenomad.testkit.memory.ScriptedEve.Trouble;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail, orders, industry jobs, colonies, and what EVE tells everybody. */
final class CharacterDataIT {

  @RegisterExtension static final Api api = new Api();

  private static final TypeId TRITANIUM = new TypeId(34);
  private static final LocationId JITA = new LocationId(60_003_760);
  private static final LocationId STRUCTURE = new LocationId(1_035_000_000_001L);
  private static final RegionId FORGE = new RegionId(10_000_002);
  private static final SolarSystemId JITA_SYSTEM = new SolarSystemId(30_000_142);
  private static final EntityId SENDER = new EntityId(95_000_001);

  private final Phone phone = api.signIn();
  private final CharacterId character = phone.character();
  private final String path = "/v1/characters/" + character;
  private final Instant now = api.clock.instant();

  CharacterDataIT() {
    api.eve.nameType(TRITANIUM, Language.EN, "Tritanium");
    api.eve.nameType(TRITANIUM, Language.FR, "Tritanium (fr)");
    api.eve.life().name(new EntityId(JITA.value()), "Jita IV - Moon 4");
    api.eve.life().name(new EntityId(FORGE.value()), "The Forge");
    api.eve.life().name(new EntityId(JITA_SYSTEM.value()), "Jita");
    api.eve.life().name(SENDER, "Bo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/mail", "/market-orders", "/industry-jobs", "/planets"})
  void beforeTheFirstReadingThereIsNothingAndItIsStale(String below) {
    assertThat(api.get(path + below, phone.token()).is(200).body())
        .isEqualTo(
            """
            {"characterId":%s,"asOf":null,"stale":true,"items":[]}\
            """
                .formatted(character));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/mail", "/mail/7", "/market-orders", "/industry-jobs", "/planets"})
  void whatIsNotTheCallersOwnIsNotFound(String below) {
    Phone other = api.signIn();
    api.eve.life().setMails(other.character(), List.of(mail(7)));

    for (String id : List.of(other.character().toString(), "1", "0", "abc", "%00")) {
      api.get("/v1/characters/" + id + below, phone.token()).isProblem(404, "not_found");
    }
  }

  @Test
  void mailsAreListedAndOpened() {
    api.eve.life().setMails(character, List.of(mail(8)));
    api.eve.life().setBody(new MailId(8), "<b>Fly safe</b>");
    api.doDueWork();
    String header =
        """
        {"mailId":8,"fromId":95000001,"fromName":"Bo","subject":"Hello","sentAt":"%s",\
        "read":false,"labels":[1],"recipients":[\
        {"id":145000001,"kind":"mailing_list","name":null}]}\
        """
            .formatted(now);

    assertThat(api.get(path + "/mail", phone.token()).is(200).body())
        .isEqualTo(
            """
            {"characterId":%s,"asOf":"%s","stale":false,"items":[%s]}\
            """
                .formatted(character, now, header));
    assertThat(api.get(path + "/mail/8", phone.token()).is(200).body())
        .isEqualTo(
            """
            {"characterId":%s,"asOf":"%s","stale":false,"header":%s,"body":"<b>Fly safe</b>"}\
            """
                .formatted(character, now, header));
    for (String id : List.of("9", "0", "-1", "abc", "%00")) {
      api.get(path + "/mail/" + id, phone.token()).isProblem(404, "not_found");
    }
  }

  @Test
  void aMailCannotBeOpenedWhileEveIsDown() {
    api.eve.life().setMails(character, List.of(mail(8)));
    api.eve.begin(Trouble.ESI_DOWN);
    try {
      assertThat(
              api.get(path + "/mail/8", phone.token())
                  .isProblem(503, "eve_unavailable")
                  .header("Retry-After"))
          .hasValue("30");
    } finally {
      api.eve.end(Trouble.ESI_DOWN);
    }
  }

  @Test
  void aMailCannotBeOpenedWithoutAGrant() {
    api.eve.life().setMails(character, List.of(mail(8)));
    api.eve.endGrants(character);
    api.eve.expireAccessTokens(character);

    api.get(path + "/mail/8", phone.token()).isProblem(409, "reauthorization_needed");
  }

  @Test
  void ordersAreShownAsTheyWereReadWithTheirNames() {
    api.eve
        .life()
        .setOrders(
            character,
            List.of(
                new MarketOrder(
                    new OrderId(6_000_000_001L),
                    TRITANIUM,
                    FORGE,
                    JITA,
                    "region",
                    true,
                    false,
                    new BigDecimal("5.25"),
                    5_000_000_000L,
                    1,
                    Optional.of(new BigDecimal("10.5")),
                    now,
                    Duration.ofDays(90))));
    api.doDueWork();
    api.sendJson("PATCH", "/v1/me/settings", phone.token(), "{\"language\": \"fr\"}").is(200);
    int lookups = api.eve.calls(Call.NAMES);

    assertThat(api.get(path + "/market-orders", phone.token()).is(200).body())
        .isEqualTo(
            """
            {"characterId":%s,"asOf":"%s","stale":false,"items":[\
            {"orderId":6000000001,"typeId":34,"typeName":"Tritanium (fr)","regionId":10000002,\
            "regionName":"The Forge","locationId":60003760,"locationName":"Jita IV - Moon 4",\
            "range":"region","buy":true,"corporation":false,"price":5.25,\
            "volumeTotal":5000000000,"volumeRemain":1,"escrow":10.5,"issuedAt":"%s",\
            "expiresAt":"%s"}]}\
            """
                .formatted(character, now, now, now.plus(Duration.ofDays(90))));
    assertThat(api.eve.calls(Call.NAMES)).isEqualTo(lookups + 1);
  }

  @Test
  void industryJobsAreShownAsTheyWereRead() {
    Instant end = now.plus(Duration.ofHours(3));
    api.eve
        .life()
        .setJobs(
            character,
            List.of(
                new IndustryJob(
                    new IndustryJobId(600_000_001),
                    IndustryActivity.MANUFACTURING,
                    new TypeId(9_999),
                    Optional.of(TRITANIUM),
                    2,
                    STRUCTURE,
                    IndustryJob.Status.ACTIVE,
                    now,
                    end)));
    api.doDueWork();

    assertThat(api.get(path + "/industry-jobs", phone.token()).is(200).body())
        .isEqualTo(
            """
            {"characterId":%s,"asOf":"%s","stale":false,"items":[\
            {"jobId":600000001,"activity":"manufacturing","status":"active",\
            "blueprintTypeId":9999,"blueprintTypeName":null,"productTypeId":34,\
            "productTypeName":"Tritanium","runs":2,"facilityId":1035000000001,\
            "facilityName":null,"startsAt":"%s","endsAt":"%s"}]}\
            """
                .formatted(character, now, now, end));
  }

  @Test
  void coloniesAreShownAsTheyWereRead() {
    Instant end = now.plus(Duration.ofHours(3));
    api.eve
        .life()
        .setColonies(
            character,
            List.of(
                new Colony(
                    new PlanetId(40_009_077),
                    PlanetType.BARREN,
                    JITA_SYSTEM,
                    4,
                    9,
                    now,
                    List.of(
                        new Extractor(
                            new PinId(1_000_000_000_001L),
                            Optional.of(TRITANIUM),
                            Optional.of(now),
                            Optional.of(end)),
                        new Extractor(
                            new PinId(2), Optional.empty(), Optional.empty(), Optional.empty())))));
    api.doDueWork();

    assertThat(api.get(path + "/planets", phone.token()).is(200).body())
        .isEqualTo(
            """
            {"characterId":%s,"asOf":"%s","stale":false,"items":[\
            {"planetId":40009077,"planetType":"barren","systemId":30000142,"systemName":"Jita",\
            "commandCenterLevel":4,"pins":9,"updatedAt":"%s","extractors":[\
            {"pinId":1000000000001,"productTypeId":34,"productTypeName":"Tritanium",\
            "installedAt":"%s","expiresAt":"%s"},\
            {"pinId":2,"productTypeId":null,"productTypeName":null,"installedAt":null,\
            "expiresAt":null}]}]}\
            """
                .formatted(character, now, now, now, end));
  }

  @Test
  void itemTypesAreToldInThePilotsLanguage() {
    api.itemTypes =
        (type, language) ->
            type.equals(TRITANIUM)
                ? new Lookup.Found<>(
                    new ItemType(
                        type,
                        "Tritanium in " + language.code(),
                        "",
                        18,
                        Optional.of(1857L),
                        true,
                        OptionalDouble.of(0.01),
                        OptionalDouble.empty()),
                    now,
                    false)
                : new Lookup.Absent<>();
    api.sendJson("PATCH", "/v1/me/settings", phone.token(), "{\"language\": \"de\"}").is(200);

    assertThat(api.get("/v1/universe/types/34", phone.token()).is(200).body())
        .isEqualTo(
            """
            {"typeId":34,"asOf":"%s","stale":false,"name":"Tritanium in de","description":"",\
            "groupId":18,"marketGroupId":1857,"published":true,"volume":0.01,\
            "packagedVolume":null}\
            """
                .formatted(now));
    for (String id : List.of("35", "0", "-1", "abc", "%00")) {
      api.get("/v1/universe/types/" + id, phone.token()).isProblem(404, "not_found");
    }
    api.itemTypes = (type, language) -> new Lookup.Unavailable<>(Duration.ofMillis(1_001));
    assertThat(
            api.get("/v1/universe/types/34", phone.token())
                .isProblem(503, "eve_unavailable")
                .header("Retry-After"))
        .hasValue("2");
  }

  @Test
  void ordersOfARegionAreToldToEverybody() {
    api.regionMarkets =
        (region, type) ->
            new Lookup.Found<>(
                List.of(
                    new RegionOrder(
                        new OrderId(7),
                        false,
                        new BigDecimal("4.99"),
                        10,
                        9,
                        1,
                        JITA,
                        JITA_SYSTEM,
                        "region",
                        now,
                        Duration.ofDays(1))),
                now,
                true);
    String orders = "/v1/market/10000002/orders";

    assertThat(api.get(orders + "?typeId=34", phone.token()).is(200).body())
        .isEqualTo(
            """
            {"regionId":10000002,"typeId":34,"asOf":"%s","stale":true,"items":[\
            {"orderId":7,"buy":false,"price":4.99,"volumeTotal":10,"volumeRemain":9,\
            "minVolume":1,"locationId":60003760,"locationName":"Jita IV - Moon 4",\
            "systemId":30000142,"systemName":"Jita","range":"region","issuedAt":"%s",\
            "expiresAt":"%s"}]}\
            """
                .formatted(now, now, now.plus(Duration.ofDays(1))));
    for (String query : List.of("", "?typeId=", "?typeId=0", "?typeId=x", "?typeId=1.5")) {
      assertThat(
              api.get(orders + query, phone.token())
                  .isProblem(400, "invalid_request")
                  .text("detail"))
          .contains("typeId");
    }
    api.regionMarkets = (region, type) -> new Lookup.Absent<>();
    api.get(orders + "?typeId=34", phone.token()).isProblem(404, "not_found");
    api.get("/v1/market/x/orders?typeId=34", phone.token()).isProblem(404, "not_found");
    api.regionMarkets = (region, type) -> new Lookup.Unavailable<>(Duration.ofMinutes(1));
    assertThat(
            api.get(orders + "?typeId=34", phone.token())
                .isProblem(503, "eve_unavailable")
                .header("Retry-After"))
        .hasValue("60");
  }

  private MailHeader mail(long id) {
    return new MailHeader(
        new MailId(id),
        Optional.of(SENDER),
        "Hello",
        now,
        false,
        Set.of(1L),
        List.of(new MailRecipient(new EntityId(145_000_001), MailRecipient.Kind.MAILING_LIST)));
  }
}
