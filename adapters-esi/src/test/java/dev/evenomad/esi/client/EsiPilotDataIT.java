package dev.evenomad.esi.client;

import static dev.evenomad.esi.http.LoopbackServer.answer;
import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.market.ClosedOrder;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.market.OrderHistory;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.universe.PlanetId;
import dev.evenomad.esi.http.CapturedLogs;
import dev.evenomad.esi.http.LoopbackServer.Responder;
import dev.evenomad.esi.limit.FakeBudgets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.Level;

/**
 * Mail, orders, jobs and colonies as ESI's specification describes them, with what EVE may add to
 * it, and such that break its rules.
 */
final class EsiPilotDataIT {

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");
  private static final CharacterId PILOT = new CharacterId(2112000001L);
  private static final Secret TOKEN = Secret.of("access-token");
  private static final Optional<ETag> KNOWN = Optional.of(new ETag("\"c0ffee\""));
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** Stands in whatever is personal. */
  private static final String PRIVATE = "471147";

  /** By the clock of the server, which dates its answers itself. */
  private static final String BEFORE = ago(Duration.ofMinutes(30));

  private static final String AFTER = ago(Duration.ofMinutes(15));

  private static final String MAIL_REST =
      """
      "timestamp":"2026-08-30T10:00:00Z","from":471147,"subject":"471147","labels":[1,471147],
      "recipients":[{"recipient_id":471147,"recipient_type":"character"},
                    {"recipient_id":471147,"recipient_type":"mailing_list"}]\
      """;
  private static final String ORDER =
      """
      "order_id":1,"type_id":471147,"region_id":10000002,"location_id":60003760,"range":"5",
      "is_corporation":false,"price":471147.25,"volume_total":471147,"volume_remain":4711,
      "issued":"2026-08-30T10:00:00Z","duration":90\
      """;

  enum Read {
    MAILS(EsiRoute.MAILS, "/mail", "[%s]", "{\"mail_id\":1," + MAIL_REST + "}"),
    OLDER_MAILS(EsiRoute.MAILS, "/mail", "[%s]", "{\"mail_id\":1," + MAIL_REST + "}"),
    MAIL(EsiRoute.MAIL, "/mail/1", "%s", "{\"body\":\"471147\"," + MAIL_REST + "}"),
    ORDERS(EsiRoute.ORDERS, "/orders", "[%s]", "{" + ORDER + "}"),
    HISTORY(
        EsiRoute.ORDER_HISTORY, "/orders/history", "[%s]", "{" + ORDER + ",\"state\":\"expired\"}"),
    JOBS(
        EsiRoute.INDUSTRY_JOBS,
        "/industry/jobs",
        "[%s]",
        """
        {"job_id":1,"activity_id":9,"blueprint_type_id":471147,"product_type_id":471147,
         "runs":471147,"facility_id":471147,"status":"active",
         "start_date":"2026-08-30T10:00:00Z","end_date":"2026-09-30T10:00:00Z"}\
        """),
    COLONIES(
        EsiRoute.COLONIES,
        "/planets",
        "[%s]",
        """
        {"planet_id":1,"planet_type":"gas","solar_system_id":471147,"upgrade_level":5,
         "num_pins":4711,"last_update":"2026-08-30T10:00:00Z"}\
        """),
    EXTRACTORS(
        EsiRoute.COLONY,
        "/planets/40009077",
        "{\"links\":[],\"routes\":[],\"pins\":[%s]}",
        """
        {"pin_id":1,"type_id":471147,"extractor_details":{"heads":[],"product_type_id":471147},
         "install_time":"2026-08-30T10:00:00Z","expiry_time":"2026-09-03T10:00:00Z"}\
        """);

    private final EsiRoute route;
    private final String path;
    private final String whole;
    private final String item;

    Read(EsiRoute route, String path, String whole, String item) {
      this.route = route;
      this.path = "/characters/" + PILOT + path;
      this.whole = whole;
      this.item = item;
    }

    String body(String... items) {
      return whole.formatted(String.join(",", items));
    }

    /** In the statistics. */
    String code() {
      return route.name().toLowerCase(Locale.ROOT);
    }
  }

  private final SimulatedEsi eve = new SimulatedEsi();
  private final Esi esi =
      Esi.connect(eve.settings(), new RecordingCache(), new FakeBudgets(), () -> NOW);

  @AfterEach
  void close() {
    esi.close();
    eve.close();
  }

  private Fetched<?> read(Read read, String body) {
    eve.server.on(read.path, answer(200, body));
    return ask(read, Optional.empty());
  }

  /** With what is known, if the port asks for it. */
  private Fetched<?> ask(Read read, Optional<ETag> known) {
    return switch (read) {
      case MAILS -> esi.mailSource().fetchNewest(PILOT, TOKEN, known);
      case OLDER_MAILS -> esi.mailSource().fetchOlderThan(PILOT, new MailId(9), TOKEN);
      case MAIL -> esi.mailSource().fetchMail(PILOT, new MailId(1), TOKEN);
      case ORDERS -> esi.marketSource().fetchOpen(PILOT, TOKEN, known);
      case HISTORY -> esi.marketSource().fetchHistory(PILOT, TOKEN);
      case JOBS -> esi.industrySource().fetchJobs(PILOT, TOKEN, known);
      case COLONIES -> esi.planetSource().fetchColonies(PILOT, TOKEN, known);
      case EXTRACTORS -> esi.planetSource().fetchExtractors(PILOT, new PlanetId(40_009_077), TOKEN);
    };
  }

  private static Object value(Fetched<?> outcome) {
    assertThat(outcome).isInstanceOf(Fetched.Fresh.class);
    return ((Fetched.Fresh<?>) outcome).value();
  }

  /** With another value at that place; without it if there is none. */
  private static String with(String item, String place, @Nullable String value) {
    try {
      ObjectNode changed = (ObjectNode) JSON.readTree(item);
      ObjectNode owner = (ObjectNode) changed.at(place.substring(0, place.lastIndexOf('/')));
      String member = member(place);
      if (value == null) {
        assertThat(owner.remove(member)).isNotNull();
      } else {
        owner.set(member, JSON.readTree(value));
      }
      return changed.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String member(String place) {
    return place.substring(place.lastIndexOf('/') + 1);
  }

  private EsiStatistics.Snapshot counts() {
    return esi.statistics().snapshot();
  }

  private void assertRefused(Read read, String body) {
    try (CapturedLogs logs = new CapturedLogs()) {
      Fetched<?> outcome = read(read, body);

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Fetched.Unavailable.class,
              refused ->
                  assertThat(refused.why())
                      .startsWith("ESI's answer makes no sense: ")
                      .doesNotContain(PRIVATE));
      assertThat(logs.at(Level.WARN))
          .singleElement()
          .asString()
          .startsWith("ESI's answer to " + read.route + " was refused: ");
      assertThat(logs.text()).doesNotContain(PRIVATE);
    }
    assertThat(counts().refusedPayloads()).isEqualTo(Map.of(read.code(), 1L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MAILS       | /mail_id                          |
          MAILS       | /mail_id                          | 0
          MAILS       | /mail_id                          | -471147
          MAILS       | /timestamp                        |
          MAILS       | /timestamp                        | "+471147-01-01T00:00:00Z"
          MAILS       | /from                             | -471147
          MAILS       | /subject                          | 471147
          MAILS       | /labels                           | ["471147"]
          MAILS       | /recipients                       | {}
          MAILS       | /recipients/0/recipient_id        | -471147
          MAILS       | /recipients/1/recipient_id        |
          MAILS       | /recipients/1/recipient_type      |
          OLDER_MAILS | /mail_id                          | 0
          MAIL        | /timestamp                        |
          MAIL        | /body                             | 471147
          ORDERS      | /order_id                         |
          ORDERS      | /order_id                         | 0
          ORDERS      | /order_id                         | 99999999999999471147
          ORDERS      | /type_id                          | -471147
          ORDERS      | /region_id                        | 0
          ORDERS      | /location_id                      |
          ORDERS      | /range                            |
          ORDERS      | /range                            | 471147
          ORDERS      | /is_buy_order                     | "471147"
          ORDERS      | /price                            |
          ORDERS      | /price                            | -471147.5
          ORDERS      | /price                            | 1e471147
          ORDERS      | /volume_total                     | 0
          ORDERS      | /volume_remain                    | 471148
          ORDERS      | /volume_remain                    | -471147
          ORDERS      | /issued                           | "471147"
          ORDERS      | /duration                         | -471147
          ORDERS      | /duration                         | 471147
          HISTORY     | /order_id                         | -471147
          HISTORY     | /state                            |
          HISTORY     | /price                            |
          JOBS        | /job_id                           | -471147
          JOBS        | /activity_id                      |
          JOBS        | /activity_id                      | "471147"
          JOBS        | /blueprint_type_id                | 0
          JOBS        | /product_type_id                  | 0
          JOBS        | /runs                             | 0
          JOBS        | /facility_id                      |
          JOBS        | /status                           |
          JOBS        | /start_date                       |
          JOBS        | /end_date                         | "2026-08-30T09:59:59Z"
          COLONIES    | /planet_id                        | -471147
          COLONIES    | /planet_type                      |
          COLONIES    | /solar_system_id                  | 0
          COLONIES    | /upgrade_level                    | -471147
          COLONIES    | /num_pins                         | 4711474711
          COLONIES    | /last_update                      |
          EXTRACTORS  | /pin_id                           | -471147
          EXTRACTORS  | /pin_id                           |
          EXTRACTORS  | /extractor_details                | 471147
          EXTRACTORS  | /extractor_details/product_type_id| 0
          EXTRACTORS  | /install_time                     | 471147
          EXTRACTORS  | /expiry_time                      | "2026-08-30T09:59:59Z"
          """)
  void oneItemThatBreaksTheRulesRefusesTheWhole(Read read, String place, @Nullable String value) {
    String broken = with(read.item, place, value);

    assertRefused(read, read == Read.MAIL ? read.body(broken) : read.body(sound(read), broken));
  }

  /** Another one, which breaks no rule. */
  private static String sound(Read read) {
    String id = read.item.substring(1, read.item.indexOf(':'));
    return with(read.item, "/" + id.replace("\"", ""), "2");
  }

  @ParameterizedTest
  @EnumSource(Read.class)
  void whatIsOfAnotherShapeIsRefused(Read read) {
    for (String body :
        List.of("null", "7", "{}", "[null]", "[7]", "[[]]", "{\"pins\":[null]}", "<html>")) {
      assertThat(read(read, body)).as(body).isInstanceOf(Fetched.Unavailable.class);
    }
    assertThat(counts().refusedPayloads()).isEqualTo(Map.of(read.code(), 8L));
  }

  @ParameterizedTest
  @CsvSource({
    "MAILS, /subject, \"Another\"",
    "ORDERS, /volume_remain, 7",
    "HISTORY, /state, \"cancelled\"",
    "JOBS, /runs, 7",
    "COLONIES, /num_pins, 7",
    "EXTRACTORS, /install_time, \"2026-08-30T10:00:01Z\""
  })
  void whatIsListedTwiceCountsOnceIfItIsAlikeAndElseRefusesTheWhole(
      Read read, String place, String other) {
    Object once = value(read(read, read.body(read.item)));
    assertThat(value(read(read, read.body(read.item, read.item)))).isEqualTo(once);

    assertRefused(read, read.body(read.item, with(read.item, place, other)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MAILS      | /recipients/0/recipient_type | "fleet"     | kind=UNKNOWN
          MAIL       | /recipients/0/recipient_type | "fleet"     | kind=UNKNOWN
          ORDERS     | /range                       | "galaxy"    | range=galaxy
          HISTORY    | /range                       | "galaxy"    | range=galaxy
          JOBS       | /status                      | "suspended" | status=UNKNOWN
          JOBS       | /activity_id                 | 77          | activity=UNKNOWN
          COLONIES   | /planet_type                 | "shattered" | type=UNKNOWN
          """)
  void aValueThatEveHasAddedIsSurvivedAndCounted(
      Read read, String place, String value, String told) {
    Object fetched = value(read(read, read.body(with(read.item, place, value))));

    assertThat(fetched.toString()).contains(told);
    assertThat(counts().unknownValues()).isEqualTo(Map.of(read.code() + "." + member(place), 1L));
  }

  @Test
  void anOrderThatEndedInAWayThatEveHasAddedIsLeftOutAndCounted() {
    String other = with(sound(Read.HISTORY), "/state", "\"seized\"");

    OrderHistory history =
        (OrderHistory) value(read(Read.HISTORY, Read.HISTORY.body(other, Read.HISTORY.item)));

    assertThat(history.orders())
        .extracting(closed -> closed.order().id().value())
        .containsExactly(1L);
    assertThat(counts().unknownValues()).isEqualTo(Map.of("order_history.state", 1L));
  }

  @ParameterizedTest
  @EnumSource(Read.class)
  void membersThatEveHasAddedAreSurvivedAndCounted(Read read) {
    Object before = value(read(read, read.body(read.item)));
    assertThat(counts().unknownMembers()).isEmpty();

    Object after = value(read(read, read.body(with(read.item, "/hue", "{\"sat\":[{\"x\":1}]}"))));

    assertThat(after).isEqualTo(before);
    assertThat(counts().unknownMembers())
        .containsOnlyKeys(
            List.of("hue", "sat", "x").stream()
                .map(member -> read.code() + "." + member)
                .toArray(String[]::new));
    assertThat(counts().unknownValues()).isEmpty();
    assertThat(counts().refusedPayloads()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ORDERS, , false",
    "ORDERS, null, false",
    "ORDERS, false, false",
    "ORDERS, true, true",
    "HISTORY, , false",
    "HISTORY, true, true"
  })
  void anOrderThatDoesNotSayThatItBuysSells(Read read, @Nullable String value, boolean buys) {
    String item = value == null ? read.item : with(read.item, "/is_buy_order", value);

    Object fetched = value(read(read, read.body(item)));

    MarketOrder order =
        fetched instanceof OrderHistory history
            ? history.orders().getFirst().order()
            : (MarketOrder) ((List<?>) fetched).getFirst();
    assertThat(order.buy()).isEqualTo(buys);
  }

  @ParameterizedTest
  @CsvSource({"MAILS, 30", "ORDERS, 1200", "JOBS, 300", "COLONIES, 600"})
  void whatIsUnchangedStaysAsItIsKnownUntilItIsToBeAskedAgain(Read read, long seconds) {
    eve.server.on(read.path, answer(304, ""), answer(304, "", "Cache-Control", "max-age=7"));

    assertThat(ask(read, KNOWN))
        .as("as long as the route's data live")
        .isEqualTo(new Fetched.NotModified<>(NOW.plusSeconds(seconds)));
    assertThat(ask(read, KNOWN)).isEqualTo(new Fetched.NotModified<>(NOW.plusSeconds(7)));
    assertThat(eve.server.requests(read.path))
        .allSatisfy(request -> assertThat(request.header("If-None-Match")).contains("\"c0ffee\""));
  }

  @ParameterizedTest
  @EnumSource(names = {"OLDER_MAILS", "MAIL", "HISTORY", "EXTRACTORS"})
  void whatIsReadInAnyCaseCannotBeUnchanged(Read read) {
    eve.server.on(read.path, answer(304, ""));

    assertThat(ask(read, Optional.empty())).isInstanceOf(Fetched.Unavailable.class);
    assertThat(eve.server.requests(read.path).getFirst().header("If-None-Match")).isEmpty();
  }

  private static String ago(Duration age) {
    return RFC_1123_DATE_TIME.format(Instant.now().minus(age).atOffset(ZoneOffset.UTC));
  }

  private static Responder page(String lastModified, long... ids) {
    return answer(
        200,
        Read.HISTORY.body(
            Arrays.stream(ids)
                .mapToObj(id -> with(Read.HISTORY.item, "/order_id", Long.toString(id)))
                .toArray(String[]::new)),
        "X-Pages",
        "2",
        "Last-Modified",
        lastModified);
  }

  private Fetched<OrderHistory> history(Responder... answers) {
    eve.server.on(Read.HISTORY.path, answers[0], Arrays.copyOfRange(answers, 1, answers.length));
    return esi.marketSource().fetchHistory(PILOT, TOKEN);
  }

  @Test
  void aHistoryThatWasMadeAnewBetweenTwoPagesIsReadOnceMore() {
    Fetched<OrderHistory> outcome =
        history(page(BEFORE, 1, 2), page(AFTER, 2, 3), page(AFTER, 16, 1), page(AFTER, 1, 2, 3));

    OrderHistory history = (OrderHistory) value(outcome);
    assertThat(history.orders())
        .as("what is on two pages counts once")
        .extracting(closed -> closed.order().id().value())
        .containsExactly(16L, 1L, 2L, 3L);
    assertThat(history.orders())
        .extracting(ClosedOrder::reason)
        .containsOnly(ClosedOrder.Reason.EXPIRED);
    assertThat(history.asOf())
        .as("of the set that was read")
        .isBetween(NOW.minus(Duration.ofMinutes(20)), NOW.minus(Duration.ofMinutes(14)));
  }

  @Test
  void aHistoryThatStaysTornIsNone() {
    assertThat(history(page(BEFORE, 1), page(AFTER, 2), page(BEFORE, 1), page(AFTER, 2)))
        .isInstanceOf(Fetched.Unavailable.class);
    assertThat(eve.server.requests(Read.HISTORY.path)).hasSize(4);
  }

  @Test
  void pagesThatContradictEachOtherAreRefusedAsAWhole() {
    String other = with(Read.HISTORY.item, "/state", "\"cancelled\"");
    try (CapturedLogs logs = new CapturedLogs()) {
      assertThat(
              history(
                  page(BEFORE, 1, 2),
                  answer(200, Read.HISTORY.body(other), "X-Pages", "2", "Last-Modified", BEFORE)))
          .isEqualTo(
              new Fetched.Unavailable<>(
                  "ESI's answer makes no sense: an item is listed twice, and not alike"));

      assertThat(logs.at(Level.WARN).stream().collect(Collectors.joining()))
          .contains("ORDER_HISTORY was refused")
          .doesNotContain(PRIVATE);
    }
    assertThat(counts().refusedPayloads()).isEqualTo(Map.of("order_history", 1L));
  }
}
