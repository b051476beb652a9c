package dev.evenomad.push.web;

import static dev.evenomad.push.sending.Reply.reply;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushMessage.Content;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.push.sending.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A push service over real HTTP, which takes every message unless it was told otherwise. */
final class FakePushService implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  static final VapidKey KEY = VapidKey.generate();
  static final String SUBJECT = "mailto:pilot@example.org";

  /** The browser of RFC 8291, section 5. */
  static final String P256DH =
      "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";

  static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";

  /**
   * What was posted.
   *
   * @param body a character for each byte
   */
  record Posted(String method, String path, Headers headers, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Reply> toPath = new HashMap<>();
  private Optional<Reply> toAll = Optional.empty();
  private final List<Posted> posted = new CopyOnWriteArrayList<>();

  FakePushService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  URI origin() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  WebPushSettings settings() {
    return WebPushSettings.of(KEY, SUBJECT).trusting(Set.of(origin()));
  }

  /** Another browser's subscription with every call. */
  PushToken subscribe() {
    return subscription(origin() + "/push/" + UUID.randomUUID());
  }

  static PushToken subscription(String endpoint) {
    return subscription(endpoint, P256DH, AUTH);
  }

  static PushToken subscription(String endpoint, String p256dh, String auth) {
    return new PushToken(
        "{\"endpoint\":\"%s\",\"expirationTime\":null,\"keys\":{\"p256dh\":\"%s\",\"auth\":\"%s\"}}"
            .formatted(endpoint, p256dh, auth));
  }

  static PushMessage alert(PushToken to) {
    return alert(to, "Skill complete", "Gunnery V finished", "skill:2112000001:3300:5");
  }

  static PushMessage alert(PushToken to, String title, String body, String collapseKey) {
    return new PushMessage(
        to,
        DeviceType.WEB,
        new Content.Alert(NotificationKind.SKILL_COMPLETE, title, body),
        Map.of("type", "skill_complete", "characterId", "2112000001"),
        collapseKey,
        Duration.ofHours(24),
        7);
  }

  /** What every message gets from now on. */
  synchronized void always(Reply reply) {
    toAll = Optional.of(reply);
  }

  /** What every message to that browser gets from now on. */
  synchronized void always(PushToken to, Reply reply) {
    toPath.put(Subscription.parse(to).endpoint().getPath(), reply);
  }

  List<Posted> posted() {
    return posted;
  }

  private void take(HttpExchange exchange) throws IOException {
    posted.add(
        new Posted(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders(),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1)));
    replyTo(exchange.getRequestURI().getPath()).to(exchange);
  }

  private synchronized Reply replyTo(String path) {
    return toPath.getOrDefault(
        path, toAll.orElse(reply(201, "", Map.of("Location", origin() + "/message/1"))));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
