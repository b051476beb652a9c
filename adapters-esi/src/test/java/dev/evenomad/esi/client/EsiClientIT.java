package dev.evenomad.esi.client;

import static dev.evenomad.esi.http.LoopbackServer.answer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.esi.http.BoundedHttp;
import dev.evenomad.esi.http.CapturedLogs;
import dev.evenomad.esi.http.Gate;
import dev.evenomad.esi.http.LoopbackServer;
import dev.evenomad.esi.http.LoopbackServer.Request;
import dev.evenomad.esi.http.LoopbackServer.Responder;
import dev.evenomad.esi.http.OtherServer;
import dev.evenomad.esi.limit.EsiBudget;
import dev.evenomad.esi.limit.FakeBudgets;
import dev.evenomad.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

final class EsiClientIT {

  private static final Instant START = Instant.parse("2026-09-01T10:00:00Z");
  private static final CharacterId PILOT = new CharacterId(2112000001L);
  private static final String PATH = "/characters/2112000001/skillqueue";
  private static final Secret TOKEN = Secret.of("eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl");
  private static final ETag ETAG = new ETag("W/\"c0ffee\"");
  private static final Duration CALL = Duration.ofSeconds(10);

  private final SettableClock now = SettableClock.at(START);
  private final SimulatedEsi eve = new SimulatedEsi();
  private final List<BoundedHttp> opened = new ArrayList<>();
  private final EsiClient esi = client(eve.settings());

  private EsiClient client(EsiSettings settings) {
    BoundedHttp http = new BoundedHttp(settings.http());
    opened.add(http);
    return new EsiClient(http, settings, EsiBudget.ofThisProcess(CALL), now);
  }

  @AfterEach
  void close() {
    opened.forEach(BoundedHttp::close);
    eve.close();
  }

  private Fetched<Long> ask(EsiClient client, Optional<ETag> known) {
    return client.get(
        EsiCall.ofCharacter(EsiRoute.SKILL_QUEUE, PILOT, TOKEN, known),
        payload -> payload.number("n"));
  }

  private Fetched<Long> ask() {
    return ask(esi, Optional.empty());
  }

  private int asked() {
    return eve.server.requests(PATH).size();
  }

  @Test
  void sendsWhatCcpAsksEveryClientToSend() {
    eve.server.on(PATH, answer(200, "{\"n\":1}"));
    ask(esi, Optional.of(ETAG));

    Request request = eve.server.requests().getFirst();
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.header("X-Compatibility-Date")).contains("2026-08-04");
    assertThat(request.header("User-Agent")).contains("EveNomad-test/1.0 (test@example.org)");
    assertThat(request.header("Accept")).contains("application/json");
    assertThat(request.header("Accept-Language")).contains("en");
    assertThat(request.header("Accept-Encoding")).contains("gzip");
    assertThat(request.header("Authorization")).contains("Bearer " + TOKEN.reveal());
    assertThat(request.header("If-None-Match")).contains("W/\"c0ffee\"");
  }

  @Test
  void sendsNoTokenAndNoValidatorWhereThereIsNone() {
    esi.get(EsiCall.of(EsiRoute.TYPE, 34).in(Language.JA), payload -> payload);

    Request request = eve.server.requests("/universe/types/34").getFirst();
    assertThat(request.header("Authorization")).isEmpty();
    assertThat(request.header("If-None-Match")).isEmpty();
    assertThat(request.header("Accept-Language")).contains("ja");
  }

  @Test
  void readsNewDataWithItsValidatorAndFreshness() {
    eve.server.on(
        PATH,
        answer(
            200,
            LoopbackServer.gzip("{\"n\":7,\"unknown\":{}}".getBytes(UTF_8)),
            "Content-Encoding",
            "gzip",
            "ETag",
            ETAG.value(),
            "Cache-Control",
            "private, max-age=90"));

    assertThat(ask()).isEqualTo(new Fetched.Fresh<>(7L, Optional.of(ETAG), START.plusSeconds(90)));
  }

  @Test
  void saysOfAnAnswerThatIsNotHttpOnlyWhatCanBeStored() {
    try (OtherServer server = new OtherServer("HTTP/1.1\0 200 OK\r\n\r\n")) {
      Fetched<Long> answer = ask(client(eve.settings().at(server.base())), Optional.empty());

      assertThat(answer)
          .isInstanceOfSatisfying(
              Fetched.Unavailable.class,
              unavailable -> assertThat(unavailable.why()).contains("HTTP/1.1\ufffd 200 OK"));
    }
  }

  @Test
  void asksWhetherWhatIsKnownStillHolds() {
    eve.server.on(PATH, SimulatedEsi.json("{\"n\":7}", ETAG.value()));

    assertThat(ask()).isEqualTo(new Fetched.Fresh<>(7L, Optional.of(ETAG), START.plusSeconds(60)));
    assertThat(ask(esi, Optional.of(ETAG)))
        .isEqualTo(new Fetched.NotModified<>(START.plusSeconds(60)));
    assertThat(ask(esi, Optional.of(new ETag("\"older\"")))).isInstanceOf(Fetched.Fresh.class);
  }

  @Test
  void takesFreshnessFromEvesTimesElseFromTheRoute() {
    eve.server.on(
        PATH,
        answer(304, "", "Expires", "Thu, 01 Sep 2050 10:02:00 GMT", "ETag", ETAG.value()),
        answer(304, ""));

    assertThat(ask(esi, Optional.of(ETAG)))
        .isEqualTo(new Fetched.NotModified<>(START.plus(Duration.ofDays(7))));
    assertThat(ask(esi, Optional.of(ETAG)))
        .isEqualTo(new Fetched.NotModified<>(START.plusSeconds(60)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"long", "\"caf\u00e9\"", "\"with space\""})
  void doesWithoutAValidatorThatCannotBeSentBack(String etag) {
    String header = etag.equals("long") ? "\"" + "x".repeat(300) + "\"" : etag;
    eve.server.on(PATH, answer(200, "{\"n\":7}", "ETag", header));

    assertThat(ask()).isEqualTo(new Fetched.Fresh<>(7L, Optional.empty(), START.plusSeconds(60)));
  }

  static Stream<Arguments> answers() {
    String html = "<html><body>Bad Gateway</body></html>";
    return Stream.of(
        Arguments.of(answer(401, "{\"error\":\"token\"}"), new Fetched.Unauthorized<>()),
        Arguments.of(
            answer(403, "{\"error\":\"expired\",\"sso_status\":400}"),
            new Fetched.Unauthorized<>()),
        Arguments.of(
            answer(
                403, "{\"error\":\"Token is not valid for scope(s): esi-skills.read_skills.v1\"}"),
            new Fetched.Forbidden<>("ESI denies access without esi-skills.read_skills.v1")),
        Arguments.of(
            answer(403, "{\"error\":\"Forbidden\"}"), new Fetched.Forbidden<>("ESI denies access")),
        Arguments.of(answer(403, html), new Fetched.Forbidden<>("ESI denies access")),
        Arguments.of(answer(404, "{\"error\":\"Character not found\"}"), new Fetched.Absent<>()),
        Arguments.of(
            answer(429, "", "Retry-After", "42"), new Fetched.Throttled<>(Duration.ofSeconds(42))),
        Arguments.of(answer(429, html), new Fetched.Throttled<>(Duration.ofSeconds(60))),
        Arguments.of(
            answer(
                420,
                "{\"error\":\"This software has exceeded the error limit for ESI.\"}",
                "X-ESI-Error-Limit-Remain",
                "0",
                "X-ESI-Error-Limit-Reset",
                "31"),
            new Fetched.Throttled<>(Duration.ofSeconds(31))),
        Arguments.of(answer(420, ""), new Fetched.Throttled<>(Duration.ofSeconds(60))));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void tellsWhatAnAnswerMeans(Responder responder, Fetched<?> meaning) {
    eve.server.on(PATH, responder);

    assertThat(ask()).isEqualTo(meaning);
    assertThat(asked()).isEqualTo(1);
  }

  static Stream<Responder> answersThatSayNothing() {
    String html = "<html><body>Maintenance</body></html>";
    return Stream.of(
        answer(500, "{\"error\":\"Internal\"}"),
        answer(520, "{\"error\":\"ContactCostNotApproved\"}"),
        answer(400, "{\"error\":\"bad\"}"),
        answer(422, "{\"error\":\"bad\"}"),
        answer(302, "", "Location", "/elsewhere"),
        answer(304, ""),
        answer(204, ""),
        answer(200, html, "Content-Type", "text/html"),
        answer(200, ""),
        answer(200, "[]"),
        answer(200, "{}"),
        answer(200, "{\"n\":null}"),
        answer(200, "{\"n\":\"7\"}"),
        answer(200, "{\"n\":7.5}"),
        answer(200, "{\"n\":99999999999999999999}"),
        answer(200, "{\"n\":7} 8"),
        answer(200, "{\"n\":7"),
        answer(200, "[".repeat(50_000)));
  }

  @ParameterizedTest
  @MethodSource("answersThatSayNothing")
  void knowsNothingAfterAnAnswerThatMakesNoSense(Responder responder) {
    eve.server.on(PATH, responder);

    assertThat(ask()).isInstanceOf(Fetched.Unavailable.class);
    assertThat(asked()).isEqualTo(1);
    assertThat(eve.server.requests("/elsewhere")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void repeatsAReadOnceThatMightSucceedNow(int status) {
    eve.server.on(PATH, answer(status, "<html>"), answer(200, "{\"n\":7}"));

    assertThat(ask()).isInstanceOf(Fetched.Fresh.class);
    assertThat(asked()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void repeatsAReadOnlyTwice(int status) {
    eve.server.on(PATH, answer(status, "<html>"));

    assertThat(ask()).isEqualTo(new Fetched.Unavailable<>("ESI answered " + status));
    assertThat(asked()).isEqualTo(3);
    assertThat(esi.statistics().snapshot().repetitions()).isEqualTo(2);
  }

  @Test
  void comesBackWhenEsiAsksToIfThereIsTime() {
    eve.server.on(PATH, answer(503, "", "Retry-After", "1"), answer(200, "{\"n\":7}"));

    assertThat(ask()).isInstanceOf(Fetched.Fresh.class);
    assertThat(asked()).isEqualTo(2);
  }

  @Test
  void passesOnWhenEsiAsksToComeBackLater() {
    eve.server.on(PATH, answer(503, "", "Retry-After", "120"), answer(200, "{\"n\":7}"));

    assertThat(ask()).isEqualTo(new Fetched.Throttled<>(Duration.ofMinutes(2)));
    assertThat(asked()).isEqualTo(1);
    assertThat(esi.statistics().snapshot().throttled()).isEqualTo(Map.of("by_esi", 1L));
  }

  @Test
  void leavesEsiAloneAfterManyFailures() {
    eve.server.on(PATH, answer(500, ""));
    for (int i = 0; i < 10; i++) {
      assertThat(ask()).isInstanceOf(Fetched.Unavailable.class);
    }
    eve.server.on(PATH, answer(200, "{\"n\":7}"));

    assertThat(ask()).as("an outage, not a wait").isInstanceOf(Fetched.Unavailable.class);
    assertThat(asked()).isEqualTo(10);
    assertThat(esi.statistics().snapshot().breaker()).isEqualTo("open");
    assertThat(esi.statistics().snapshot().throttled()).isEqualTo(Map.of("breaker", 1L));

    now.advance(Duration.ofSeconds(31));
    assertThat(ask()).isInstanceOf(Fetched.Fresh.class);
    assertThat(esi.statistics().snapshot().breaker()).isEqualTo("closed");
  }

  @Test
  void aDefectOnOurSideDoesNotKeepEsiAloneForGood() {
    eve.server.on(PATH, answer(500, ""));
    for (int i = 0; i < 10; i++) {
      ask();
    }
    eve.server.on(PATH, answer(200, "{\"n\":7}"));
    now.advance(Duration.ofSeconds(31));
    EsiCall trial = EsiCall.ofCharacter(EsiRoute.SKILL_QUEUE, PILOT, TOKEN, Optional.empty());
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                esi.get(
                    trial,
                    payload -> {
                      throw new IllegalStateException("on purpose");
                    }));

    assertThat(ask()).isInstanceOf(Fetched.Fresh.class);
    assertThat(esi.statistics().snapshot().breaker()).isEqualTo("closed");
  }

  @Test
  void whatEsiSaysAboutARequestIsNotItsFailure() {
    eve.server.on(PATH, answer(404, ""));
    for (int i = 0; i < 20; i++) {
      assertThat(ask()).isEqualTo(new Fetched.Absent<>());
    }
    assertThat(esi.statistics().snapshot().breaker()).isEqualTo("closed");
  }

  @Test
  void aMissingScopeCostsOneError() {
    FakeBudgets budgets = new FakeBudgets();
    BoundedHttp http = new BoundedHttp(eve.settings().http());
    opened.add(http);
    EsiClient client = new EsiClient(http, eve.settings(), new EsiBudget(budgets, CALL), now);
    eve.server.on(
        "/characters/2112000001/orders",
        answer(403, "{\"error\":\"Token is not valid for scope(s): esi-markets.x.v1\"}"));

    Fetched<Long> answer =
        client.get(
            EsiCall.ofCharacter(EsiRoute.ORDERS, PILOT, TOKEN, Optional.empty()),
            payload -> payload.number("n"));

    assertThat(answer).isInstanceOf(Fetched.Forbidden.class);
    assertThat(eve.server.requests()).hasSize(1);
    assertThat(budgets.spent("esi:errors", Duration.ofMinutes(1), START))
        .as("one lot, which the next calls use too")
        .isEqualTo(5);
  }

  @Test
  void repeatsAReadWhoseConnectionBroke() {
    eve.server.on(PATH, LoopbackServer.broken(), answer(200, "{\"n\":7}"));

    assertThat(ask()).isInstanceOf(Fetched.Fresh.class);
    assertThat(asked()).isEqualTo(2);

    eve.server.on(PATH, LoopbackServer.broken());
    assertThat(ask()).isInstanceOf(Fetched.Unavailable.class);
    assertThat(asked()).isEqualTo(5);
  }

  @Test
  void doesNotRepeatWhenFewErrorsAreLeft() {
    String path = "/characters/2112000001";
    EsiCall call = EsiCall.of(EsiRoute.CHARACTER, PILOT.value());
    eve.server.on(
        path,
        answer(502, "", "X-ESI-Error-Limit-Remain", "0", "X-ESI-Error-Limit-Reset", "12"),
        answer(200, "{\"n\":7}"));

    assertThat(esi.get(call, payload -> payload.number("n")))
        .isEqualTo(new Fetched.Unavailable<>("ESI answered 502"));
    assertThat(esi.get(call, payload -> payload.number("n")))
        .isEqualTo(new Fetched.Throttled<>(Duration.ofSeconds(12)));
    assertThat(eve.server.requests(path)).hasSize(1);
  }

  @Test
  void givesUpInTime() {
    EsiClient impatient = client(eve.settings(Duration.ofMillis(200), 20));

    eve.server.on(PATH, eve.server.silence());
    assertThat(ask(impatient, Optional.empty())).isInstanceOf(Fetched.Unavailable.class);
    eve.server.on(PATH, eve.server.stalledBody());
    assertThat(ask(impatient, Optional.empty())).isInstanceOf(Fetched.Unavailable.class);

    // Repeating would take as long again.
    assertThat(asked()).isEqualTo(2);
  }

  @Test
  void refusesAnAnswerThatIsTooLarge() {
    eve.server.on(PATH, answer(200, "{\"n\":7}" + " ".repeat(1_000_000)));

    assertThat(ask()).isInstanceOf(Fetched.Unavailable.class);
  }

  @Test
  void callsNobodyWhileThrottled() {
    eve.server.on(PATH, answer(429, "", "Retry-After", "42"), answer(200, "{\"n\":7}"));
    ask();

    now.set(START.plusSeconds(10));
    assertThat(ask()).isEqualTo(new Fetched.Throttled<>(Duration.ofSeconds(32)));
    assertThat(asked()).isEqualTo(1);

    now.set(START.plusSeconds(42));
    assertThat(ask()).isInstanceOf(Fetched.Fresh.class);
  }

  @Test
  void callsNobodyWithoutTokensLeftInTheBucket() {
    eve.server.on(
        PATH,
        answer(200, "{\"n\":7}", "X-Ratelimit-Limit", "600/15m", "X-Ratelimit-Remaining", "1"));
    ask();

    assertThat(ask())
        .as("a window, the life of a lot and a call later")
        .isEqualTo(new Fetched.Throttled<>(Duration.ofMinutes(16).plus(CALL)));
    assertThat(asked()).isEqualTo(1);
    Fetched<Long> other =
        esi.get(
            EsiCall.ofCharacter(
                EsiRoute.SKILLS, new CharacterId(2112000002L), TOKEN, Optional.empty()),
            payload -> payload.number("n"));
    assertThat(other).as("another character's bucket").isEqualTo(new Fetched.Absent<>());
  }

  @Test
  void skillsAndQueueShareABucket() {
    eve.server.on(PATH, answer(429, "", "Retry-After", "42"));
    ask();

    Fetched<Long> skills =
        esi.get(
            EsiCall.ofCharacter(EsiRoute.SKILLS, PILOT, TOKEN, Optional.empty()),
            payload -> payload.number("n"));
    assertThat(skills).isEqualTo(new Fetched.Throttled<>(Duration.ofSeconds(42)));
  }

  @Test
  void makesNoMoreCallsAtOnceThanAllowed() throws Exception {
    EsiClient narrow = client(eve.settings(Duration.ofSeconds(10), 3));
    Gate gate = new Gate();
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    eve.server.on(
        PATH,
        exchange -> {
          most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
          gate.pass();
          atOnce.decrementAndGet();
          answer(200, "{\"n\":7}").respond(exchange);
        });
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Fetched<Long>>> answers = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        answers.add(callers.submit(() -> ask(narrow, Optional.empty())));
      }
      Awaitility.await().until(() -> atOnce.get() == 3);
      gate.open();
      for (Future<Fetched<Long>> answer : answers) {
        assertThat(answer.get()).isInstanceOf(Fetched.Fresh.class);
      }
    }
    assertThat(most).hasValue(3);
    assertThat(asked()).isEqualTo(12);
  }

  @Test
  void waitsForATurnNoLongerThanForAnAnswer() throws Exception {
    EsiClient narrow = client(eve.settings(Duration.ofMillis(300), 1));
    eve.server.on(PATH, eve.server.silence());
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Fetched<Long>> first = callers.submit(() -> ask(narrow, Optional.empty()));
      Future<Fetched<Long>> second = callers.submit(() -> ask(narrow, Optional.empty()));

      assertThat(first.get()).isInstanceOf(Fetched.Unavailable.class);
      assertThat(second.get()).isInstanceOf(Fetched.Unavailable.class);
    }
  }

  @Test
  void anInterruptedCallerGetsAnAnswerAndStaysInterrupted() {
    eve.server.on(PATH, eve.server.silence());
    Thread.currentThread().interrupt();

    assertThat(ask()).isInstanceOf(Fetched.Unavailable.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret\r\nX-Injected: 1", "secret token", "sécret", "=secret"})
  void aTokenThatIsNoneIsSentNowhere(String token) {
    try (CapturedLogs logs = new CapturedLogs()) {
      Fetched<Long> answer =
          esi.get(
              EsiCall.ofCharacter(EsiRoute.SKILL_QUEUE, PILOT, Secret.of(token), Optional.empty()),
              payload -> payload.number("n"));

      assertThat(answer).isEqualTo(new Fetched.Unauthorized<>());
      assertThat(logs.text()).doesNotContain("secret", "sécret");
    }
    assertThat(eve.server.requests()).isEmpty();
  }

  @Test
  void tokensAndContentReachNeitherLogsNorOutcomes() {
    StringBuilder said = new StringBuilder();
    try (CapturedLogs logs = new CapturedLogs()) {
      for (Responder responder :
          List.of(
              answer(200, "{\"n\":\"private-content\"}"),
              answer(200, "{\"private-content\""),
              answer(400, "{\"error\":\"private-content\"}"),
              answer(401, TOKEN.reveal()),
              answer(403, "{\"error\":\"private-content " + TOKEN.reveal() + "\"}"),
              answer(500, "private-content"),
              LoopbackServer.broken())) {
        eve.server.on(PATH, responder);
        said.append(ask());
      }
      Fetched<Long> outOfRange =
          esi.get(
              EsiCall.ofCharacter(EsiRoute.SKILLS, PILOT, TOKEN, Optional.empty()),
              payload -> {
                throw new IllegalArgumentException("private-content");
              });
      said.append(outOfRange).append(logs.text());
    }
    assertThat(said.toString())
        .contains("Unavailable", "Forbidden", "Unauthorized")
        .doesNotContain("private-content", TOKEN.reveal(), "eyJ");
  }

  @Test
  void logsWhereAPayloadBrokeTheRulesAndWhichRequestItWas() {
    eve.server.on(PATH, answer(200, "{\"n\":\"content\"}", "X-Esi-Request-Id", "4711-abc"));
    try (CapturedLogs logs = new CapturedLogs()) {
      ask();

      assertThat(logs.at(Level.WARN))
          .containsExactly(
              "ESI's answer to SKILL_QUEUE was refused: n is not a whole number of 64 bits"
                  + " (request 4711-abc)");
    }
  }

  @Test
  void logsEsisWarningsOnceForEachRoute() {
    eve.server.on(PATH, answer(200, "{\"n\":7}", "Warning", "299 - \"This route is deprecated\""));
    try (CapturedLogs logs = new CapturedLogs()) {
      ask();
      ask();

      assertThat(logs.at(Level.WARN))
          .containsExactly("ESI warns about SKILL_QUEUE: 299 - \"This route is deprecated\"");
    }
  }

  @Test
  void countsWhatWasAskedAndWhatCameOfIt() {
    eve.server.on(
        PATH,
        answer(200, "{\"n\":7}"),
        answer(304, ""),
        answer(404, ""),
        answer(200, "{\"n\":\"x\"}"),
        answer(429, "", "Retry-After", "42"));
    for (int i = 0; i < 6; i++) {
      ask(esi, Optional.of(ETAG));
    }

    EsiStatistics.Snapshot counts = esi.statistics().snapshot();
    assertThat(counts.calls())
        .isEqualTo(Map.of("skill_queue", Map.of("2xx", 2L, "304", 1L, "4xx", 1L, "429", 1L)));
    assertThat(counts.refusedPayloads()).isEqualTo(Map.of("skill_queue", 1L));
    assertThat(counts.throttled()).isEqualTo(Map.of("by_esi", 1L, "pause", 1L));
  }

  @Test
  void survivesAndCountsWhatItDoesNotKnow() {
    eve.server.on(
        "/universe/names",
        answer(
            200,
            "[{\"id\":1,\"category\":\"starbase\",\"name\":\"A\",\"hue\":{\"id\":3,\"sat\":4}}]"));
    Map<String, Language> categories = Map.of("character", Language.EN);
    try (CapturedLogs logs = new CapturedLogs()) {
      for (int i = 0; i < 2; i++) {
        Fetched<List<Optional<Language>>> answer =
            esi.get(
                EsiCall.of(EsiRoute.NAMES).sending(List.of(1L)),
                payload -> payload.items(item -> item.choice("category", categories)));
        assertThat(answer)
            .isInstanceOfSatisfying(
                Fetched.Fresh.class,
                fresh -> assertThat(fresh.value()).isEqualTo(List.of(Optional.empty())));
      }
      assertThat(logs.at(Level.INFO))
          .as("once each, without content")
          .containsExactly(
              "ESI's answers to NAMES have a member that is new: hue",
              "ESI's answers to NAMES have a member that is new: sat");
    }
    EsiStatistics.Snapshot counts = esi.statistics().snapshot();
    assertThat(counts.unknownValues()).isEqualTo(Map.of("names.category", 2L));
    assertThat(counts.unknownMembers()).isEqualTo(Map.of("names.hue", 2L, "names.sat", 2L));
  }

  @Test
  void namesWhatIsNewSoThatItCanBeShown() {
    eve.server.on(PATH, answer(200, "{\"n\":7,\"a\\nb\":0,\"" + "x".repeat(1000) + "\":0}"));
    ask();

    assertThat(esi.statistics().snapshot().unknownMembers())
        .containsOnlyKeys("skill_queue.n", "skill_queue.a?b", "skill_queue." + "x".repeat(200));
  }

  @Test
  void countsNoMoreNamesThanItCanHold() {
    StringBuilder body = new StringBuilder("{\"n\":7");
    for (int i = 0; i < 300; i++) {
      body.append(",\"x").append(i).append("\":0");
    }
    eve.server.on(PATH, answer(200, body.append('}').toString()));
    ask();

    assertThat(esi.statistics().snapshot().unknownMembers())
        .hasSize(201)
        .containsEntry("others", 101L);
  }
}
