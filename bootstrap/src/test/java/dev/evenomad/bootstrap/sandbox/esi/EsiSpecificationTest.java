package dev.evenomad.bootstrap.sandbox.esi;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.INES;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.KELVAR;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.MARA;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.SKILLS;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import dev.evenomad.bootstrap.sandbox.RunningSandbox.Tokens;
import dev.evenomad.bootstrap.sandbox.game.Pilot;
import dev.evenomad.bootstrap.sandbox.population.SeededPopulation;
import dev.evenomad.bootstrap.sandbox.universe.Region;
import dev.evenomad.bootstrap.sandbox.universe.Universe;
import java.math.BigInteger;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sandbox's answers against EVE's own specification. */
class EsiSpecificationTest {

  @RegisterExtension
  static final RunningSandbox EVE = new RunningSandbox(new SeededPopulation(7, 400));

  private static final EsiSpecification SPECIFICATION = new EsiSpecification();
  private static final List<String> SCOPES =
      List.of(
          "esi-skills.read_skills.v1",
          "esi-skills.read_skillqueue.v1",
          "esi-mail.read_mail.v1",
          "esi-markets.read_character_orders.v1",
          "esi-industry.read_character_jobs.v1",
          "esi-planets.manage_planets.v1",
          "esi-universe.read_structures.v1");

  /** Templates of the routes that have been asked. */
  private final Set<String> asked = new HashSet<>();

  // Routes

  @Test
  void everyRouteIsSpecifiedAndAnswersAsSpecifiedWhateverItTells() {
    var served = json(EVE.send(EVE.esi("/meta/status"))).path("routes");
    assertThat(served).hasSizeGreaterThan(20);
    assertThat(served)
        .allMatch(
            route -> SPECIFICATION.knows(text(route, "method"), text(route, "path")), "specified");

    askPublicRoutes();
    interestingPilots().forEach(this::askRoutesOf);

    assertThat(asked)
        .as("an example of every route")
        .containsAll(
            StreamSupport.stream(served.spliterator(), false)
                .map(route -> text(route, "method") + " " + text(route, "path"))
                .toList());
  }

  private void askPublicRoutes() {
    get("/status");
    get("/meta/status");
    get("/meta/compatibility-dates");
    get("/markets/prices");
    Stream.of(34, 587, 691, 2267, 2524, 3300, 44992).forEach(id -> get("/universe/types/" + id));
    Stream.of(18, 25, 255).forEach(id -> get("/universe/groups/" + id));
    Stream.of(30000142, 31000005, 30004759).forEach(id -> get("/universe/systems/" + id));
    Universe.stations().stream().limit(20).forEach(one -> get("/universe/stations/" + one.id()));
    Universe.planets().stream().limit(20).forEach(one -> get("/universe/planets/" + one.id()));
    Universe.schematics().forEach(one -> get("/universe/schematics/" + one.id()));
    get("/markets/10000002/history?type_id=34");
    Universe.regions().stream()
        .map(Region::id)
        .limit(4)
        .forEach(id -> get("/markets/" + id + "/orders?order_type=all"));
    pages("/markets/10000002/orders?order_type=all", Optional.empty());
    get("/markets/10000002/orders?order_type=sell&type_id=34");
    post("/universe/names", "[34,30000142,60003760,10000002,20000020,1000035,500001," + MARA + "]");
    post("/universe/ids", "[\"Jita\",\"Tritanium\",\"The Forge\",\"Mara Tessen\",\"Nobody\"]");
    post("/characters/affiliation", "[" + MARA + "," + KELVAR + "]");
    var structure = Universe.structures().iterator().next();
    get("/universe/structures/" + structure.id(), Optional.of(tokens(MARA)));
  }

  /** The first three, some at random, and who has the most of something or nothing of it. */
  private static Set<Pilot> interestingPilots() {
    var all = EVE.world().pilots().all();
    var market = EVE.world().market();
    var chosen = new HashSet<Pilot>();
    IntStream.range(0, 12).forEach(i -> chosen.add(all.get(i * 31)));
    Stream.of(MARA, KELVAR, INES).map(EVE.world().pilots()::get).forEach(chosen::add);
    first(all, pilot -> pilot.queue().paused(), chosen);
    first(all, pilot -> pilot.queue().entries().isEmpty(), chosen);
    first(all, pilot -> pilot.queue().entries().size() > 50, chosen);
    first(all, pilot -> pilot.profile().allianceId().isEmpty(), chosen);
    first(all, pilot -> market.of(pilot.characterId()).open().size() == 305, chosen);
    first(all, pilot -> market.of(pilot.characterId()).closed().size() > 1_000, chosen);
    first(all, pilot -> EVE.world().jobs().of(pilot.characterId()).size() > 40, chosen);
    first(all, pilot -> EVE.world().colonies().of(pilot.characterId()).size() == 6, chosen);
    first(all, pilot -> EVE.world().mailboxes().of(pilot.characterId()).mails().isEmpty(), chosen);
    first(
        all, pilot -> EVE.world().mailboxes().of(pilot.characterId()).mails().size() > 100, chosen);
    return chosen;
  }

  private static void first(List<Pilot> all, Predicate<Pilot> wanted, Set<Pilot> chosen) {
    chosen.add(all.stream().filter(wanted).findFirst().orElseThrow());
  }

  private void askRoutesOf(Pilot pilot) {
    var tokens = Optional.of(tokens(pilot.characterId()));
    var own = "/characters/" + pilot.characterId();
    get(own);
    get(own + "/portrait");
    get("/corporations/" + pilot.profile().corporationId());
    pilot.profile().allianceId().ifPresent(id -> get("/alliances/" + id));
    get(own + "/skills", tokens);
    get(own + "/skillqueue", tokens);
    get(own + "/orders", tokens);
    pages(own + "/orders/history", tokens);
    get(own + "/industry/jobs", tokens);
    get(own + "/industry/jobs?include_completed=true", tokens);
    get(own + "/mail/labels", tokens);
    get(own + "/mail/lists", tokens);
    get(own + "/mail?labels=1,4", tokens);
    for (var colony : get(own + "/planets", tokens)) {
      get(own + "/planets/" + colony.path("planet_id").longValue(), tokens);
    }
    var page = get(own + "/mail", tokens);
    var read = 0;
    while (!page.isEmpty()) {
      for (var mail : page) {
        if (read++ < 10) {
          get(own + "/mail/" + mail.path("mail_id").longValue(), tokens);
        }
      }
      var last = page.get(page.size() - 1).path("mail_id").longValue();
      page = get(own + "/mail?last_mail_id=" + last, tokens);
    }
  }

  private void pages(String path, Optional<Tokens> tokens) {
    get(path, tokens);
    var count =
        Integer.parseInt(
            EVE.send(request(path, tokens)).headers().firstValue("X-Pages").orElseThrow());
    var more = path.contains("?") ? "&page=" : "?page=";
    for (var number = 2; number <= count; number++) {
      get(path + more + number, tokens);
    }
    var beyond = EVE.send(request(path + more + (count + 1), tokens));
    assertThat(beyond.statusCode()).isEqualTo(404);
    assertFits("GET", path, beyond);
  }

  // Errors

  @Test
  void whatIsNotThereIsNotFoundAsSpecified() {
    var tokens = Optional.of(tokens(MARA));
    for (var path :
        List.of(
            "/characters/2112099999",
            "/corporations/98999999",
            "/alliances/99999999",
            "/universe/types/1",
            "/universe/groups/999999",
            "/universe/systems/1",
            "/universe/stations/1",
            "/universe/planets/1",
            "/universe/schematics/1",
            "/characters/" + MARA + "/mail/1",
            "/characters/" + MARA + "/planets/1")) {
      assertError(request(path, tokens), path, 404);
    }
    assertError(request("/universe/types/abc", tokens), "/universe/types/abc", 400);
  }

  @Test
  void whoIsNotAllowedIsToldAsSpecified() {
    var path = "/characters/" + MARA + "/skills";
    assertError(EVE.esi(path), path, 401);
    assertError(request(path, Optional.of(new Tokens("rubbish", ""))), path, 401);
    assertError(request(path, Optional.of(tokens(KELVAR))), path, 403);
    assertError(request(path, Optional.of(EVE.signIn(MARA, RunningSandbox.QUEUE))), path, 403);
  }

  @Test
  void limitsAreToldAsSpecified() {
    var path = "/characters/" + MARA + "/skills";
    var tokens = Optional.of(EVE.signIn(MARA, SKILLS));
    EVE.controlled(
        "PUT",
        "/esi/rate-limit",
        "{\"group\":\"char-detail\",\"characterId\":" + MARA + ",\"tokensRemaining\":0}");
    assertError(request(path, tokens), path, 429);
    EVE.controlled("PUT", "/esi/error-limit", "{\"errorsRemaining\":0}");
    assertError(request(path, tokens), path, 420);
  }

  @Test
  void troubleIsToldAsSpecified() {
    for (var status : List.of(420, 429, 500, 503)) {
      EVE.controlled(
          "POST", "/faults", "{\"target\":\"esi\",\"status\":" + status + ",\"times\":1}");
      assertError(EVE.esi("/status"), "/status", status);
    }
  }

  // The specification itself: what is planted is found

  @Test
  void aViolationIsFound() {
    var tokens = Optional.of(tokens(MARA));
    var own = "/characters/" + MARA;
    assertFound(own + "/skills", tokens, object -> object.remove("total_sp"), "total_sp");
    assertFound(own + "/skills", tokens, object -> object.put("total_sp", "1"), "total_sp");
    assertFound(own + "/skills", tokens, object -> object.put("total_sp", 1.5), "total_sp");
    assertFound(own + "/skills", tokens, object -> object.put("sp", 1), "sp");
    assertFound(own + "/skills", tokens, object -> object.putNull("skills"), "skills");
    assertFound(own, tokens, object -> object.put("gender", "none"), "gender");
    assertFound(own, tokens, object -> object.put("birthday", "yesterday"), "birthday");
    assertFound(own, tokens, object -> object.put("birthday", "2020-01-01"), "birthday");
    assertFound(
        own,
        tokens,
        object -> object.put("corporation_id", new BigInteger("1" + "0".repeat(19))),
        "corporation_id");
    assertFound(own + "/orders", tokens, order -> order.put("range", "galaxy"), "range");
    assertFound(own + "/orders", tokens, order -> order.remove("price"), "price");
    assertFound(own + "/planets", tokens, one -> one.put("planet_type", "x"), "planet_type");
    assertFound(
        own + "/mail",
        tokens,
        mail -> mail.withArray("recipients").addObject().put("recipient_id", 1),
        "recipient_type");
  }

  private static void assertFound(
      String path, Optional<Tokens> tokens, Consumer<ObjectNode> planting, String expected) {
    var body = json(EVE.send(request(path, tokens)));
    var template = SPECIFICATION.template("GET", path).orElseThrow();
    assertThat(SPECIFICATION.violations("GET", template, 200, body)).isEmpty();
    if (body instanceof ArrayNode array) {
      planting.accept((ObjectNode) array.get(0));
    } else {
      planting.accept((ObjectNode) body);
    }
    assertThat(SPECIFICATION.violations("GET", template, 200, body))
        .isNotEmpty()
        .anyMatch(wrong -> wrong.contains(expected));
  }

  @Test
  void aRouteAStatusOrAHeaderThatIsNotSpecifiedIsFound() {
    var status = EVE.send(EVE.esi("/status"));
    assertThat(SPECIFICATION.violations("GET", "/status", status)).isEmpty();
    assertThat(SPECIFICATION.violations("GET", "/players", status))
        .containsExactly("the specification has no GET /players");
    assertThat(SPECIFICATION.violations("PUT", "/status", status)).isNotEmpty();
    assertThat(SPECIFICATION.knows("GET", "/players")).isFalse();
    // An answer of the control API: no ETag, another body.
    var other = EVE.control("GET", "/clock", "");
    assertThat(SPECIFICATION.violations("GET", "/status", other))
        .contains("the header ETag is missing")
        .anyMatch(wrong -> wrong.contains("players"));
    // 302 is nowhere specified.
    assertThat(
            SPECIFICATION.violations(
                "GET", "/status", EVE.choose(RunningSandbox.authorization(SKILLS), MARA)))
        .containsExactly("the specification has no status 302");
  }

  // Believable

  @Test
  void timesAreInUtcAndWholeSecondsAndSumsAreRight() {
    for (var pilot : interestingPilots()) {
      var tokens = Optional.of(tokens(pilot.characterId()));
      var own = "/characters/" + pilot.characterId();
      var skills = get(own + "/skills", tokens);
      assertThat(skills.path("total_sp").longValue())
          .isEqualTo(
              StreamSupport.stream(skills.path("skills").spliterator(), false)
                  .mapToLong(skill -> skill.path("skillpoints_in_skill").longValue())
                  .sum());
      for (var path : List.of("/skillqueue", "/orders", "/mail", "/planets", "/industry/jobs")) {
        times(get(own + path, tokens))
            .forEach(
                time -> assertThat(time).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"));
      }
      for (var order : get(own + "/orders", tokens)) {
        assertThat(order.path("volume_remain").longValue())
            .isBetween(1L, order.path("volume_total").longValue());
      }
      for (var job : get(own + "/industry/jobs", tokens)) {
        var start = Instant.parse(job.path("start_date").textValue());
        assertThat(start.plusSeconds(job.path("duration").longValue()))
            .isBeforeOrEqualTo(Instant.parse(job.path("end_date").textValue()));
      }
      EVE.pass(Duration.ofMinutes(1));
    }
  }

  private static Stream<String> times(JsonNode body) {
    return body.isValueNode()
        ? Stream.of(body.asText()).filter(text -> text.matches("\\d{4}-\\d\\d-\\d\\dT.*"))
        : StreamSupport.stream(body.spliterator(), false).flatMap(EsiSpecificationTest::times);
  }

  // Asking

  private JsonNode get(String path) {
    return get(path, Optional.empty());
  }

  /** The answer, which is as specified, and so is that to who has it already. */
  private JsonNode get(String path, Optional<Tokens> tokens) {
    var answer = EVE.send(request(path, tokens));
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
    assertFits("GET", path, answer);
    var again =
        EVE.send(
            request(path, tokens)
                .header("If-None-Match", answer.headers().firstValue("ETag").orElseThrow()));
    assertThat(again.statusCode()).as(path).isEqualTo(304);
    assertFits("GET", path, again);
    return json(answer);
  }

  private void post(String path, String body) {
    var answer =
        EVE.send(
            EVE.esi(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
    assertFits("POST", path, answer);
  }

  private void assertError(HttpRequest.Builder request, String path, int status) {
    var answer = EVE.send(request);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(status);
    assertFits("GET", path, answer);
  }

  private void assertFits(String method, String pathAndQuery, HttpResponse<String> answer) {
    var path = pathAndQuery.split("\\?", 2)[0];
    asked.add(method + " " + SPECIFICATION.template(method, path).orElse(path));
    assertThat(SPECIFICATION.violations(method, path, answer))
        .as("%s %s: %d %s", method, pathAndQuery, answer.statusCode(), shortened(answer.body()))
        .isEmpty();
  }

  private static String shortened(String body) {
    return body.length() > 300 ? body.substring(0, 300) + "..." : body;
  }

  private static HttpRequest.Builder request(String path, Optional<Tokens> tokens) {
    return tokens.map(shown -> EVE.esi(path, shown)).orElseGet(() -> EVE.esi(path));
  }

  private static Tokens tokens(long characterId) {
    var granted = EVE.world().sso().grant(List.of(characterId), SCOPES).getFirst();
    return new Tokens(granted.accessToken(), granted.refreshToken());
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asText();
  }
}
