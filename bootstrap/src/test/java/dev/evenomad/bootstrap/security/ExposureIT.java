package dev.evenomad.bootstrap.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * API8 and API9 of OWASP's Top 10: the server tells nothing of itself and has no door that the API
 * document does not name. And whoever tries ids does not learn which ones there are.
 */
final class ExposureIT {

  private static TestedServer server;
  private static Account victim;
  private static Account self;

  @BeforeAll
  static void start() {
    server = new TestedServer();
    victim = server.firstAccount();
    self = server.newAccount();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  // API8: security misconfiguration

  @Test
  void noAnswerTellsOfTheServerOrLacksItsGuards() {
    Inspection inspection = new Inspection(new HashSet<>(server.secrets()));
    for (Operation operation : server.api.operations()) {
      for (Draft draft :
          List.of(
              server.valid(operation, self),
              server.valid(operation, self).without("Authorization"),
              server.valid(operation, self).with("Accept", "text/html"),
              server.valid(operation, self).json("{"))) {
        if (!operation.method().equals("GET")) {
          draft.bearer("x");
        }
        Reply reply = server.send(draft);
        assertThat(inspection.complaints(draft, Optional.of(operation), reply))
            .as("%s%n%s", draft, reply)
            .isEmpty();
      }
    }
  }

  @Test
  void noPageOfElsewhereMayRead() {
    for (Operation operation : server.api.operations()) {
      Draft draft =
          server
              .valid(operation, self)
              .bearer("x")
              .with("Origin", "https://evil.example")
              .with("Access-Control-Request-Method", operation.method())
              .with("Access-Control-Request-Headers", "authorization");
      for (String method : List.of("OPTIONS", operation.method())) {
        draft.method = method;
        Reply reply = server.send(draft);
        assertThat(reply.header("Access-Control-Allow-Origin"))
            .as("%s%n%s", draft, reply)
            .isEmpty();
        assertThat(reply.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(reply.status()).as("%s%n%s", draft, reply).isLessThan(500);
      }
    }
  }

  @Test
  void nothingIsEchoed() {
    for (Operation operation : server.api.operations()) {
      for (String method : List.of("TRACE", "TRACK", "DEBUG")) {
        Draft draft = server.valid(operation, self).with("X-Echo", "an-echo");
        draft.method = method;
        Reply reply = server.send(draft);
        assertThat(reply.status()).as("%s%n%s", draft, reply).isBetween(400, 499);
        assertThat(reply.head() + reply.text()).doesNotContain("an-echo");
      }
    }
  }

  // API9: improper inventory management

  @Test
  void noMethodIsThereThatTheDocumentDoesNotName() {
    Set<String> named = new HashSet<>();
    server.api.operations().forEach(operation -> named.add(operation.name()));
    for (Operation operation : server.api.operations()) {
      for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
        if (named.contains(method + " " + operation.path())) {
          continue;
        }
        // As another template of the same shape, the address may lead elsewhere.
        Draft draft = server.valid(operation, self);
        draft.method = method;
        Reply reply = server.send(draft.bearer("x"));
        assertThat(reply.status()).as("%s%n%s", draft, reply).isIn(401, 404, 405);
      }
    }
  }

  @Test
  void noOtherVersionAndNoLeftoverIsThere() {
    for (String path :
        List.of(
            "/v0/me",
            "/v2/me",
            "/api/v1/me",
            "/api/me",
            "/me",
            "/v1/debug",
            "/v1/test",
            "/v1/internal",
            "/graphql",
            "/openapi.json",
            "/swagger.json",
            "/v3/api-docs",
            "/h2-console",
            "/trace",
            "/favicon.ico",
            "/robots.txt",
            "/META-INF/MANIFEST.MF",
            "/application.yml",
            "/logback.xml",
            "/META-INF/swagger/nomad.yml")) {
      Reply reply = server.send(new Draft("GET", path).bearer(self.token()));
      assertThat(reply.status()).as(path).isEqualTo(404);
    }
  }

  // Which ids there are

  /** The same bytes, and as many statements, whether somebody else has such a thing or nobody. */
  @Test
  void whoTriesIdsLearnsNothing() {
    List<String> tried = new ArrayList<>();
    List<String> telling = new ArrayList<>();
    try (DriverLog driver = new DriverLog()) {
      assertThat(driver.statementsOf(() -> server.send(request("GET", "/v1/me"))))
          .as("statements that are seen at all")
          .isPositive();
      for (Operation operation : server.api.operations()) {
        if (!operation.forPilots()
            || operation.holes().isEmpty()
            || TestedServer.PUBLIC.containsKey(operation.kindOf(operation.holes().getFirst()))) {
          continue;
        }
        UnaryOperator<String> theirs = hole -> victim.belonging(operation, hole).orElse("1");
        Draft known = request(operation, theirs);
        Draft unknown = request(operation, hole -> another(theirs.apply(hole)));
        // The first of its kind may be prepared.
        server.send(known);
        server.send(unknown);
        List<Reply> replies = new ArrayList<>();

        int ofKnown = driver.statementsOf(() -> replies.add(server.send(known)));
        int ofUnknown = driver.statementsOf(() -> replies.add(server.send(unknown)));

        assertThat(replies).extracting(Reply::status).as(known.toString()).containsOnly(404);
        assertThat(replies.getFirst().text()).isEqualTo(replies.getLast().text());
        assertThat(withoutDate(replies.getFirst())).isEqualTo(withoutDate(replies.getLast()));
        if (ofKnown != ofUnknown) {
          telling.add("%s: %d, not %d".formatted(operation.name(), ofKnown, ofUnknown));
        }
        tried.add(operation.name());
      }
    }
    assertThat(telling).as("statements that tell which ids there are").isEmpty();
    assertThat(tried).contains("GET /v1/jobs/{id}", "POST /v1/notifications/{id}/read");
  }

  private static Draft request(String method, String target) {
    return new Draft(method, target).bearer(self.token()).with("X-Request-Id", "the-same");
  }

  private static Draft request(Operation operation, UnaryOperator<String> ids) {
    Draft draft = request(operation.method(), operation.target(ids));
    operation.body().ifPresent(schema -> draft.json(server.api.example(schema).toString()));
    return draft;
  }

  /** An id that looks the same and is nobody's. */
  private static String another(String id) {
    return id.chars().allMatch(Character::isDigit)
        ? Long.toString(Long.parseLong(id) + 777_777)
        : id.substring(0, id.length() - 3) + "zzz";
  }

  private static String withoutDate(Reply reply) {
    return reply.head().lines().filter(line -> !line.startsWith("date:")).toList().toString();
  }
}
