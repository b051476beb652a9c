package dev.evenomad.bootstrap.journey;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that all HTTP clients of this process use which are made while it is open: phones, and
 * the servers on their way to EVE and Google. Keeps every secret that goes through, on its way
 * there or back.
 */
final class Wire implements AutoCloseable {

  /** What carries a secret in a query, a form, or JSON. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?:^|[?&\"])(code|code_verifier|codeVerifier|state|access_token|refresh_token|token"
              + "|ticket|link_ticket|assertion|pushToken|client_secret)(=|\"\\s*:\\s*\")"
              + "([^&\"\\s]+)");

  private static final Pattern CREDENTIALS = Pattern.compile("(?i)(Basic|Bearer) +(\\S+)");

  /** Codes of errors are words in small letters; secrets are long, and are not. */
  private static final Pattern SECRET = Pattern.compile("(?![a-z_]+$).{16,}");

  /** Those that concern one connection, and those that the client writes by itself. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          "connection",
          "proxy-connection",
          "keep-alive",
          "transfer-encoding",
          "upgrade",
          "http2-settings",
          "host",
          "content-length",
          "accept-encoding",
          "date");

  private final Map<String, Set<String>> secrets = new ConcurrentHashMap<>();
  private final HttpClient direct =
      HttpClient.newBuilder()
          .proxy(HttpClient.Builder.NO_PROXY)
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final @Nullable ProxySelector before = ProxySelector.getDefault();
  private final HttpServer proxy;

  Wire() {
    try {
      proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    proxy.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    proxy.createContext("/", this::pass);
    proxy.start();
    ProxySelector.setDefault(new ThisForAll(proxy.getAddress()));
  }

  /** What went through so far, by the name of the parameter or the kind of credentials. */
  Map<String, Set<String>> secrets() {
    return Map.copyOf(secrets);
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      URI target = exchange.getRequestURI();
      HttpRequest.Builder request =
          HttpRequest.newBuilder(target)
              .method(
                  exchange.getRequestMethod(),
                  body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) -> {
                if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                  values.forEach(value -> request.header(name, value));
                }
              });
      keepParameters(target.toString());
      keepParameters(new String(body, StandardCharsets.UTF_8));
      keepCredentials(exchange.getRequestHeaders());
      answer(exchange, direct.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
    keepParameters(response.headers().firstValue("Location").orElse(""));
    keepParameters(new String(response.body(), StandardCharsets.UTF_8));
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    int length = response.body().length;
    exchange.sendResponseHeaders(response.statusCode(), length == 0 ? -1 : length);
    if (length > 0) {
      exchange.getResponseBody().write(response.body());
    }
  }

  private void keepParameters(String text) {
    Matcher parameter = PARAMETER.matcher(text);
    while (parameter.find()) {
      String value =
          parameter.group(2).equals("=")
              ? URLDecoder.decode(parameter.group(3), StandardCharsets.UTF_8)
              : parameter.group(3);
      if (SECRET.matcher(value).matches()) {
        keep(parameter.group(1), value);
      }
    }
  }

  private void keepCredentials(Headers headers) {
    for (String value : headers.getOrDefault("Authorization", List.of())) {
      Matcher credentials = CREDENTIALS.matcher(value);
      if (credentials.matches()) {
        String scheme = credentials.group(1).toLowerCase(Locale.ROOT);
        keep(scheme, credentials.group(2));
        if (scheme.equals("basic")) {
          String decoded =
              new String(Base64.getDecoder().decode(credentials.group(2)), StandardCharsets.UTF_8);
          keep("client_secret", decoded.substring(decoded.indexOf(':') + 1));
        }
      }
    }
  }

  private void keep(String name, String value) {
    secrets.computeIfAbsent(name, none -> ConcurrentHashMap.newKeySet()).add(value);
  }

  /** All of them, and of signed tokens also the signature alone. */
  Set<String> values() {
    return secrets.values().stream()
        .flatMap(Set::stream)
        .flatMap(
            value ->
                value.chars().filter(c -> c == '.').count() == 2
                    ? List.of(value, value.substring(value.lastIndexOf('.') + 1)).stream()
                    : List.of(value).stream())
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    ProxySelector.setDefault(before);
    proxy.stop(0);
    direct.close();
  }

  private static final class ThisForAll extends ProxySelector {

    private final List<Proxy> proxies;

    ThisForAll(InetSocketAddress address) {
      proxies = List.of(new Proxy(Proxy.Type.HTTP, address));
    }

    @Override
    public List<Proxy> select(URI uri) {
      return proxies;
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
