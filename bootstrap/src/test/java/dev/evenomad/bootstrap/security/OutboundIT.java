package dev.evenomad.bootstrap.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.bootstrap.local.UnexpectedAnswerException;
import dev.evenomad.bootstrap.sandbox.game.NewPilot;
import dev.evenomad.bootstrap.sandbox.web.Fault;
import dev.evenomad.bootstrap.sandbox.web.FaultTarget;
import dev.evenomad.bootstrap.sandbox.webpush.Browser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * API7 and API10 of OWASP's Top 10: the server goes nowhere that a client names, and believes
 * nothing that EVE says without looking at it.
 */
final class OutboundIT {

  private static TestedServer server;
  private static LogWatch log;
  private static Canary canary;
  private static Account self;

  @BeforeAll
  static void start() throws IOException {
    server = new TestedServer();
    log = new LogWatch(Level.INFO);
    canary = new Canary();
    self = server.newAccount();
  }

  @AfterAll
  static void stop() throws IOException {
    canary.close();
    log.close();
    server.close();
  }

  @AfterEach
  void nobodyWasThereAndNothingIsLogged() {
    assertThat(canary.visits()).as("visits to an address that a client named").isZero();
    // The operator is told, who may have forgotten to trust that service.
    assertThat(log.findings())
        .allMatch(finding -> finding.contains("neither at a public address nor a trusted one"));
  }

  // API7: server side request forgery

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/push",
        "http://localhost:%d/push",
        "https://127.0.0.1:%d/push",
        "https://localhost:%d/push",
        "https://[::1]:%d/push",
        "https://2130706433:%d/push",
        "https://0x7f000001:%d/push",
        "https://0177.0.0.1:%d/push",
        "https://127.1:%d/push",
        "https://[::ffff:127.0.0.1]:%d/push",
        "https://0.0.0.0:%d/push",
        "https://user@127.0.0.1:%d/push",
        "https://localhost/push",
        "https://127.0.0.1/push",
        "https://169.254.169.254/latest/meta-data",
        "http://169.254.169.254/latest/meta-data",
        "https://10.0.0.1/push",
        "https://[fd00::1]/push",
        "https://metadata.internal/push",
        "file:///etc/passwd",
        "ftp://127.0.0.1:%d/push",
        "gopher://127.0.0.1:%d/_x",
        "jar:http://127.0.0.1:%d/a.jar!/x",
        "//127.0.0.1:%d/push",
        "/push"
      })
  void aPushGoesToNoServiceInside(String endpoint) {
    Browser browser = server.world().webPush().subscribe(Optional.of(publicKey()));
    String subscription = browser.pushToken(server.sandbox.webPushBase());
    String genuine = TestedServer.json(subscription).path("endpoint").asText();
    String token = subscription.replace(genuine, endpoint.formatted(canary.port()));
    assertThat(token).isNotEqualTo(subscription);

    Reply told =
        server.send(
            new Draft("PUT", "/v1/sessions/current/device")
                .bearer(self.token())
                .json(
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("type", "web")
                        .put("pushToken", token)
                        .toString()));
    assertThat(told.status()).as(told.toString()).isIn(204, 400);
    if (told.status() == 204) {
      self.phone().post("/v1/notifications/test", Map.of(), 202);
      server.rows.awaitQuiet(server.clock.instant());
      JsonNode latest = self.phone().get("/v1/notifications?limit=1").path("items").get(0);
      assertThat(latest.path("status").asText()).as(latest.toString()).isNotEqualTo("sent");
    }
  }

  private static String publicKey() {
    return self.phone().get("/v1/push/web-key").path("publicKey").asText();
  }

  /** In every parameter and header of every operation that only asks. */
  @Test
  void nothingThatIsNamedIsFetched() {
    String address = "http://127.0.0.1:" + canary.port() + "/";
    for (Operation operation : server.api.operations()) {
      if (!operation.method().equals("GET")) {
        continue;
      }
      Draft draft = server.valid(operation, self);
      for (Operation.Parameter parameter : operation.in("query")) {
        draft.target +=
            (draft.target.contains("?") ? "&" : "?")
                + parameter.name()
                + "="
                + Draft.escaped(address);
      }
      for (String header :
          List.of(
              "Referer",
              "Origin",
              "X-Forwarded-Host",
              "X-Forwarded-For",
              "Forwarded",
              "X-Original-URL")) {
        draft.with(header, address);
      }
      assertThat(server.send(draft).status()).as(draft.toString()).isLessThan(500);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example",
        "evenomad://callback@evil.example",
        "evenomad://callback.evil.example",
        "evenomad://callback/",
        "evenomad://callback?x=1",
        "evenomad://callback#x",
        "evenomad:callback",
        "EVENOMAD://CALLBACK",
        "evenomad://callback%00",
        " evenomad://callback",
        "evenomad://callback\\@evil.example",
        "evenomad://callback\r\nLocation: https://evil.example/",
        "javascript:alert(1)",
        "http://127.0.0.1:1/",
        "/",
        ""
      })
  void aSignInEndsNowhereButInTheApp(String redirectUri) {
    Draft draft =
        new Draft(
            "GET",
            "/v1/auth/login?code_challenge=%s&state=s&redirect_uri=%s"
                .formatted("a".repeat(43), Draft.escaped(redirectUri)));

    Reply reply = server.send(draft);

    assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
    assertThat(reply.header("Location")).isEmpty();
    assertThat(reply.header("Refresh")).isEmpty();
  }

  /** Whatever host a request names, EVE sends the pilot back to the right one. */
  @Test
  void aForgedHostChangesNoAddress() {
    Reply reply =
        server.send(
            new Draft(
                    "GET",
                    "/v1/auth/login?code_challenge=%s&state=s&redirect_uri=%s"
                        .formatted("a".repeat(43), Draft.escaped(TestedServer.APP.toString())))
                .without("Host")
                .with("Host", "evil.example")
                .with("X-Forwarded-Host", "evil.example")
                .with("Forwarded", "host=evil.example"));

    assertThat(reply.status()).isEqualTo(302);
    URI eve = URI.create(reply.header("Location").orElseThrow());
    assertThat(eve.getAuthority()).isEqualTo(server.sandbox.ssoBase().getAuthority());
    assertThat(reply.head()).doesNotContain("evil.example");
  }

  // API10: unsafe consumption of what EVE says

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert('x')</script>",
        "Robert'); DROP TABLE app_user; --",
        "x\r\nFORGED-LINE",
        "${jndi:ldap://127.0.0.1:1/x}",
        "%s%n%d",
        "\u202Edesrever",
        "\"},{\"a\":\"b",
        "a\u0000b",
        "🚀🚀🚀",
        "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"
      })
  void aPilotMayBeCalledWhateverEveSays(String name) {
    long pilot = server.world().pilots().create(NewPilot.named(name)).characterId();
    try (Phone phone = new Phone(server.server.uri(), TestedServer.APP)) {
      JsonNode session;
      try {
        session = phone.signIn(pilot, Optional.empty());
      } catch (UnexpectedAnswerException refused) {
        // No name that a pilot can have: told as such, and nobody is signed in.
        assertThat(refused).hasMessageContaining("eve_sign_in_failed");
        assertThat(server.rows.query("SELECT id FROM eve_character WHERE character_id = " + pilot))
            .isEmpty();
        return;
      }
      phone.put(
          "/v1/sessions/current/device", Map.of("type", "ios", "pushToken", "odd-" + pilot), 204);
      phone.post("/v1/notifications/test", Map.of(), 202);
      server.rows.awaitQuiet(server.clock.instant());

      JsonNode shown = phone.get("/v1/characters").path("items").get(0);
      assertThat(shown.path("name").asText())
          .as("as it is, but for what PostgreSQL cannot hold")
          .isEqualTo(name.replace('\0', '\uFFFD'));
      for (Operation operation : server.api.operations()) {
        if (operation.method().equals("GET") && operation.forPilots()) {
          Draft draft =
              new Draft(
                      "GET",
                      operation.target(
                          hole ->
                              hole.equals("characterId")
                                  ? Long.toString(pilot)
                                  : TestedServer.PUBLIC.getOrDefault(operation.kindOf(hole), "1")))
                  .bearer(session.path("token").asText());
          Reply reply = server.send(draft);
          assertThat(reply.status()).as("%s%n%s", draft, reply).isLessThan(500);
          assertThat(reply.header("Content-Type").orElse("")).doesNotContain("html");
        }
      }
    }
  }

  @Test
  void anAnswerWithoutSenseChangesNothing() {
    long pilot = server.world().pilots().create(NewPilot.named("Ordinary")).characterId();
    server
        .world()
        .faults()
        .add(
            new Fault(
                FaultTarget.SSO_TOKEN,
                "*",
                new Fault.Effect.Spoil(Fault.Spoiling.WRONG_TYPES),
                Fault.Phase.BEFORE,
                Optional.empty()));
    try (Phone phone = new Phone(server.server.uri(), TestedServer.APP)) {
      assertThatThrownBy(() -> phone.signIn(pilot, Optional.empty()))
          .isInstanceOf(UnexpectedAnswerException.class)
          .hasMessageContaining("sign-in ended with");
    } finally {
      server.world().faults().clear();
    }
    assertThat(server.rows.query("SELECT id FROM eve_character WHERE character_id = " + pilot))
        .isEmpty();
  }

  /** Listens where nobody has any business, and counts who comes. */
  private static final class Canary implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName("0.0.0.0"));
    private final AtomicInteger visits = new AtomicInteger();

    Canary() throws IOException {
      Thread.ofVirtual()
          .start(
              () -> {
                while (!socket.isClosed()) {
                  try {
                    socket.accept().close();
                    visits.incrementAndGet();
                  } catch (IOException closed) {
                    return;
                  }
                }
              });
    }

    int port() {
      return socket.getLocalPort();
    }

    int visits() {
      return visits.get();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
