package dev.evenomad.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.evenomad.application.Nomad;
import dev.evenomad.application.session.OpenedSession;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushMessage.Content;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.testkit.contract.PushGatewayContract;
import dev.evenomad.testkit.memory.NomadFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Another push service behind the same port: it keeps the port's contract, and alerts arrive. */
final class DiscordPushGatewayTest implements PushGatewayContract {
  private static final String PATH = "/api/webhooks/";
  private static final JsonMapper JSON = new JsonMapper();

  /** What was said, as "webhook: text". */
  private final List<String> said = new CopyOnWriteArrayList<>();

  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
  private final HttpServer discord = discord();
  private final HttpClient client = HttpClient.newHttpClient();
  private final PushGateway gateway =
      new DiscordPushGateway(
          client, URI.create("http://127.0.0.1:" + discord.getAddress().getPort() + PATH));
  private volatile int otherwise = 204;
  private volatile String retryAfter = "";

  @AfterEach
  void close() {
    client.close();
    discord.stop(0);
  }

  @Test
  void anAlertReachesDiscord() {
    NomadFixture fixture = new NomadFixture();
    Nomad nomad = fixture.builder().push(gateway).build();
    OpenedSession session =
        fixture.signIn(fixture.newCharacter("Ada"), new PushToken("12345/abc_DEF"));

    nomad.raiseAlerts().test(session.user());
    fixture.stores.schedule().runDue(nomad.dueWork(), NomadFixture.START);

    assertThat(said).singleElement().asString().startsWith("12345/abc_DEF: **").contains("**\n");
    assertThat(fixture.alerts(session.user()))
        .singleElement()
        .satisfies(alert -> assertThat(alert.status()).isEqualTo(NotificationStatus.SENT));
  }

  @Test
  void nothingIsTakenAway() {
    PushMessage closing =
        new PushMessage(
            new PushToken("12345/abc_DEF"),
            DeviceType.WEB,
            new Content.Closing(),
            Map.of("notificationIds", "c1"),
            "closing",
            Duration.ofHours(1),
            0);

    assertThat(gateway.send(closing)).isInstanceOf(PushOutcome.Accepted.class);
    assertThat(said).isEmpty();
  }

  @Override
  public PushGateway gateway() {
    return gateway;
  }

  @Override
  public void givenUnregistered(PushToken token) {
    statuses.put(token.value(), 404);
  }

  @Override
  public void givenMessageRejected(PushToken token) {
    statuses.put(token.value(), 400);
  }

  @Override
  public void givenOverloaded(Duration wait) {
    otherwise = 429;
    retryAfter = Long.toString(wait.toSeconds());
  }

  @Override
  public void givenDown() {
    discord.stop(0);
  }

  @Override
  public void givenCredentialsRefused() {
    otherwise = 403;
  }

  private HttpServer discord() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(PATH, this::answer);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String webhook = exchange.getRequestURI().getPath().substring(PATH.length());
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    said.add(webhook + ": " + body.path("content").asText());
    if (!retryAfter.isEmpty()) {
      exchange.getResponseHeaders().set("Retry-After", retryAfter);
    }
    exchange.sendResponseHeaders(statuses.getOrDefault(webhook, otherwise), -1);
    exchange.close();
  }
}
