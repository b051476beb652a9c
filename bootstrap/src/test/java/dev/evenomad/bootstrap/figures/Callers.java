package dev.evenomad.bootstrap.figures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.bootstrap.sandbox.game.NewPilot;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Pilots with the app in their hands: they look at their characters, and have them read now. */
final class Callers {

  private static final int COUNT = 40;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final Duration BETWEEN_WISHES = Duration.ofSeconds(2);
  private static final Duration BETWEEN_GLANCES = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Set<String> OVER = Set.of("completed", "failed");
  private static final JsonMapper JSON = new JsonMapper();

  private final Crowd crowd;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Caller> callers = new ArrayList<>();

  /** Signed in by nobody yet. */
  Callers(Crowd crowd) {
    this.crowd = crowd;
  }

  void signIn() {
    for (int i = 0; i < COUNT; i++) {
      long id = crowd.eve.world().pilots().create(NewPilot.named("Caller " + i)).characterId();
      try (Phone phone = new Phone(crowd.server, Crowd.APP)) {
        callers.add(new Caller(id, phone.signIn(id, Optional.empty()).path("token").asText()));
      }
    }
  }

  /** They begin to call. */
  Calls call() {
    return new Calls();
  }

  private HttpResponse<String> send(Caller caller, String method, String path)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(crowd.server.resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + caller.bearer)
            .method(method, BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  /** Somebody who is signed in. */
  private record Caller(long character, String bearer) {}

  /** Calls under way, until they are closed. */
  final class Calls implements AutoCloseable {
    private final Latencies looks = new Latencies();
    private final Latencies taken = new Latencies();
    private final Latencies wishes = new Latencies();
    private final Map<String, Integer> troubles = new TreeMap<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Thread> threads;

    private Calls() {
      threads =
          List.of(
              Thread.ofPlatform().start(() -> repeat(BETWEEN_LOOKS, this::look)),
              Thread.ofPlatform().start(() -> repeat(BETWEEN_WISHES, this::wish)));
    }

    private void repeat(Duration between, Deed deed) {
      try {
        for (int i = 0; !over.get(); i++) {
          try {
            deed.of(callers.get(i % callers.size()));
          } catch (IOException e) {
            trouble(e.getClass().getSimpleName());
          }
          Thread.sleep(between);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void look(Caller caller) throws IOException, InterruptedException {
      long began = System.nanoTime();
      int status = send(caller, "GET", "/v1/characters").statusCode();
      looks.add(Duration.ofNanos(System.nanoTime() - began));
      if (status != 200) {
        trouble("GET " + status);
      }
    }

    /** A reading that is really one: what is known is not taken for fresh. */
    private void wish(Caller caller) throws IOException, InterruptedException {
      crowd.database.execute(
          "UPDATE sync_state SET fresh_until = NULL WHERE character_id = " + caller.character);
      long began = System.nanoTime();
      HttpResponse<String> answer =
          send(caller, "POST", "/v1/characters/" + caller.character + "/sync");
      taken.add(Duration.ofNanos(System.nanoTime() - began));
      if (answer.statusCode() != 202) {
        trouble("POST " + answer.statusCode());
        return;
      }
      for (JsonNode job : JSON.readTree(answer.body()).path("jobs")) {
        if (!await(caller, job.path("id").asText())) {
          return;
        }
      }
      wishes.add(Duration.ofNanos(System.nanoTime() - began));
    }

    private boolean await(Caller caller, String job) throws IOException, InterruptedException {
      long late = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < late) {
        JsonNode now = JSON.readTree(send(caller, "GET", "/v1/jobs/" + job).body());
        if (OVER.contains(now.path("status").asText())) {
          String result = now.path("status").asText() + " " + now.path("result");
          trouble("job " + result.replaceAll("\\d{4}-[^\"]*", "…"));
          return true;
        }
        Thread.sleep(BETWEEN_GLANCES);
      }
      trouble("job not over");
      return false;
    }

    private void trouble(String what) {
      synchronized (troubles) {
        troubles.merge(what, 1, Integer::sum);
      }
    }

    /** Until those under way are answered. */
    @Override
    public void close() {
      over.set(true);
      try {
        for (Thread thread : threads) {
          thread.join();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** A line for each kind of call. */
    List<String> lines() {
      synchronized (troubles) {
        return List.of(
            "GET /v1/characters:                   " + looks,
            "POST /v1/characters/…/sync, answered: " + taken,
            "… until everything is read:           " + wishes,
            "outcomes: " + new HashMap<>(troubles));
      }
    }
  }

  /** What a caller does. */
  private interface Deed {
    void of(Caller caller) throws IOException, InterruptedException;
  }
}
