package dev.evenomad.esi.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** An HTTP server of the test's own, which answers as it is told to and remembers what it got. */
public final class LoopbackServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<String, Responder> responders = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  public LoopbackServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(workers);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI base() {
    return URI.create(
        "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort());
  }

  /** From now on that path is answered so. Others are answered with 404. */
  public void on(String path, Responder responder) {
    responders.put(path, responder);
  }

  /** One responder for each request, the last one for all that follow. */
  public void on(String path, Responder first, Responder... next) {
    List<Responder> script = new CopyOnWriteArrayList<>(next);
    script.addFirst(first);
    on(
        path,
        exchange ->
            (script.size() > 1 ? script.removeFirst() : script.getFirst()).respond(exchange));
  }

  /** Everything that was asked so far, in order. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** What was asked of one path. */
  public List<Request> requests(String path) {
    return requests.stream().filter(request -> request.path().equals(path)).toList();
  }

  public static Responder answer(int status, String body, String... headers) {
    return answer(status, body.getBytes(UTF_8), headers);
  }

  public static Responder answer(int status, byte[] body, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
      exchange.close();
    };
  }

  /** Drops the connection in the middle of an answer. */
  public static Responder broken() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write("{".getBytes(UTF_8));
      exchange.getResponseBody().flush();
      throw new IOException("broken on purpose");
    };
  }

  /** Says nothing until the server is closed. */
  public Responder silence() {
    return exchange -> awaitClosing();
  }

  /** Begins an answer and does not go on before the server is closed. */
  public Responder stalledBody() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write("{".getBytes(UTF_8));
      exchange.getResponseBody().flush();
      awaitClosing();
    };
  }

  public static byte[] gzip(byte[] plain) {
    var compressed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(compressed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    workers.close();
  }

  private void awaitClosing() throws IOException {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("never answered on purpose");
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    URI uri = exchange.getRequestURI();
    requests.add(
        new Request(
            exchange.getRequestMethod(),
            uri.getPath(),
            Optional.ofNullable(uri.getRawQuery()).orElse(""),
            headers,
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    responders.getOrDefault(uri.getPath(), answer(404, "{}")).respond(exchange);
  }

  /** A request as it arrived; header names in lower case. */
  public record Request(
      String method, String path, String query, Map<String, String> headers, String body) {

    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The body as a form. */
    public Map<String, String> form() {
      return parameters(body);
    }

    /** The parameters of a query or form, decoded. */
    public static Map<String, String> parameters(String encoded) {
      Map<String, String> parameters = new LinkedHashMap<>();
      for (String pair : encoded.split("&", -1)) {
        String[] parts = pair.split("=", 2);
        parameters.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
      }
      return parameters;
    }
  }

  /** How a request is answered. */
  @FunctionalInterface
  public interface Responder {
    void respond(HttpExchange exchange) throws IOException;
  }
}
