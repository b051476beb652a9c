package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.http.contract.ApiContract;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An app with an open live stream, which reads as the HTML standard says. */
final class LiveClient implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.createDefault();
  private static final long PATIENCE_SECONDS = 20;
  private static final Event END = new Event("", "the end", "", Map.of());

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final List<String> retries = new ArrayList<>();
  final HttpResponse<InputStream> response;

  LiveClient(HttpRequest.Builder request) {
    try {
      response =
          client.send(
              request.header("Accept", "text/event-stream").build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    assertThat(response.statusCode()).isEqualTo(200);
    Thread.ofVirtual().start(this::read);
  }

  static LiveClient open(Api api, String token) {
    return new LiveClient(api.request("/v1/events", token));
  }

  static LiveClient open(Api api, String token, String lastEventId) {
    return new LiveClient(api.request("/v1/events", token).header("Last-Event-ID", lastEventId));
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      Map<String, String> fields = new LinkedHashMap<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          end(fields);
          fields.clear();
        } else if (!line.startsWith(":")) {
          String[] field = line.split(": ", 2);
          fields.put(field[0], field[1]);
        }
      }
    } catch (IOException e) {
      // Ended as well.
    } finally {
      events.add(END);
    }
  }

  private synchronized void end(Map<String, String> fields) throws IOException {
    Optional.ofNullable(fields.get("retry")).ifPresent(retries::add);
    String data = fields.get("data");
    if (data != null) {
      events.add(
          new Event(
              fields.getOrDefault("id", ""),
              fields.getOrDefault("event", "message"),
              data,
              JSON.readValue(data, Argument.mapOf(String.class, Object.class))));
    }
  }

  /** The next event, which is of that type. */
  Event next(String type) {
    Event next = next();
    assertThat(next.type).as(next.data).isEqualTo(type);
    assertThat(next.object).containsEntry("type", type);
    return next;
  }

  private Event next() {
    try {
      Event next = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(next).as("an event within %d s", PATIENCE_SECONDS).isNotNull();
      if (!Objects.requireNonNull(next).equals(END)) {
        ApiContract.builtIn().checkEvent(next.data);
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Nothing but the end comes any more. */
  void awaitEnd() {
    assertThat(next()).isEqualTo(END);
  }

  /** Whatever comes before the end. */
  List<Event> untilEnd() {
    List<Event> all = new ArrayList<>();
    for (Event event = next(); !event.equals(END); event = next()) {
      all.add(event);
    }
    return all;
  }

  synchronized List<String> retries() {
    return List.copyOf(retries);
  }

  boolean quiet() {
    return events.isEmpty();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /** What the app was told. */
  record Event(String id, String type, String data, Map<String, Object> object) {}
}
