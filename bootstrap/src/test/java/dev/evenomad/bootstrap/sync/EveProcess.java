package dev.evenomad.bootstrap.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The simulated EVE in a process of its own, and its control API. Thread-safe. */
final class EveProcess implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final URI base;

  /**
   * Starts it.
   *
   * @param pilots seeded ones; 0 for none
   */
  EveProcess(int pilots) {
    try {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx1g",
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  SandboxMain.class.getName(),
                  Integer.toString(pilots))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String ready =
          new BufferedReader(
                  new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      if (ready == null) {
        throw new IllegalStateException("the simulated EVE did not begin");
      }
      base = URI.create(ready);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI esi() {
    return URI.create(base + "/esi");
  }

  URI sso() {
    return URI.create(base + "/sso");
  }

  /** What it has used of the processor so far. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  List<Long> pilots(int count) {
    List<Long> ids = new ArrayList<>();
    long last = 0;
    while (ids.size() < count) {
      JsonNode page = control("GET", "/pilots?limit=1000&after=" + last, Map.of()).path("pilots");
      if (page.isEmpty()) {
        throw new IllegalStateException("there are only " + ids.size() + " pilots");
      }
      for (JsonNode pilot : page) {
        last = pilot.path("characterId").asLong();
        ids.add(last);
      }
    }
    return ids.subList(0, count);
  }

  void advance(Duration by) {
    control("POST", "/clock/advance", Map.of("by", by.toString()));
  }

  /** Takes part in making things happen; fails unless it is answered with success. */
  JsonNode control(String method, String path, Map<String, ?> body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(base + "/control" + path))
              .header("Content-Type", "application/json")
              .method(
                  method,
                  body.isEmpty()
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build();
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(method + " " + path + ": " + answer.body());
      }
      return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What the pilot does in the browser: agrees, and is sent back with a code. */
  URI agree(URI consent, long characterId) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(consent)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString("character_id=" + characterId + "&decision=authorize"))
              .build();
      return http.send(request, BodyHandlers.discarding())
          .headers()
          .firstValue("Location")
          .map(URI::create)
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
    process.destroy();
  }
}
