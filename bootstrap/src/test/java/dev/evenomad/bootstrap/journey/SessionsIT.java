package dev.evenomad.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.bootstrap.server.NomadServer;
import dev.evenomad.domain.session.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions of phones that meet another server with every request. */
final class SessionsIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String OLD = "the-old-secret-that-signed-until-today";
  private static final String NEW = "the-new-secret-that-signs-from-now-on";

  private static RunningWorld running;
  private static NomadServer one;
  private static NomadServer two;
  private static HttpClient http;

  private long pilot;

  @BeforeAll
  static void start() {
    running = new RunningWorld();
    one = running.server;
    two = running.anotherServer();
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    http.close();
    running.close();
  }

  @BeforeEach
  void createPilot() {
    pilot = running.pilotTraining(Duration.ofDays(30));
  }

  @Test
  void whatEndsOnOneServerHasEndedOnTheOtherWithTheNextRequest() {
    String phone = signIn(one);
    String tablet = signIn(two);
    String browser = signIn(one);
    assertThat(send(two, "GET", "/v1/me", phone).statusCode()).isEqualTo(200);

    is(204, send(two, "DELETE", "/v1/sessions/" + id(one, phone), tablet));
    isRefused(send(one, "GET", "/v1/me", phone));

    is(204, send(one, "DELETE", "/v1/sessions?except=current", browser));
    isRefused(send(two, "GET", "/v1/me", tablet));

    is(204, send(two, "POST", "/v1/auth/logout", browser));
    isRefused(send(one, "GET", "/v1/me", browser));
  }

  @Test
  void aTokenThatIsRefreshedOnBothAtOnceHasOneSuccessor() throws Exception {
    String first = signIn(one);
    List<Callable<String>> refreshes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      refreshes.add(() -> refreshed(one, first));
      refreshes.add(() -> refreshed(two, first));
    }
    Set<String> successors = new HashSet<>();

    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<String> successor : threads.invokeAll(refreshes)) {
        successors.add(successor.get());
      }
    }

    assertThat(successors).hasSize(1);
    running.clock.advance(Session.GRACE);
    is(200, send(two, "GET", "/v1/me", successors.iterator().next()));
  }

  @Test
  void aReplayOnOneServerEndsTheSessionOnTheOther() {
    String first = signIn(one);
    String second = refreshed(two, first);
    isRefused(send(one, "GET", "/v1/me", first));
    is(200, send(one, "GET", "/v1/me", second));
    running.clock.advance(Session.GRACE);

    isRefused(send(one, "GET", "/v1/me", first));

    isRefused(send(two, "GET", "/v1/me", second));
    isRefused(send(two, "POST", "/v1/auth/refresh", second));
  }

  @Test
  void theLastUseIsSeenOnEveryServer() {
    String token = signIn(one);
    running.clock.advance(Session.USE_PRECISION);
    Instant used = running.clock.instant();

    for (int i = 0; i < 10; i++) {
      is(200, send(one, "GET", "/v1/me", token));
      is(200, send(two, "GET", "/v1/me", token));
    }

    await()
        .atMost(PATIENCE)
        .until(() -> session(two, token).path("lastUsedAt").asText(), used.toString()::equals);
  }

  @Test
  void secretsRotateServerByServerWithoutSigningAnybodyOut() {
    NomadServer old = running.anotherServer("JWT_SECRET", OLD);
    String first = signIn(old);
    String unused = signIn(old);
    try (old;
        NomadServer knowing = running.anotherServer("JWT_SECRET", OLD + "," + NEW)) {
      String second = refreshed(knowing, first);
      is(200, send(old, "GET", "/v1/me", second));
      first = second;
    }

    try (NomadServer knowing = running.anotherServer("JWT_SECRET", OLD + "," + NEW);
        NomadServer signing = running.anotherServer("JWT_SECRET", NEW + "," + OLD)) {
      is(200, send(signing, "GET", "/v1/me", first));
      String second = refreshed(signing, first);
      is(200, send(knowing, "GET", "/v1/me", second));
      // The answer gets lost, and the next server would sign it otherwise: the phone stays in.
      String third = refreshed(knowing, first);
      is(200, send(signing, "GET", "/v1/me", third));
      first = refreshed(signing, third);
    }

    try (NomadServer done = running.anotherServer("JWT_SECRET", NEW)) {
      is(200, send(done, "GET", "/v1/me", first));
      isRefused(send(done, "GET", "/v1/me", unused));
    }
  }

  private String signIn(NomadServer server) {
    try (Phone phone = new Phone(server.uri(), RunningWorld.APP)) {
      return running.signIn(phone, pilot).path("token").asText();
    }
  }

  private static String refreshed(NomadServer server, String token) {
    HttpResponse<String> answer = send(server, "POST", "/v1/auth/refresh", token);
    is(200, answer);
    return json(answer).path("token").asText();
  }

  /** The session that the token acts for, as it is listed. */
  private static JsonNode session(NomadServer server, String token) {
    for (JsonNode session : json(send(server, "GET", "/v1/sessions", token)).path("sessions")) {
      if (session.path("current").asBoolean()) {
        return session;
      }
    }
    throw new AssertionError("the current session is not listed");
  }

  private static String id(NomadServer server, String token) {
    return session(server, token).path("id").asText();
  }

  private static HttpResponse<String> send(
      NomadServer server, String method, String path, String token) {
    try {
      return http.send(
          HttpRequest.newBuilder(server.uri().resolve(path))
              .timeout(PATIENCE)
              .header("Authorization", "Bearer " + token)
              .method(method, BodyPublishers.noBody())
              .build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static void is(int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer::body).isEqualTo(status);
  }

  private static void isRefused(HttpResponse<String> answer) {
    is(401, answer);
    assertThat(json(answer).path("code").asText()).isEqualTo("invalid_token");
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
