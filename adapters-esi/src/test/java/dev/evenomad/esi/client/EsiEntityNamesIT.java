package dev.evenomad.esi.client;

import static dev.evenomad.esi.http.LoopbackServer.answer;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonNull;
import dev.evenomad.domain.universe.EntityId;
import dev.evenomad.esi.http.BoundedHttp;
import dev.evenomad.esi.http.Gate;
import dev.evenomad.esi.http.LoopbackServer.Request;
import dev.evenomad.esi.http.LoopbackServer.Responder;
import dev.evenomad.esi.limit.EsiBudget;
import dev.evenomad.esi.limit.FakeBudgets;
import dev.evenomad.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the names of many cost, and what is kept of them. */
final class EsiEntityNamesIT {

  private static final Instant START = Instant.parse("2026-09-01T10:00:00Z");
  private static final String PATH = "/universe/names";

  private final SettableClock now = SettableClock.at(START);
  private final SimulatedEsi eve = new SimulatedEsi();
  private final RecordingCache cache = new RecordingCache();
  private final Esi esi = Esi.connect(eve.settings(), cache, new FakeBudgets(), now);
  private final Set<Long> unknown = ConcurrentHashMap.newKeySet();

  @AfterEach
  void close() {
    esi.close();
    eve.close();
  }

  private Map<EntityId, String> namesOf(long... ids) {
    return esi.entityNames().names(LongStream.of(ids).mapToObj(EntityId::new).collect(toSet()));
  }

  private Map<EntityId, String> namesUpTo(long last) {
    return namesOf(LongStream.rangeClosed(1, last).toArray());
  }

  private static Map<EntityId, String> named(LongStream ids) {
    return ids.boxed().collect(toMap(EntityId::new, id -> "Name " + id));
  }

  private int asked() {
    return eve.server.requests(PATH).size();
  }

  private static List<Long> ids(Request request) {
    String body = request.body();
    return Arrays.stream(body.substring(1, body.length() - 1).split(","))
        .map(Long::valueOf)
        .toList();
  }

  private static Responder names(List<Long> ids) {
    return answer(
        200,
        EsiPayloads.list(
            ids,
            id -> "{\"category\":\"character\",\"id\":%d,\"name\":\"Name %d\"}".formatted(id, id)));
  }

  /** Of one question after the other. */
  private void answerAsEsiDoes() {
    eve.server.on(
        PATH,
        exchange -> {
          List<Long> asked = ids(eve.server.requests(PATH).getLast());
          (asked.stream().anyMatch(unknown::contains)
                  ? answer(404, "{\"error\":\"Ensure all IDs are valid before resolving.\"}")
                  : names(asked))
              .respond(exchange);
        });
  }

  private Optional<CachedData> cached(long id) {
    return cache.find(new CacheKey("universe", "names", Long.toString(id)));
  }

  @ParameterizedTest
  @CsvSource({"1, 19, 10", "500, 13, 3", "683, 15, 5", "1000, 12, 2"})
  void oneBadIdAmongAThousandIsFoundInAFewCallsAndRemembered(long bad, int calls, long refused) {
    unknown.add(bad);
    answerAsEsiDoes();
    Map<EntityId, String> others = named(LongStream.rangeClosed(1, 1000).filter(id -> id != bad));

    assertThat(namesUpTo(1000)).isEqualTo(others);
    assertThat(asked()).isEqualTo(calls);
    assertThat(esi.statistics().snapshot().calls())
        .as("refusals count as errors")
        .isEqualTo(Map.of("names", Map.of("2xx", calls - refused, "4xx", refused)));

    assertThat(namesUpTo(1000)).isEqualTo(others);
    assertThat(asked()).as("asked again").isEqualTo(calls);
    assertThat(cached(bad)).map(CachedData::data).contains(JsonNull.NULL);
  }

  @Test
  void manyBadIdsCostNoMoreThanAFewAtATime() {
    LongStream.rangeClosed(1, 1000).filter(id -> id % 100 == 7).forEach(unknown::add);
    answerAsEsiDoes();
    int before = 0;
    Map<EntityId, String> names = Map.of();
    for (int i = 0; i < 10; i++) {
      names = namesUpTo(1000);
      assertThat(asked() - before).isLessThanOrEqualTo(30);
      before = asked();
      now.advance(Duration.ofMinutes(2));
    }

    assertThat(names).as("each time something is learned").hasSize(990);
    assertThat(cache.contents).hasSize(1000);
  }

  @Test
  void aRouteThatIsGoneIsSoonLeftAlone() {
    assertThat(namesUpTo(3000)).isEmpty();

    assertThat(asked()).isEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(ints = {304, 400, 401, 403, 429, 500})
  void anOutageEndsTheAsking(int status) {
    eve.server.on(PATH, answer(404, "{}"), answer(status, ""));

    assertThat(namesUpTo(3000)).isEmpty();
    assertThat(asked()).isEqualTo(2);
    assertThat(cache.contents).isEmpty();
  }

  @Test
  void whatWasLearnedBeforeAnOutageIsKept() {
    eve.server.on(PATH, names(LongStream.rangeClosed(1, 1000).boxed().toList()), answer(500, ""));

    assertThat(namesUpTo(2500)).isEqualTo(named(LongStream.rangeClosed(1, 1000)));
    assertThat(asked()).isEqualTo(2);
    assertThat(cache.contents).hasSize(1000);
  }

  @Test
  void nobodyWaitsLongerThanTheirPatienceAndNothingMoreIsAskedAfterIt() {
    Gate gate = new Gate();
    eve.server.on(PATH, gate.before(names(LongStream.rangeClosed(1, 1000).boxed().toList())));
    Set<EntityId> all = named(LongStream.rangeClosed(1, 2000)).keySet();
    try (BoundedHttp http = new BoundedHttp(eve.settings().http())) {
      EsiClient client =
          new EsiClient(http, eve.settings(), EsiBudget.ofThisProcess(Duration.ofSeconds(10)), now);
      try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
        EsiEntityNames impatient =
            new EsiEntityNames(
                client, new ReadThroughs(cache, now, readers, Duration.ofMillis(100)));

        assertThat(impatient.names(all)).isEmpty();
        gate.open();
      }
    }

    assertThat(asked()).isEqualTo(1);
    assertThat(cache.contents).as("for the next time").hasSize(1000);
  }

  @Test
  void theSameNamesAreAskedForOnceHoweverManyAskAtOnce() throws Exception {
    Gate gate = new Gate();
    eve.server.on(PATH, gate.before(names(List.of(1L, 2L))), gate.before(names(List.of(3L))));
    List<FutureTask<Map<EntityId, String>>> answers = new ArrayList<>();
    start(answers, 1, 2);
    Awaitility.await().until(() -> asked() == 1);
    for (int i = 0; i < 5; i++) {
      start(answers, 1, 2);
    }
    start(answers, 2, 3);
    Awaitility.await().until(() -> asked() == 2);
    gate.open();

    for (FutureTask<Map<EntityId, String>> answer : answers.subList(0, 6)) {
      assertThat(answer.get()).isEqualTo(named(LongStream.of(1, 2)));
    }
    assertThat(answers.getLast().get()).isEqualTo(named(LongStream.of(2, 3)));
    assertThat(eve.server.requests(PATH))
        .extracting(Request::body)
        .as("of what others ask for, nothing")
        .containsExactly("[1,2]", "[3]");
  }

  /** Returns once the asker waits for ESI. */
  private void start(List<FutureTask<Map<EntityId, String>>> answers, long... ids) {
    FutureTask<Map<EntityId, String>> answer = new FutureTask<>(() -> namesOf(ids));
    answers.add(answer);
    Thread asker = Thread.ofPlatform().start(answer);
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> asker.getState() == Thread.State.TIMED_WAITING);
  }

  @Test
  void aNameHoldsForADayAndIsServedStaleWhileEsiIsDown() {
    answerAsEsiDoes();
    assertThat(namesOf(1)).isEqualTo(named(LongStream.of(1)));
    assertThat(cached(1))
        .contains(
            new CachedData(
                new CacheKey("universe", "names", "1"),
                JsonValue.of("Name 1"),
                Optional.empty(),
                START.plus(Duration.ofDays(1)),
                START));

    now.advance(Duration.ofDays(1));
    eve.server.on(PATH, answer(500, ""));
    assertThat(namesOf(1, 2)).isEqualTo(named(LongStream.of(1)));

    unknown.add(1L);
    answerAsEsiDoes();
    assertThat(namesOf(1, 2)).as("gone").isEqualTo(named(LongStream.of(2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{\"id\":1,\"name\":\" \"}]"})
  void whatEsiGivesNoNameIsRememberedAsNameless(String body) {
    eve.server.on(PATH, answer(200, body));

    assertThat(namesOf(1)).isEmpty();
    assertThat(namesOf(1)).isEmpty();
    assertThat(asked()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[null]",
        "[{\"id\":1}]",
        "[{\"id\":1,\"name\":5}]",
        "[{\"id\":0,\"name\":\"Nobody\"}]",
        "[{\"id\":1,\"name\":\"One\"},{\"id\":3,\"name\":\"Not asked for\"}]",
        "[{\"id\":1,\"name\":\"One\"},{\"id\":1,\"name\":\"Another\"}]"
      })
  void keepsNothingOfAnAnswerThatMakesNoSense(String body) {
    eve.server.on(PATH, answer(200, body));

    assertThat(namesOf(1, 2)).isEmpty();
    assertThat(cache.contents).isEmpty();
    assertThat(esi.statistics().snapshot().refusedPayloads()).isEqualTo(Map.of("names", 1L));
  }
}
