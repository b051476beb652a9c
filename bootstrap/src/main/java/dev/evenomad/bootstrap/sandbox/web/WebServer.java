package dev.evenomad.bootstrap.sandbox.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves every site on one port, each under its own first path segment, on a virtual thread per
 * request. Faults strike here; what the sites answered is noted in the journal before it is sent.
 *
 * <p>The {@code Date} header is the machine's: the JDK's server writes it itself and knows nothing
 * of a moved clock.
 */
public final class WebServer implements AutoCloseable {

  /** Site whose requests are neither struck by faults nor recorded. */
  public static final String CONTROL = "control";

  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final int MAX_BODY = 1 << 20;
  private static final List<String> RECORDED_HEADERS =
      List.of(
          "accept",
          "accept-encoding",
          "accept-language",
          "content-type",
          "if-modified-since",
          "if-none-match",
          "user-agent",
          "x-compatibility-date",
          "x-tenant",
          "x-user-agent");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<String, Site> sites = new HashMap<>();
  private final Faults faults;
  private final Journal<RecordedRequest> journal;
  private final Calls calls;
  private final InstantSource clock;

  static {
    // The JDK's server reads these when it is first used. Without the one, an answer in two packets
    // waits for the caller's acknowledgement; the other is how many connections may stay open.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
  }

  private WebServer(
      HttpServer server,
      Faults faults,
      Journal<RecordedRequest> journal,
      Calls calls,
      InstantSource clock) {
    this.server = server;
    this.faults = faults;
    this.journal = journal;
    this.calls = calls;
    this.clock = clock;
  }

  /**
   * Takes a port without answering on it yet.
   *
   * @param port 0 for a free one
   * @throws UncheckedIOException if the port cannot be had
   */
  public static WebServer bind(
      String host,
      int port,
      Faults faults,
      Journal<RecordedRequest> journal,
      Calls calls,
      InstantSource clock) {
    try {
      var server = HttpServer.create(new InetSocketAddress(host, port), 0);
      return new WebServer(server, faults, journal, calls, clock);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + host + ":" + port, e);
    }
  }

  /** Where this server is reached, without a slash at the end. */
  public URI baseUri() {
    var address = server.getAddress();
    return URI.create("http://" + address.getHostString() + ":" + address.getPort());
  }

  /**
   * Begins to answer.
   *
   * @param bySegment the sites by their first path segment
   */
  public void serve(Map<String, Site> bySegment) {
    sites.putAll(bySegment);
    server.createContext("/", this::exchange);
    server.setExecutor(threads);
    server.start();
  }

  /** Stops at once; requests under way are cut off. */
  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void exchange(HttpExchange exchange) {
    try (exchange) {
      var answer = answerOrFail(exchange);
      if (answer.isPresent()) {
        send(exchange, answer.get());
      }
    } catch (IOException gone) {
      LOG.debug("The caller went away: {}", gone.getMessage());
    }
  }

  private Optional<Response> answerOrFail(HttpExchange exchange) throws IOException {
    try {
      return answer(exchange);
    } catch (RuntimeException e) {
      LOG.error("Cannot answer {} {}", exchange.getRequestMethod(), path(exchange), e);
      return Optional.of(
          Response.json(500, Map.of("error", "the sandbox failed; its log says why")));
    }
  }

  /** The answer, or empty when the connection is to be closed. */
  private Optional<Response> answer(HttpExchange exchange) throws IOException {
    var path = path(exchange);
    var segments = path.split("/", 3);
    var segment = segments.length > 1 ? segments[1] : "";
    var body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      return Optional.of(
          Response.json(413, Map.of("error", "the body is larger than " + MAX_BODY + " bytes"))
              .with("Connection", "close"));
    }
    var site = Optional.ofNullable(sites.get(segment));
    if (site.isEmpty()) {
      return Optional.of(
          Response.json(
              404,
              Map.of(
                  "error", "no site at " + path + "; try /control, /sso, /esi, /fcm or /webpush")));
    }
    var request =
        new Request(
            exchange.getRequestMethod(),
            segments.length > 2 ? "/" + segments[2] : "/",
            Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
            headers(exchange),
            body,
            exchange.getRemoteAddress().getAddress().getHostAddress());
    if (segment.equals(CONTROL)) {
      return Optional.of(site.get().handle(request));
    }
    var answer = withFaults(site.get(), request, path).filter(given -> given.status() != 0);
    record(segment, request, answer);
    site.get()
        .operation(request)
        .ifPresent(operation -> calls.add(operation, answer.map(Response::status).orElse(0)));
    return answer;
  }

  private Optional<Response> withFaults(Site site, Request request, String fullPath) {
    var struck = faults.take(fullPath, request.path());
    if (struck.isEmpty()) {
      return Optional.of(site.handle(request));
    }
    var fault = struck.get();
    var carriedOut =
        fault.phase() == Fault.Phase.AFTER
            ? Optional.of(site.handle(request))
            : Optional.<Response>empty();
    return switch (fault.effect()) {
      case Fault.Effect.Close() -> Optional.empty();
      case Fault.Effect.Hang(var time) ->
          hang(time.toNanos())
              ? Optional.of(carriedOut.orElseGet(() -> site.handle(request)))
              : Optional.empty();
      case Fault.Effect.Answer answer -> Optional.of(failing(site, request, answer));
      case Fault.Effect.Spoil(var how) -> Optional.of(Spoilt.of(site, request, how));
    };
  }

  private static Response failing(Site site, Request request, Fault.Effect.Answer answer) {
    var failing = site.failing(request, answer.status());
    if (answer.body().isPresent()) {
      var body = answer.body().get().getBytes(StandardCharsets.UTF_8);
      failing =
          failing
              .withBody(body)
              .with("Content-Type", Json.read(body).isPresent() ? "application/json" : "text/html");
    }
    return answer
        .retryAfter()
        .map(wait -> Long.toString(wait.toSeconds()))
        .map(seconds -> Map.of("Retry-After", seconds))
        .map(failing::with)
        .orElse(failing);
  }

  /** Whether the sandbox is still open after that time. */
  private boolean hang(long nanos) {
    try {
      return !closing.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void record(String site, Request request, Optional<Response> answer) {
    var headers = new TreeMap<String, String>();
    for (var name : RECORDED_HEADERS) {
      request.header(name).ifPresent(value -> headers.put(name, value));
    }
    var credentials =
        request
            .header("Authorization")
            .map(value -> value.split(" ", 2)[0].toLowerCase(Locale.ROOT))
            .filter(scheme -> scheme.equals("basic") || scheme.equals("bearer"));
    journal.append(
        new RecordedRequest(
            clock.instant(),
            site,
            request.method(),
            request.path(),
            request.rawQuery(),
            answer.map(Response::status).orElse(0),
            credentials.orElse("none"),
            headers));
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    var headers = new HashMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return headers;
  }

  private static String path(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestURI().getRawPath()).orElse("/");
  }

  private static void send(HttpExchange exchange, Response response) throws IOException {
    response.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    var body = response.body();
    exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
