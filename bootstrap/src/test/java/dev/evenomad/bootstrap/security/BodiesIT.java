package dev.evenomad.bootstrap.security;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * API3 and API4 of OWASP's Top 10, and injection: what is sent is neither more than it may be nor
 * taken for anything but data, by every operation of the API document.
 */
final class BodiesIT {

  private static final Duration SOON = Duration.ofSeconds(10);

  /** What an account, a session or a plan has, and nobody may set. */
  private static final List<String> NOBODYS =
      List.of(
          "id",
          "userId",
          "user_id",
          "user",
          "ownerId",
          "accountId",
          "role",
          "roles",
          "admin",
          "isAdmin",
          "is_admin",
          "operator",
          "scopes",
          "tier",
          "plan",
          "subscription",
          "subscriptionTier",
          "subscriptionStatus",
          "subscriptionEndsAt",
          "subscription_tier",
          "stripeCustomerId",
          "stripeSubscriptionId",
          "email_verified",
          "verified",
          "createdAt",
          "updatedAt",
          "expiresAt",
          "token",
          "version",
          "__proto__",
          "constructor",
          "$where");

  private static TestedServer server;
  private static LogWatch log;
  private static Account victim;
  private static Account self;
  private static Set<String> before;

  @BeforeAll
  static void start() {
    server = new TestedServer();
    log = new LogWatch(Level.DEBUG);
    victim = server.firstAccount();
    self = server.newAccount();
    server.secrets().forEach(log::secret);
    List.of(victim.token(), victim.pushToken(), self.token()).forEach(log::secret);
    server.rows.awaitQuiet(server.clock.instant());
    before = server.rows.all();
    log.findings();
  }

  @AfterAll
  static void stop() {
    log.close();
    server.close();
  }

  @AfterEach
  void nothingChangedAndNothingIsLogged() {
    server.rows.awaitQuiet(server.clock.instant());
    List<String> changes = Rows.changes(before, server.rows.all());
    before = server.rows.all();
    // A sign-in that goes on to EVE is kept for a while.
    assertThat(changes).allMatch(change -> change.startsWith("+ one_time_grant "));
    assertThat(log.findings()).isEmpty();
    assertThat(log.events()).isPositive();
  }

  // API3: mass assignment

  @Test
  void nobodyGivesThemselvesWhatIsNotTheirs() {
    Set<String> names = new TreeSet<>(NOBODYS);
    names.addAll(columns());
    List<String> tried = new ArrayList<>();
    for (Operation operation : withBodies()) {
      JsonNode schema = operation.body().orElseThrow();
      for (String name : names) {
        if (schema.path("properties").has(name)) {
          continue;
        }
        for (String value : List.of("\"premium\"", "true", "{\"tier\":\"premium\"}")) {
          ObjectNode body = (ObjectNode) server.api.example(schema);
          body.set(name, TestedServer.json(value));
          Draft draft = server.valid(operation, self).json(body.toString());

          Reply reply = server.send(draft);

          assertThat(reply.status()).as("%s%n%s", draft, reply).isBetween(400, 499);
          tried.add(operation.name());
        }
      }
    }
    assertThat(tried).contains("PATCH /v1/me/settings", "POST /v1/auth/token");
  }

  /** All columns of the database, as members would be called. */
  private static List<String> columns() {
    return server
        .rows
        .query(
            "SELECT DISTINCT column_name::text FROM information_schema.columns"
                + " WHERE table_schema = 'public'")
        .stream()
        .map(
            column ->
                Pattern.compile("_(\\w)")
                    .matcher(column)
                    .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT)))
        .toList();
  }

  // API4: unrestricted resource consumption

  @Test
  void bodiesThatAreTooMuchAreRefusedSoon() {
    for (Operation operation : withBodies()) {
      for (String body :
          List.of(
              "{\"a\":\"" + "a".repeat(1 << 20) + "\"}",
              " ".repeat(1 << 17) + "{}",
              "[".repeat(30_000),
              "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
              "{\"mutedCharacterIds\":[" + "1,".repeat(30_000) + "1]}",
              "{\"notifications\":{\"mutedCharacterIds\":[" + "1,".repeat(30_000) + "1]}}",
              "{\"a\":" + "9".repeat(60_000) + "}",
              "{\"a\":1e999999999}",
              "{" + "\"a\":1,".repeat(9_000) + "\"a\":1}")) {
        Draft draft = server.valid(operation, self).json(body);

        Reply reply = server.send(draft);

        assertThat(reply.status()).as("%s%n%s", draft, reply).isBetween(400, 499);
        assertThat(reply.took()).as(draft.toString()).isLessThan(SOON);
      }
    }
  }

  @Test
  void moreThanAPageIsNotHanded() {
    List<String> tried = new ArrayList<>();
    for (Operation operation : server.api.operations()) {
      for (Operation.Parameter parameter : operation.in("query")) {
        if (!parameter.name().equals("limit")) {
          continue;
        }
        for (String limit :
            List.of("0", "-1", "101", "1000000", "2147483648", "1e9", "NaN", "0x10", "%20", "")) {
          Draft draft = server.valid(operation, self);
          draft.target += (draft.target.contains("?") ? "&" : "?") + "limit=" + limit;

          Reply reply = server.send(draft);

          assertThat(reply.status()).as("%s%n%s", draft, reply).isEqualTo(400);
          tried.add(operation.name());
        }
      }
    }
    assertThat(tried).contains("GET /v1/notifications");
  }

  // Injection

  /** In every place for a text, of every operation. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "' OR '1'='1",
        "'; UPDATE app_user SET id = 'x'; --",
        "x' || pg_sleep(15) || '",
        "\\' OR 1=1 --",
        "$$; SELECT pg_sleep(15); $$",
        "\",\"tier\":\"premium",
        "{\"$ne\":null}",
        "x\r\nX-Injected: yes",
        "x\r\n\r\nFORGED-LINE",
        "\nFORGED-LINE 2026-11-02 ERROR",
        "\rFORGED-LINE",
        "${jndi:ldap://127.0.0.1:1/x}",
        "%n%s${HOME}#{7*7}{{7*7}}",
        "<script>alert(1)</script>",
        "../../../../etc/passwd",
        "a\u0000b",
        "\u202Ereversed"
      })
  void aTextIsTakenForNothingElse(String text) {
    Set<String> forbidden = new TreeSet<>(server.marks(victim));
    forbidden.addAll(log.secrets());
    Inspection inspection = new Inspection(forbidden);
    for (Operation operation : server.api.operations()) {
      for (Draft draft : injected(operation, text)) {
        Reply reply = server.send(draft);

        assertThat(inspection.complaints(draft, Optional.of(operation), reply))
            .as("%s%n%s", draft, reply)
            .isEmpty();
        assertThat(reply.took()).as(draft.toString()).isLessThan(SOON);
      }
    }
  }

  private static List<Draft> injected(Operation operation, String text) {
    List<Draft> drafts = new ArrayList<>();
    // Only what asks for something may succeed with it.
    boolean asks = operation.method().equals("GET");
    for (String hole : operation.holes()) {
      Draft draft = server.valid(operation, self);
      draft.target =
          operation.target(
              other -> other.equals(hole) ? text : self.belonging(operation, other).orElse("1"));
      drafts.add(draft);
    }
    for (Operation.Parameter parameter : operation.in("query")) {
      Draft draft = server.valid(operation, self);
      draft.target =
          draft.target.replaceAll("([?&])" + parameter.name() + "=[^&]*", "$1x=1")
              + (draft.target.contains("?") ? "&" : "?")
              + parameter.name()
              + "="
              + Draft.escaped(text);
      drafts.add(draft);
    }
    for (String header :
        List.of(
            "X-Request-Id",
            "User-Agent",
            "Accept-Language",
            "If-None-Match",
            "Idempotency-Key",
            "Last-Event-ID",
            "Stripe-Signature")) {
      if (asks) {
        drafts.add(
            server
                .valid(operation, self)
                .with(header, Draft.utf8(text).replaceAll("\\p{Cntrl}", " ")));
      }
    }
    operation
        .body()
        .ifPresent(
            schema ->
                schema
                    .path("properties")
                    .properties()
                    .forEach(
                        member -> {
                          ObjectNode body = (ObjectNode) server.api.example(schema);
                          body.put(member.getKey(), text);
                          if (!operation.path().endsWith("/device")
                              || member.getKey().equals("type")) {
                            drafts.add(server.valid(operation, self).json(body.toString()));
                          }
                        }));
    return drafts;
  }

  private static List<Operation> withBodies() {
    return server.api.operations().stream()
        .filter(operation -> operation.body().isPresent())
        .toList();
  }
}
