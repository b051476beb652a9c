package dev.evenomad.bootstrap.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.sandbox.control.World;
import dev.evenomad.bootstrap.sandbox.population.FirstPilots;
import dev.evenomad.bootstrap.sandbox.population.Population;
import dev.evenomad.bootstrap.sandbox.web.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A sandbox for a class of tests, reached over real HTTP and reset before each test. Its real time
 * stands still at {@link #START} until a test moves it.
 */
public final class RunningSandbox
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

  public static final Instant START = Instant.parse("2026-11-02T18:00:00Z");

  /** The seeded pilots: the first two share an account. */
  public static final long MARA = 2_112_000_001;

  public static final long KELVAR = 2_112_000_002;
  public static final long INES = 2_112_000_003;

  public static final String CALLBACK = "http://127.0.0.1:9999/callback";
  public static final String APP_CALLBACK = "nomad-test://signed-in?from=eve";
  public static final String SKILLS = "esi-skills.read_skills.v1";
  public static final String QUEUE = "esi-skills.read_skillqueue.v1";

  private static final String CLIENT_ID = "c11e47000000000000000000000000ff";
  private static final String CLIENT_SECRET = "a secret: with + and /";

  private final SettableTime time = new SettableTime(START);
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final Population population;
  private @Nullable Sandbox sandbox;

  /** What a token response carries. */
  public record Tokens(String access, String refresh) {}

  /** With the three seeded pilots. */
  public RunningSandbox() {
    this(new FirstPilots());
  }

  public RunningSandbox(Population population) {
    this.population = population;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    sandbox =
        Sandbox.start(
            SandboxSettings.of(
                    CLIENT_ID,
                    CLIENT_SECRET,
                    List.of(URI.create(CALLBACK), URI.create(APP_CALLBACK)))
                .withRealTime(time)
                .withPopulation(population));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    time.set(START);
    world().reset();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    sandbox().close();
  }

  public Sandbox sandbox() {
    if (sandbox == null) {
      throw new IllegalStateException("the sandbox has not been started");
    }
    return sandbox;
  }

  public World world() {
    return sandbox().world();
  }

  /** Real time, and with it the world's. */
  public SettableTime time() {
    return time;
  }

  public void pass(Duration by) {
    time.advance(by);
  }

  // HTTP

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public HttpClient client() {
    return client;
  }

  public HttpRequest.Builder request(URI base, String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
  }

  public static JsonNode json(HttpResponse<String> response) {
    return Json.read(response.body().getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  public static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  // SSO

  /** The query of an authorization request for {@code scopes}. */
  public static Map<String, String> authorization(String... scopes) {
    var query = new LinkedHashMap<String, String>();
    query.put("response_type", "code");
    query.put("client_id", CLIENT_ID);
    query.put("redirect_uri", CALLBACK);
    query.put("scope", String.join(" ", scopes));
    query.put("state", "s t/a&t=e");
    return query;
  }

  public HttpResponse<String> authorizePage(Map<String, String> query) {
    return send(request(sandbox().ssoBase(), "/v2/oauth/authorize?" + form(query)));
  }

  public HttpResponse<String> decide(Map<String, String> query, Map<String, String> decision) {
    return send(
        request(sandbox().ssoBase(), "/v2/oauth/authorize?" + form(query))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form(decision))));
  }

  public HttpResponse<String> choose(Map<String, String> query, long characterId) {
    return decide(
        query, Map.of("character_id", Long.toString(characterId), "decision", "authorize"));
  }

  /** A code for {@code characterId}. */
  public String code(Map<String, String> query, long characterId) {
    return parameters(choose(query, characterId)).getOrDefault("code", "");
  }

  /** The query parameters of where a response redirects to. */
  public static Map<String, String> parameters(HttpResponse<String> response) {
    var location = response.headers().firstValue("Location").orElseThrow();
    var query = location.substring(location.indexOf('?') + 1);
    return Arrays.stream(query.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  public static String basic() {
    var credentials = CLIENT_ID + ":" + CLIENT_SECRET;
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  /** A request to the token endpoint with the client's secret. */
  public HttpResponse<String> token(Map<String, String> form) {
    return send(
        tokenRequest(form, "application/x-www-form-urlencoded").header("Authorization", basic()));
  }

  /** A request to the token endpoint without Authorization header. */
  public HttpResponse<String> nativeToken(Map<String, String> form) {
    return send(tokenRequest(form, "application/x-www-form-urlencoded"));
  }

  public HttpRequest.Builder tokenRequest(Map<String, String> form, String contentType) {
    return request(sandbox().ssoBase(), "/v2/oauth/token")
        .header("Content-Type", contentType)
        .POST(HttpRequest.BodyPublishers.ofString(form(form)));
  }

  public static Map<String, String> exchange(String code) {
    return Map.of("grant_type", "authorization_code", "code", code);
  }

  public static Map<String, String> refresh(String token) {
    return Map.of("grant_type", "refresh_token", "refresh_token", token);
  }

  /** Signs a pilot in with the client's secret. */
  public Tokens signIn(long characterId, String... scopes) {
    var response = token(exchange(code(authorization(scopes), characterId)));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return tokens(response);
  }

  public static Tokens tokens(HttpResponse<String> response) {
    var body = json(response);
    return new Tokens(body.path("access_token").asText(), body.path("refresh_token").asText());
  }

  // ESI

  /** A request as our own client makes it. */
  public HttpRequest.Builder esi(String path) {
    return request(sandbox().esiBase(), path)
        .header("User-Agent", "EveNomad-Test/1.0 (test@example.org)")
        .header("X-Compatibility-Date", "2026-08-04");
  }

  public HttpRequest.Builder esi(String path, Tokens tokens) {
    return esi(path).header("Authorization", "Bearer " + tokens.access());
  }

  public HttpResponse<String> skills(long characterId, Tokens tokens) {
    return send(esi("/characters/" + characterId + "/skills", tokens));
  }

  public HttpResponse<String> skillQueue(long characterId, Tokens tokens) {
    return send(esi("/characters/" + characterId + "/skillqueue", tokens));
  }

  // Control

  public HttpResponse<String> control(String method, String path, String body) {
    return send(
        request(sandbox().controlBase(), path)
            .header("Content-Type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body)));
  }

  /** A control operation that must succeed. */
  public JsonNode controlled(String method, String path, String body) {
    var response = control(method, path, body);
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
    return response.body().isEmpty() ? Json.object() : json(response);
  }
}
