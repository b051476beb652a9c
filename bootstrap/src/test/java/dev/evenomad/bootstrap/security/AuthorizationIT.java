package dev.evenomad.bootstrap.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenomad.bootstrap.sandbox.population.FirstPilots;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * API1, API2 and API5 of OWASP's Top 10: who may not, does not, over every operation of the API
 * document. An operation that comes to the document comes to these tests.
 */
final class AuthorizationIT {

  /** A member of a body that names a character, or several. */
  private static final Pattern CHARACTER = Pattern.compile("(?i).*characterIds?");

  private static final long NOBODY = 2_119_999_999;

  private static TestedServer server;
  private static Account victim;
  private static Account attacker;
  private static Set<String> before;

  @BeforeAll
  static void start() {
    server = new TestedServer();
    victim = server.firstAccount();
    attacker = server.newAccount();
    server.rows.awaitQuiet(server.clock.instant());
    before = server.rows.all();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  // API1: broken object level authorization

  @Test
  void whatBelongsToSomebodyElseIsNotThere() {
    List<String> tried = new ArrayList<>();
    for (Operation operation : pilots()) {
      if (operation.holes().stream().allMatch(hole -> isPublic(operation, hole))) {
        continue;
      }
      for (String hole : operation.holes()) {
        assertThat(victim.belonging(operation, hole).isPresent() || isPublic(operation, hole))
            .as(
                "%s: what is its {%s}? Either a list of the API tells it, or TestedServer.PUBLIC"
                    + " names one",
                operation.name(), hole)
            .isTrue();
      }
      Draft draft = server.valid(operation, victim.with(attacker.token()));

      Reply reply = server.send(draft);

      assertThat(reply.status()).as("%s%n%s", draft, reply).isEqualTo(404);
      assertThat(code(reply)).as(draft.toString()).isEqualTo("not_found");
      tried.add(operation.name());
    }
    assertThat(tried)
        .contains("DELETE /v1/characters/{characterId}", "POST /v1/notifications/{id}/read");
    assertNothingChanged();
  }

  /** The own character with the mail of somebody else, and so on. */
  @Test
  void aThingOfSomebodyElsesIsNotThereBelowAnOwnOne() {
    for (Operation operation : pilots()) {
      if (operation.holes().size() < 2) {
        continue;
      }
      String last = operation.holes().getLast();
      Draft draft =
          new Draft(
                  operation.method(),
                  operation.target(
                      hole ->
                          (hole.equals(last) ? victim : attacker)
                              .belonging(operation, hole)
                              .orElseThrow()))
              .bearer(attacker.token());

      assertThat(server.send(draft).status()).as(draft.toString()).isEqualTo(404);
    }
    assertNothingChanged();
  }

  @Test
  void nobodySeesAnythingOfSomebodyElses() {
    Set<String> marks = server.marks(victim);
    assertThat(marks).as("ids that are looked for").hasSizeGreaterThan(5);
    for (Operation operation : pilots()) {
      if (operation.method().equals("GET")) {
        Reply own = server.send(server.valid(operation, attacker));

        assertThat(own.status()).as(operation.name()).isLessThan(500);
        assertThat(marks).as(operation.name()).noneMatch(own.text()::contains);
      }
    }
    Reply theirs = server.send(new Draft("GET", "/v1/notifications").bearer(victim.token()));
    assertThat(marks).as("the marks are there, for their owner").anyMatch(theirs.text()::contains);
  }

  /** A filter or a setting that names a character of somebody else. */
  @Test
  void aCharacterOfSomebodyElsesCannotBeNamedAnywhere() {
    List<String> tried = new ArrayList<>();
    for (Operation operation : pilots()) {
      for (Operation.Parameter parameter : operation.in("query")) {
        if (CHARACTER.matcher(parameter.name()).matches()) {
          Draft draft = server.valid(operation, attacker);
          draft.target +=
              (draft.target.contains("?") ? "&" : "?") + parameter.name() + "=" + FirstPilots.MARA;
          Reply reply = server.send(draft);
          assertThat(reply.status()).as(draft.toString()).isIn(200, 400, 404);
          if (reply.status() == 200) {
            assertThat(TestedServer.json(reply.text()).path("items")).as(reply.text()).isEmpty();
          }
          tried.add(operation.name());
        }
      }
      List<JsonNode> theirs = bodiesThatName(operation, FirstPilots.MARA);
      List<JsonNode> nobodys = bodiesThatName(operation, NOBODY);
      for (int i = 0; i < theirs.size(); i++) {
        Draft draft = server.valid(operation, attacker).json(theirs.get(i).toString());
        Reply reply = server.send(draft);
        Reply likewise =
            server.send(server.valid(operation, attacker).json(nobodys.get(i).toString()));
        assertThat(reply.status()).as("%s%n%s", draft, reply).isEqualTo(likewise.status());
        assertThat(Rows.changes(before, server.rows.all()))
            .as("what %s changed of anything but the attacker's own", draft)
            .allMatch(change -> change.contains(attacker.userId()));
        before = server.rows.all();
        tried.add(operation.name());
      }
    }
    assertThat(tried).contains("GET /v1/notifications", "PATCH /v1/me/settings");
    assertNothingChanged();
  }

  /** Bodies with one member each, which names that character. */
  private static List<JsonNode> bodiesThatName(Operation operation, long character) {
    List<JsonNode> bodies = new ArrayList<>();
    operation
        .body()
        .ifPresent(
            schema ->
                paths(schema, List.of())
                    .forEach(
                        path -> {
                          ObjectNode body = JsonNodeFactory.instance.objectNode();
                          ObjectNode place = body;
                          for (String name : path.subList(0, path.size() - 1)) {
                            place = place.putObject(name);
                          }
                          String last = path.getLast();
                          if (last.endsWith("s")) {
                            ArrayNode list = place.putArray(last);
                            list.add(character);
                          } else {
                            place.put(last, character);
                          }
                          bodies.add(body);
                        }));
    return bodies;
  }

  private static List<List<String>> paths(JsonNode given, List<String> above) {
    JsonNode schema = server.api.resolved(given);
    List<List<String>> found = new ArrayList<>();
    schema
        .path("properties")
        .properties()
        .forEach(
            member -> {
              List<String> path = new ArrayList<>(above);
              path.add(member.getKey());
              if (CHARACTER.matcher(member.getKey()).matches()) {
                found.add(path);
              }
              found.addAll(paths(member.getValue(), path));
            });
    return found;
  }

  // API2: broken authentication

  @Test
  void nobodyGetsInWithoutAToken() {
    for (Operation operation : secured()) {
      Draft draft = server.valid(operation, victim).without("Authorization");

      Reply reply = server.send(draft);

      assertThat(reply.status()).as("%s%n%s", draft, reply).isEqualTo(401);
      assertThat(reply.header("WWW-Authenticate")).as(draft.toString()).isPresent();
      assertThat(operation.statuses()).as(operation.name()).contains("401");
    }
    assertNothingChanged();
  }

  @Test
  void nobodyGetsInWithATokenThatIsNoGood() {
    Map<String, Draft> credentials = badCredentials();
    for (Operation operation : pilots()) {
      credentials.forEach(
          (name, bad) -> {
            Draft draft = server.valid(operation, victim).without("Authorization");
            bad.headers.stream()
                .filter(header -> !header.name().equals("Host"))
                .forEach(header -> draft.with(header.name(), header.value()));
            draft.target += bad.target.replace("?", draft.target.contains("?") ? "&" : "?");

            Reply reply = server.send(draft);

            assertThat(reply.status())
                .as("%s by %s%n%s", operation.name(), name, reply)
                .isEqualTo(401);
            assertThat(reply.text()).as(name).doesNotContain(victim.token());
          });
    }
    assertNothingChanged();
  }

  /** Heads, and queries, that nobody is to be let in for, and that end no session either. */
  private static Map<String, Draft> badCredentials() {
    String token = victim.token();
    String[] parts = token.split("\\.", -1);
    DecodedJWT genuine = JWT.decode(token);
    Algorithm secret = Algorithm.HMAC256(server.environment.getOrDefault("JWT_SECRET", ""));
    Map<String, Draft> credentials = new LinkedHashMap<>();
    Consumer<String> bearer =
        value -> credentials.put("bearer " + credentials.size(), head("Bearer " + value));
    bearer.accept("");
    bearer.accept("x");
    bearer.accept(token.substring(0, token.length() - 1));
    bearer.accept(token + "x");
    bearer.accept(parts[0] + "." + parts[1] + ".");
    bearer.accept(parts[0] + "." + parts[1] + "." + "A".repeat(43));
    bearer.accept(victim.userId());
    bearer.accept(victim.pushToken());
    bearer.accept(attacker.phone().post("/v1/auth/link", Map.of(), 200).path("ticket").asText());
    before = server.rows.all();
    credentials.put("no signature", head("Bearer " + unsigned(parts[1], "none")));
    credentials.put("no signature, shouted", head("Bearer " + unsigned(parts[1], "NONE")));
    credentials.put("another secret", claims(genuine, Algorithm.HMAC256("x".repeat(48)), c -> {}));
    credentials.put("an empty secret", claims(genuine, Algorithm.HMAC256(new byte[1]), c -> {}));
    credentials.put(
        "another algorithm",
        claims(
            genuine,
            Algorithm.HMAC512(server.environment.getOrDefault("JWT_SECRET", "")),
            c -> {}));
    credentials.put("another issuer", claims(genuine, secret, c -> c.withIssuer("elsewhere")));
    credentials.put("another audience", claims(genuine, secret, c -> c.withAudience("elsewhere")));
    credentials.put("another session", claims(genuine, secret, c -> c.withJWTId("x".repeat(24))));
    credentials.put(
        "over",
        claims(genuine, secret, c -> c.withExpiresAt(server.clock.instant().minusSeconds(1))));
    credentials.put("Basic", head("Basic " + token));
    credentials.put(
        "Basic, as a password",
        head(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString(("x:" + token).getBytes(StandardCharsets.UTF_8))));
    credentials.put("two at once", head("Bearer " + token + ", Bearer " + token));
    credentials.put(
        "in another header", new Draft("GET", "").with("X-Authorization", "Bearer " + token));
    credentials.put("in a cookie", new Draft("GET", "").with("Cookie", "token=" + token));
    credentials.put("in the query", new Draft("GET", "?access_token=" + token + "&token=" + token));
    return credentials;
  }

  private static Draft head(String authorization) {
    return new Draft("GET", "").with("Authorization", authorization);
  }

  private static String unsigned(String payload, String algorithm) {
    String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}";
    return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(header.getBytes(StandardCharsets.UTF_8))
        + "."
        + payload
        + ".";
  }

  /** The same claims but for some, signed. */
  private static Draft claims(
      DecodedJWT genuine, Algorithm algorithm, Consumer<JWTCreator.Builder> change) {
    JWTCreator.Builder builder =
        JWT.create()
            .withPayload(
                new String(
                    Base64.getUrlDecoder().decode(genuine.getPayload()), StandardCharsets.UTF_8));
    change.accept(builder);
    return head("Bearer " + builder.sign(algorithm));
  }

  @Test
  void aTokenThatWasRenewedOrSignedOutIsNoGoodAnyMore() {
    Account passing = server.newAccount();
    String renewed =
        TestedServer.json(
                server.send(new Draft("POST", "/v1/auth/refresh").bearer(passing.token())).text())
            .path("token")
            .asText();
    assertThat(me(renewed)).isEqualTo(200);
    assertThat(server.send(new Draft("POST", "/v1/auth/logout").bearer(renewed)).status())
        .isEqualTo(204);

    assertThat(me(renewed)).isEqualTo(401);
    assertThat(me(passing.token())).isEqualTo(401);
    server.rows.awaitQuiet(server.clock.instant());
    before = server.rows.all();
  }

  @Test
  void aSessionEndsAfterSevenDays() {
    try (TestedServer later = new TestedServer()) {
      Account account = later.newAccount();
      Draft me = new Draft("GET", "/v1/me").bearer(account.token());
      later.clock.advance(Duration.ofDays(7).minusMinutes(1));
      later.rows.awaitQuiet(later.clock.instant());
      assertThat(later.send(me).status()).isEqualTo(200);
      later.clock.advance(Duration.ofMinutes(2));
      assertThat(later.send(me).status()).isEqualTo(401);
    }
  }

  private static int me(String token) {
    return server.send(new Draft("GET", "/v1/me").bearer(token)).status();
  }

  // API5: broken function level authorization

  @Test
  void pilotsDoNotGetIntoWhatIsForOperators() {
    for (Operation operation : server.api.operations()) {
      if (!operation.open() && !operation.forPilots()) {
        Draft draft = server.valid(operation, attacker);
        assertThat(server.send(draft).status()).as(draft.toString()).isIn(401, 403, 404);
      }
    }
    for (String path :
        List.of(
            "/console",
            "/prometheus",
            "/metrics",
            "/admin",
            "/jobs",
            "/v1/jobs",
            "/v1/users",
            "/v1/users/" + victim.userId(),
            "/v1/admin/users",
            "/beans",
            "/env",
            "/routes",
            "/loggers",
            "/heapdump",
            "/threaddump",
            "/refresh",
            "/stop",
            "/info",
            "/caches",
            "/swagger-ui",
            "/actuator",
            "/actuator/env",
            "/.env",
            "/.git/config")) {
      for (String method : List.of("GET", "POST", "DELETE")) {
        Reply reply = server.send(new Draft(method, path).bearer(attacker.token()));
        assertThat(reply.status()).as(method + " " + path).isIn(401, 403, 404, 405);
      }
    }
    assertNothingChanged();
  }

  private static boolean isPublic(Operation operation, String hole) {
    return TestedServer.PUBLIC.containsKey(operation.kindOf(hole));
  }

  private static List<Operation> pilots() {
    return server.api.operations().stream().filter(Operation::forPilots).toList();
  }

  private static List<Operation> secured() {
    List<Operation> secured =
        server.api.operations().stream().filter(operation -> !operation.open()).toList();
    assertThat(secured).hasSizeGreaterThan(20);
    assertThat(
            server.api.operations().stream()
                .filter(Operation::open)
                .map(Operation::path)
                .filter(path -> path.startsWith("/v1/"))
                .filter(path -> !path.startsWith("/v1/auth/"))
                .collect(Collectors.toSet()))
        .as("what anybody may; think twice before one is added")
        .isSubsetOf("/v1/push/web-key", "/v1/webhooks/stripe");
    return secured;
  }

  private static String code(Reply reply) {
    return TestedServer.json(reply.text()).path("code").asText();
  }

  private static void assertNothingChanged() {
    server.rows.awaitQuiet(server.clock.instant());
    List<String> changes = Rows.changes(before, server.rows.all());
    before = server.rows.all();
    assertThat(changes).isEmpty();
    assertThat(me(victim.token())).isEqualTo(200);
  }
}
