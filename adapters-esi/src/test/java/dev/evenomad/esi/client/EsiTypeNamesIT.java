package dev.evenomad.esi.client;

import static dev.evenomad.esi.http.LoopbackServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonNull;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.domain.universe.TypeNames;
import dev.evenomad.esi.http.Gate;
import dev.evenomad.esi.limit.FakeBudgets;
import dev.evenomad.testkit.contract.TypeNamesContract;
import dev.evenomad.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EsiTypeNamesIT implements TypeNamesContract {

  private static final Instant START = Instant.parse("2026-09-01T10:00:00Z");
  private static final Instant RESTART = Instant.parse("2026-09-01T11:05:00Z");
  private static final TypeId TRITANIUM = new TypeId(34);
  private static final TypeId PYERITE = new TypeId(35);
  private static final String PATH = "/universe/types/34";

  private final SettableClock now = SettableClock.at(START);
  private final SimulatedEsi eve = new SimulatedEsi();
  private final RecordingCache cache = new RecordingCache();
  private final Map<TypeId, Map<String, String>> translations = new ConcurrentHashMap<>();
  private Esi esi = Esi.connect(eve.settings(), cache, new FakeBudgets(), now);

  @AfterEach
  void close() {
    esi.close();
    eve.close();
  }

  @Override
  public TypeNames names() {
    return esi.typeNames();
  }

  @Override
  public void givenName(TypeId type, Language language, String name) {
    translations.computeIfAbsent(type, id -> new ConcurrentHashMap<>()).put(language.code(), name);
    eve.server.on(
        "/universe/types/" + type,
        exchange ->
            answer(
                    200,
                    body(
                        type,
                        translations
                            .getOrDefault(type, Map.of())
                            .getOrDefault(
                                exchange.getRequestHeaders().getFirst("Accept-Language"), "?")))
                .respond(exchange));
  }

  @Override
  public void givenDown() {
    translations.keySet().forEach(type -> eve.server.on(path(type), answer(503, "")));
  }

  private static String path(TypeId type) {
    return "/universe/types/" + type;
  }

  private static String body(TypeId type, String name) {
    return """
    {"description":"","group_id":18,"name":"%s","published":true,"type_id":%s,"volume":0.01}\
    """
        .formatted(name.replace("\"", "\\\""), type);
  }

  private Map<TypeId, String> namesOf(TypeId... types) {
    return names().names(Set.of(types), Language.EN);
  }

  private int asked() {
    return eve.server.requests(PATH).size();
  }

  private CachedData cached() {
    return Optional.ofNullable(cache.contents.get(new CacheKey("universe", "types-en", "34")))
        .orElseThrow();
  }

  @Test
  void asksEsiForANameOnceUntilItIsStale() {
    givenName(TRITANIUM, Language.EN, "Tritanium");
    for (int i = 0; i < 3; i++) {
      assertThat(namesOf(TRITANIUM)).containsEntry(TRITANIUM, "Tritanium");
    }
    assertThat(asked()).isEqualTo(1);
    assertThat(cached())
        .isEqualTo(
            new CachedData(
                new CacheKey("universe", "types-en", "34"),
                JsonValue.of("Tritanium"),
                Optional.empty(),
                RESTART,
                START));

    now.set(RESTART);
    givenName(TRITANIUM, Language.EN, "Tritanium II");
    assertThat(namesOf(TRITANIUM)).containsEntry(TRITANIUM, "Tritanium II");
    assertThat(asked()).isEqualTo(2);
  }

  @Test
  void asksTheCacheOnceHoweverManyTypesThereAre() {
    Set<TypeId> types =
        LongStream.rangeClosed(1, 50).mapToObj(TypeId::new).collect(Collectors.toSet());
    types.forEach(type -> givenName(type, Language.EN, "Type " + type));

    assertThat(names().names(types, Language.EN)).hasSize(50);
    assertThat(cache.lookups).hasValue(1);

    assertThat(names().names(types, Language.EN)).containsEntry(new TypeId(7), "Type 7");
    assertThat(cache.lookups).hasValue(2);
    assertThat(eve.server.requests()).hasSize(50);
  }

  @Test
  void keepsEachLanguageByItself() {
    givenName(TRITANIUM, Language.EN, "Tritanium");
    givenName(TRITANIUM, Language.RU, "Тританий");
    namesOf(TRITANIUM);

    assertThat(names().names(Set.of(TRITANIUM), Language.RU)).containsValue("Тританий");
    assertThat(cache.contents.keySet())
        .extracting(CacheKey::toString)
        .containsExactlyInAnyOrder("esi:universe:types-en:34", "esi:universe:types-ru:34");
  }

  @Test
  void revalidatesAStaleNameByItsValidator() {
    eve.server.on(PATH, SimulatedEsi.json(body(TRITANIUM, "Tritanium"), "\"v1\""));
    namesOf(TRITANIUM);
    now.advance(Duration.ofMinutes(2));

    assertThat(namesOf(TRITANIUM)).containsEntry(TRITANIUM, "Tritanium");
    assertThat(eve.server.requests(PATH).getLast().header("If-None-Match")).contains("\"v1\"");
    assertThat(cached().etag()).contains(new ETag("\"v1\""));
    assertThat(cached().expiresAt()).isEqualTo(START.plus(Duration.ofMinutes(3)));

    assertThat(namesOf(TRITANIUM)).containsEntry(TRITANIUM, "Tritanium");
    assertThat(asked()).isEqualTo(2);
  }

  @Test
  void servesAStaleNameWhileEsiIsDown() {
    givenName(TRITANIUM, Language.EN, "Tritanium");
    namesOf(TRITANIUM);
    now.advance(Duration.ofDays(3));
    givenDown();

    assertThat(namesOf(TRITANIUM, PYERITE)).isEqualTo(Map.of(TRITANIUM, "Tritanium"));

    givenName(TRITANIUM, Language.EN, "Tritanium II");
    assertThat(namesOf(TRITANIUM)).containsEntry(TRITANIUM, "Tritanium II");
  }

  @Test
  void servesAStaleNameSoonWhileEsiIsSlow() {
    givenName(TRITANIUM, Language.EN, "Tritanium");
    namesOf(TRITANIUM);
    now.advance(Duration.ofDays(3));
    eve.server.on(PATH, eve.server.silence());
    Instant before = Instant.now();

    assertThat(namesOf(TRITANIUM)).containsEntry(TRITANIUM, "Tritanium");

    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void remembersThatATypeDoesNotExist() {
    assertThat(namesOf(TRITANIUM)).isEmpty();
    assertThat(namesOf(TRITANIUM)).isEmpty();
    assertThat(asked()).isEqualTo(1);
    assertThat(cached().data()).isEqualTo(JsonNull.NULL);

    now.set(RESTART);
    givenName(TRITANIUM, Language.EN, "Tritanium");
    assertThat(namesOf(TRITANIUM)).containsEntry(TRITANIUM, "Tritanium");
  }

  @Test
  void remembersThatATypeHasNoName() {
    givenName(TRITANIUM, Language.EN, " ");

    assertThat(namesOf(TRITANIUM)).isEmpty();
    assertThat(namesOf(TRITANIUM)).isEmpty();
    assertThat(asked()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type_id\":35,\"name\":\"Pyerite\"}",
        "{\"name\":\"Tritanium\"}",
        "{\"type_id\":34}",
        "{\"type_id\":34,\"name\":{}}",
        "<html>"
      })
  void keepsNothingOfAnAnswerThatMakesNoSense(String body) {
    eve.server.on(PATH, answer(200, body));

    assertThat(namesOf(TRITANIUM)).isEmpty();
    assertThat(cache.contents).isEmpty();
  }

  @Test
  void replacesWhatJsonCanEscapeButNobodyCanStore() {
    eve.server.on(
        PATH, answer(200, "{\"type_id\":34,\"name\":\"a\\u0000b\\ud800c\\udc00\\ud83d\\ude80\"}"));

    assertThat(namesOf(TRITANIUM)).containsEntry(TRITANIUM, "a\ufffdb\ufffdc\ufffd🚀");
    assertThat(cached().data()).isEqualTo(JsonValue.of("a\ufffdb\ufffdc\ufffd🚀"));
  }

  @Test
  void readsANameAnewIfTheCacheHoldsNonsense() {
    givenName(TRITANIUM, Language.EN, "Tritanium");
    cache.put(
        new CachedData(
            new CacheKey("universe", "types-en", "34"),
            JsonValue.of(5),
            Optional.of(new ETag("\"old\"")),
            RESTART,
            START));

    assertThat(namesOf(TRITANIUM)).containsEntry(TRITANIUM, "Tritanium");
    assertThat(eve.server.requests(PATH).getFirst().header("If-None-Match")).isEmpty();
  }

  @Test
  void readsEachNameOnceHoweverManyAskAtOnce() throws Exception {
    Gate gate = new Gate();
    eve.server.on(PATH, gate.before(answer(200, body(TRITANIUM, "Tritanium"))));
    try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Map<TypeId, String>>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        answers.add(askers.submit(() -> namesOf(TRITANIUM)));
      }
      Awaitility.await().until(() -> cache.lookups.get() == 20 && asked() == 1);
      gate.open();
      for (Future<Map<TypeId, String>> answer : answers) {
        assertThat(answer.get()).isEqualTo(Map.of(TRITANIUM, "Tritanium"));
      }
    }
    assertThat(asked()).isEqualTo(1);
  }

  @Test
  void aReadingThatTakesTooLongServesTheNextLookup() {
    Gate gate = new Gate();
    esi.close();
    esi = Esi.connect(eve.settings(Duration.ofSeconds(2), 1), cache, new FakeBudgets(), now);
    eve.server.on(PATH, gate.before(answer(200, body(TRITANIUM, "Tritanium"))));
    cache.put(
        new CachedData(
            new CacheKey("universe", "types-en", "34"),
            JsonValue.of("Old"),
            Optional.empty(),
            START.minusSeconds(1),
            START.minusSeconds(100)));

    assertThat(namesOf(TRITANIUM)).containsEntry(TRITANIUM, "Old");

    gate.open();
    Awaitility.await().until(() -> cached().data().equals(JsonValue.of("Tritanium")));
    assertThat(namesOf(TRITANIUM)).containsEntry(TRITANIUM, "Tritanium");
    assertThat(asked()).isEqualTo(1);
  }
}
