package dev.evenomad.bootstrap.crash;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A pilot's app that reads and writes all the time, at a server as long as that takes connections,
 * then at the next one. What it asks can be repeated, so that it does so too where a connection
 * that was kept ended without an answer. Remembers what became of every request. Closing it ends
 * it.
 */
final class RestlessApp implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(40);
  private static final String SETTINGS = "{\"notifications\":{\"digest\":false}}";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Pilot pilot;
  private final List<URI> servers;
  private final Map<URI, Map<String, Integer>> answered = new ConcurrentHashMap<>();
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
  private final List<String> unanswered = Collections.synchronizedList(new ArrayList<>());
  private final Thread thread;
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean closed;
  private int current;

  private RestlessApp(Pilot pilot, List<URI> servers, int first) {
    this.pilot = pilot;
    this.servers = List.copyOf(servers);
    this.current = first;
    this.thread = Thread.ofVirtual().unstarted(this::run);
  }

  /**
   * Begins.
   *
   * @param servers all there ever will be
   * @param first which of them it asks first
   */
  static RestlessApp of(Pilot pilot, List<URI> servers, int first) {
    RestlessApp app = new RestlessApp(pilot, servers, first);
    app.thread.start();
    return app;
  }

  /** How many requests of that method a server has answered well. */
  int answered(URI server, String method) {
    return answered.getOrDefault(server, Map.of()).getOrDefault(method, 0);
  }

  /** What was repeated because a connection that was kept had ended. */
  List<String> unanswered() {
    synchronized (unanswered) {
      return List.copyOf(unanswered);
    }
  }

  /** What has failed in another way than by a connection that was refused or had ended. */
  List<String> failures() {
    synchronized (failures) {
      return List.copyOf(failures);
    }
  }

  /** How many connections were refused. */
  int refused() {
    return refused.get();
  }

  private void run() {
    try {
      for (int i = 0; !closed; i++) {
        switch (i % 4) {
          case 0 -> ask(request("/v1/me/settings").method("PATCH", json(SETTINGS)));
          case 1 -> ask(request("/v1/notifications"));
          case 2 -> ask(request("/v1/overview"));
          default -> ask(request("/v1/characters/" + pilot.id() + "/skill-queue"));
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpRequest.BodyPublisher json(String text) {
    return BodyPublishers.ofString(text);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://nowhere" + path))
        .timeout(Duration.ofSeconds(10))
        .header("Authorization", "Bearer " + pilot.bearer())
        .header("Content-Type", "application/json");
  }

  /** At one server after the other, until one takes it. */
  private void ask(HttpRequest.Builder builder) throws InterruptedException {
    String path = builder.build().uri().getPath();
    for (int tries = 0; tries < servers.size(); tries++) {
      URI server = servers.get(current);
      HttpRequest request = builder.uri(server.resolve(path)).build();
      try {
        note(server, http.send(request, BodyHandlers.ofString()));
        return;
      } catch (ConnectException e) {
        refused.incrementAndGet();
        current = (current + 1) % servers.size();
      } catch (HttpTimeoutException e) {
        failures.add(request.method() + " " + request.uri() + ": " + e);
        return;
      } catch (IOException e) {
        unanswered.add(request.method() + " " + request.uri() + ": " + e);
        current = (current + 1) % servers.size();
      }
    }
    failures.add(path + ": no server answers");
  }

  private void note(URI server, HttpResponse<String> answer) {
    if (answer.statusCode() / 100 == 2) {
      answered
          .computeIfAbsent(server, one -> new ConcurrentHashMap<>())
          .merge(answer.request().method(), 1, Integer::sum);
    } else {
      failures.add(
          answer.request().method()
              + " "
              + answer.uri()
              + ": "
              + answer.statusCode()
              + " "
              + answer.body().lines().limit(1).collect(Collectors.joining()));
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.close();
  }
}
