package dev.evenomad.bootstrap.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The app and the browser on a pilot's phone: talks to the server through its public API alone, and
 * to EVE SSO as a browser does. Keeps its bearer token. Not thread-safe.
 */
public final class Phone implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final SecureRandom random = new SecureRandom();
  private final URI server;
  private final URI redirectUri;
  private final Consumer<HttpResponse<String>> observer;
  private final Browser browser;
  private @Nullable String token;

  /**
   * A phone that is signed out.
   *
   * @param redirectUri where the app waits for the outcome of a sign-in
   */
  public Phone(URI server, URI redirectUri) {
    this(server, redirectUri, answer -> {});
  }

  /** The same, with somebody who is shown every answer of the server. */
  public Phone(URI server, URI redirectUri, Consumer<HttpResponse<String>> observer) {
    this.server = server;
    this.redirectUri = redirectUri;
    this.observer = observer;
    this.browser = this::chooseCharacter;
  }

  /** The same, whose pilot agrees to a sign-in by other means than the sandbox's page. */
  public Phone(
      URI server, URI redirectUri, Consumer<HttpResponse<String>> observer, Browser browser) {
    this.server = server;
    this.redirectUri = redirectUri;
    this.observer = observer;
    this.browser = browser;
  }

  /** What happens in the browser at EVE SSO. */
  @FunctionalInterface
  public interface Browser {

    /** Where EVE SSO at {@code consent} sends a pilot back to who agrees with that character. */
    URI agree(URI consent, long characterId);
  }

  /**
   * Signs in with the character, through the browser, and keeps the session's token.
   *
   * @throws UnexpectedAnswerException if it does not succeed, naming the error that the app is told
   */
  public JsonNode signIn(long characterId, Optional<String> linkTicket) {
    String verifier = randomText();
    String state = randomText();
    String query =
        query(
            Map.of(
                "redirect_uri", redirectUri.toString(),
                "code_challenge", challenge(verifier),
                "state", state));
    String ticket = linkTicket.map(t -> "&link_ticket=" + encode(t)).orElse("");
    URI consent = redirect(get(server.resolve("/v1/auth/login?" + query + ticket)));
    URI callback = browser.agree(consent, characterId);
    Map<String, String> answer = parameters(redirect(get(callback)));
    if (!state.equals(answer.get("state"))) {
      throw new UnexpectedAnswerException("the state came back changed");
    }
    if (answer.get("code") == null) {
      throw new UnexpectedAnswerException("sign-in ended with " + answer.get("error"));
    }
    JsonNode session =
        post("/v1/auth/token", Map.of("code", answer.get("code"), "codeVerifier", verifier), 200);
    token = session.path("token").asText();
    return session;
  }

  /** What a pilot does on the page of EVE SSO: choose a character and agree. */
  private URI chooseCharacter(URI consent, long characterId) {
    expect(get(consent), 200);
    HttpRequest agree =
        HttpRequest.newBuilder(consent)
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("character_id=" + characterId + "&decision=authorize"))
            .build();
    return redirect(send(agree));
  }

  /**
   * What stands in the header Authorization of this session's calls.
   *
   * @throws IllegalStateException if the phone is signed out
   */
  public String authorization() {
    if (token == null) {
      throw new IllegalStateException("the phone is signed out");
    }
    return "Bearer " + token;
  }

  /** Calls a route that answers with JSON. */
  public JsonNode get(String path) {
    return json(expect(get(server.resolve(path)), 200));
  }

  /** The status of a call, whatever it is. */
  public int statusOf(String path) {
    return get(server.resolve(path)).statusCode();
  }

  /** Posts JSON; {@code status} is what has to come back. */
  public JsonNode post(String path, Map<String, ?> body, int status) {
    return write("POST", path, body, status);
  }

  /** Puts JSON; {@code status} is what has to come back. */
  public JsonNode put(String path, Map<String, ?> body, int status) {
    return write("PUT", path, body, status);
  }

  /** Patches with JSON; {@code status} is what has to come back. */
  public JsonNode patch(String path, Map<String, ?> body, int status) {
    return write("PATCH", path, body, status);
  }

  /** Deletes something; {@code status} is what has to come back. */
  public JsonNode delete(String path, int status) {
    return json(expect(send(authorized(server.resolve(path)).DELETE().build()), status));
  }

  private JsonNode write(String method, String path, Map<String, ?> body, int status) {
    try {
      HttpRequest request =
          authorized(server.resolve(path))
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build();
      return json(expect(send(request), status));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> get(URI uri) {
    return send(authorized(uri).GET().build());
  }

  private HttpRequest.Builder authorized(URI uri) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10));
    if (token != null && isOfServer(uri)) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private boolean isOfServer(URI uri) {
    return uri.getAuthority().equals(server.getAuthority());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (isOfServer(request.uri())) {
        observer.accept(answer);
      }
      return answer;
    } catch (IOException e) {
      throw new UnexpectedAnswerException("no answer from " + request.uri().getPath() + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnexpectedAnswerException("interrupted");
    }
  }

  private static HttpResponse<String> expect(HttpResponse<String> response, int status) {
    if (response.statusCode() != status) {
      throw new UnexpectedAnswerException(
          "%s %s answered %d, not %d: %s"
              .formatted(
                  response.request().method(),
                  response.request().uri().getPath(),
                  response.statusCode(),
                  status,
                  response.body()));
    }
    return response;
  }

  private static URI redirect(HttpResponse<String> response) {
    return URI.create(
        expect(response, 302)
            .headers()
            .firstValue("Location")
            .orElseThrow(() -> new UnexpectedAnswerException("a redirect leads nowhere")));
  }

  private static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String randomText() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static Map<String, String> parameters(URI uri) {
    return Arrays.stream(uri.getRawQuery().split("&"))
        .map(parameter -> parameter.split("=", 2))
        .collect(
            Collectors.toMap(
                parts -> parts[0], parts -> URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.close();
  }
}
