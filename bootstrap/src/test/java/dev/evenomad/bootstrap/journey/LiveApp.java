package dev.evenomad.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.http.contract.ApiContract;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The open app of a phone: its live stream at one server. */
final class LiveApp implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final long PATIENCE_SECONDS = 30;
  private static final Event END = new Event("", JSON.nullNode());

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  /** Opens it. */
  LiveApp(URI server, Phone phone, Optional<String> lastEventId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve("/v1/events"))
            .header("Authorization", phone.authorization());
    lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
    HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    Thread.ofVirtual().start(() -> read(response.body()));
  }

  private void read(InputStream body) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      String id = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          events.add(new Event(id, json(line.substring(6))));
        }
      }
    } catch (IOException e) {
      // Ended as well.
    } finally {
      events.add(END);
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }

  /** The next event of that type; what comes before it is held against the API document alone. */
  Event next(String type) throws InterruptedException {
    return next(event -> event.data.path("type").asText().equals(type));
  }

  /** The next such event, or the end. */
  Event next(Predicate<Event> wanted) throws InterruptedException {
    Event next;
    do {
      next =
          Objects.requireNonNull(
              events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "there was no such event");
      if (!next.equals(END)) {
        ApiContract.builtIn().checkEvent(next.data.toString());
      }
    } while (!next.equals(END) && !wanted.test(next));
    return next;
  }

  /** Waits until it ends. */
  void awaitEnd() throws InterruptedException {
    assertThat(next(event -> false)).isEqualTo(END);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /** What the app was told. */
  record Event(String id, JsonNode data) {}
}
