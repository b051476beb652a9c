package dev.evenomad.esi.client;

import static dev.evenomad.esi.http.LoopbackServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.esi.http.BoundedHttp;
import dev.evenomad.esi.http.Gate;
import dev.evenomad.esi.http.LoopbackServer.Request;
import dev.evenomad.esi.http.LoopbackServer.Responder;
import dev.evenomad.esi.limit.EsiBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PageSetIT {

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");
  private static final CharacterId PILOT = new CharacterId(2112000001L);
  private static final Secret TOKEN = Secret.of("eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl");
  private static final String PATH = "/characters/2112000001/orders/history";
  private static final String MONDAY = "Mon, 31 Aug 2026 10:00:00 GMT";
  private static final String TUESDAY = "Tue, 01 Sep 2026 10:00:00 GMT";
  private static final ETag ETAG = new ETag("\"c0ffee\"");

  private final SimulatedEsi eve = new SimulatedEsi();
  private final BoundedHttp http = new BoundedHttp(eve.settings().http());
  private final EsiClient esi =
      new EsiClient(
          http, eve.settings(), EsiBudget.ofThisProcess(Duration.ofSeconds(10)), () -> NOW);

  @AfterEach
  void close() {
    http.close();
    eve.close();
  }

  private Fetched<List<Long>> ask(Optional<ETag> known) {
    return esi.pages(
        EsiCall.ofCharacter(EsiRoute.ORDER_HISTORY, PILOT, TOKEN, known),
        payload -> payload.items(item -> item.number("n")),
        item -> item);
  }

  private Fetched<List<Long>> ask() {
    return ask(Optional.empty());
  }

  private static int page(HttpExchange exchange) {
    return Integer.parseInt(Request.parameters(exchange.getRequestURI().getRawQuery()).get("page"));
  }

  /** One item, which is the page's number. */
  private static Responder page(int number, int pages, String lastModified) {
    return answer(
        200,
        "[{\"n\":" + number + "}]",
        "X-Pages",
        Integer.toString(pages),
        "Last-Modified",
        lastModified,
        "ETag",
        ETAG.value(),
        "Cache-Control",
        "max-age=" + (60 + number));
  }

  private List<String> asked() {
    return eve.server.requests(PATH).stream().map(Request::query).sorted().toList();
  }

  @Test
  void readsAllPagesInTheirOrder() {
    eve.server.on(PATH, exchange -> page(page(exchange), 12, MONDAY).respond(exchange));

    List<Long> all = IntStream.rangeClosed(1, 12).mapToObj(Long::valueOf).toList();
    assertThat(ask())
        .as("not to be asked again before the last page may be")
        .isEqualTo(new Fetched.Fresh<>(all, Optional.empty(), NOW.plusSeconds(72)));
    assertThat(asked()).hasSize(12).doesNotHaveDuplicates();
  }

  @Test
  void readsPagesAfterTheFirstAtTheSameTimeButNotAllOfThem() {
    Gate gate = new Gate();
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    eve.server.on(
        PATH,
        exchange -> {
          if (page(exchange) > 1) {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            gate.pass();
            atOnce.decrementAndGet();
          }
          page(page(exchange), 12, MONDAY).respond(exchange);
        });
    Thread.ofVirtual()
        .start(
            () -> {
              Awaitility.await().until(() -> atOnce.get() == 5);
              gate.open();
            });

    assertThat(ask()).isInstanceOf(Fetched.Fresh.class);
    assertThat(most).hasValue(5);
  }

  @Test
  void anOnlyPageHasItsValidator() {
    eve.server.on(PATH, page(1, 1, MONDAY));

    assertThat(ask())
        .isEqualTo(new Fetched.Fresh<>(List.of(1L), Optional.of(ETAG), NOW.plusSeconds(61)));
    assertThat(asked()).containsExactly("page=1");
  }

  @Test
  void aListThatIsNotPagedIsOnePage() {
    eve.server.on(PATH, answer(200, "[{\"n\":7}]"));

    assertThat(ask())
        .isInstanceOfSatisfying(
            Fetched.Fresh.class, fresh -> assertThat(fresh.value()).isEqualTo(List.of(7L)));
  }

  @Test
  void anOnlyPageCanBeUnchanged() {
    eve.server.on(PATH, answer(304, "", "X-Pages", "1", "Cache-Control", "max-age=60"));

    assertThat(ask(Optional.of(ETAG))).isEqualTo(new Fetched.NotModified<>(NOW.plusSeconds(60)));
    assertThat(eve.server.requests(PATH).getFirst().header("If-None-Match")).contains(ETAG.value());
  }

  @Test
  void anUnchangedPageDoesNotSpeakForTheOthers() {
    eve.server.on(
        PATH,
        exchange ->
            (exchange.getRequestHeaders().containsKey("If-None-Match")
                    ? answer(304, "", "X-Pages", "2")
                    : page(page(exchange), 2, MONDAY))
                .respond(exchange));

    assertThat(ask(Optional.of(ETAG)))
        .isEqualTo(new Fetched.Fresh<>(List.of(1L, 2L), Optional.empty(), NOW.plusSeconds(62)));
  }

  @Test
  void startsOverWhenEsiMadeThePagesAnewMeanwhile() {
    AtomicInteger calls = new AtomicInteger();
    eve.server.on(
        PATH,
        exchange ->
            page(page(exchange), 3, calls.incrementAndGet() == 1 ? MONDAY : TUESDAY)
                .respond(exchange));

    assertThat(ask())
        .isEqualTo(new Fetched.Fresh<>(List.of(1L, 2L, 3L), Optional.empty(), NOW.plusSeconds(63)));
    assertThat(asked().stream().filter("page=1"::equals)).hasSize(2);
  }

  @Test
  void startsOverWhenTheNumberOfPagesChanged() {
    AtomicInteger calls = new AtomicInteger();
    eve.server.on(
        PATH,
        exchange ->
            page(page(exchange), calls.incrementAndGet() == 1 ? 3 : 2, MONDAY).respond(exchange));

    assertThat(ask())
        .isEqualTo(new Fetched.Fresh<>(List.of(1L, 2L), Optional.empty(), NOW.plusSeconds(62)));
  }

  @Test
  void startsOverWhenAPageIsGone() {
    AtomicInteger calls = new AtomicInteger();
    eve.server.on(
        PATH,
        exchange -> {
          boolean before = calls.incrementAndGet() == 1;
          (page(exchange) > 1
                  ? answer(404, "{\"error\":\"Requested page does not exist!\"}")
                  : page(1, before ? 2 : 1, MONDAY))
              .respond(exchange);
        });

    assertThat(ask())
        .isEqualTo(new Fetched.Fresh<>(List.of(1L), Optional.of(ETAG), NOW.plusSeconds(61)));
  }

  @Test
  void givesUpOnASetThatStaysTorn() {
    eve.server.on(
        PATH,
        exchange ->
            page(page(exchange), 2, page(exchange) == 1 ? MONDAY : TUESDAY).respond(exchange));

    assertThat(ask())
        .isEqualTo(
            new Fetched.Unavailable<>("ESI's pages of ORDER_HISTORY do not belong together"));
    assertThat(asked()).containsExactly("page=1", "page=1", "page=2", "page=2");
  }

  @Test
  void whatKeepsAPageFromBeingReadKeepsTheSet() {
    eve.server.on(
        PATH,
        exchange ->
            (page(exchange) == 2
                    ? answer(429, "", "Retry-After", "42")
                    : page(page(exchange), 40, MONDAY))
                .respond(exchange));

    assertThat(ask()).isEqualTo(new Fetched.Throttled<>(Duration.ofSeconds(42)));
    assertThat(asked()).as("the rest is not asked for").hasSizeLessThan(40);
  }

  @Test
  void aNumberOfPagesThatNobodyCouldReadIsNotTried() {
    eve.server.on(PATH, page(1, 1001, MONDAY));

    assertThat(ask()).isInstanceOf(Fetched.Unavailable.class);
    assertThat(asked()).containsExactly("page=1");
  }

  @Test
  void asksWithQueryAndBody() {
    eve.server.on("/markets/10000002/orders", answer(200, "[]"));
    eve.server.on("/universe/names", answer(502, ""), answer(200, "[]"));
    esi.pages(
        EsiCall.of(EsiRoute.MARKET_ORDERS, 10000002).with("order_type", "all").with("type_id", 34),
        payload -> payload.items(item -> item.number("order_id")),
        item -> item);
    esi.get(
        EsiCall.of(EsiRoute.NAMES).sending(List.of(95465499L, 30000142L)),
        payload -> payload.items(item -> item.text("name")));

    assertThat(eve.server.requests("/markets/10000002/orders"))
        .extracting(Request::query)
        .containsExactly("order_type=all&type_id=34&page=1");
    assertThat(eve.server.requests("/universe/names"))
        .as("asked twice, since a read may be repeated")
        .hasSize(2)
        .allSatisfy(
            request -> {
              assertThat(request.method()).isEqualTo("POST");
              assertThat(request.header("Content-Type")).contains("application/json");
              assertThat(request.body()).isEqualTo("[95465499,30000142]");
            });
  }
}
