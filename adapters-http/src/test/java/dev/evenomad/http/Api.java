package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.session.LoginSettings;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.cache.Lookup;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.character.CorporationId;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.character.PublicProfile;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.market.RegionMarkets;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.universe.ItemTypes;
import dev.evenomad.http.contract.ApiContract;
import dev.evenomad.http.health.Readiness;
import dev.evenomad.http.limit.RequestLimits;
import dev.evenomad.http.payment.StripeWebhooks;
import dev.evenomad.http.session.JwtTokens;
import dev.evenomad.testkit.memory.FakeTokenVault;
import dev.evenomad.testkit.memory.InMemoryStores;
import dev.evenomad.testkit.memory.RecordingPushGateway;
import dev.evenomad.testkit.memory.ScriptedEve;
import dev.evenomad.testkit.memory.SequentialIds;
import dev.evenomad.testkit.memory.SequentialSecrets;
import dev.evenomad.testkit.time.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A running server over a Nomad in memory, and what a phone and a pilot's browser do with it. One
 * for all tests of a class: each makes up characters of its own, and the clock only moves forward.
 */
final class Api implements AfterAllCallback, AutoCloseable {

  static final Instant START = Instant.parse("2026-09-01T10:00:00Z");
  static final URI APP = URI.create("evenomad://signed-in");
  static final CodeVerifier VERIFIER = new CodeVerifier(Secret.of("v".repeat(43)));
  static final Secret SECRET = Secret.of("a-secret-that-signs-the-tokens-of-tests");

  final SettableClock clock = SettableClock.at(START);
  final InMemoryStores stores = new InMemoryStores();
  final ScriptedEve eve = new ScriptedEve(clock);
  volatile ItemTypes itemTypes = (type, language) -> new Lookup.Absent<>();
  volatile RegionMarkets regionMarkets = (region, type) -> new Lookup.Absent<>();
  final RecordingPushGateway push = new RecordingPushGateway();
  final SequentialIds ids = new SequentialIds();
  final JwtTokens tokens = new JwtTokens(List.of(SECRET), clock);
  final Nomad nomad =
      Nomad.builder()
          .transactions(
              new Transactions() {
                @Override
                public <T> T call(Supplier<T> work) {
                  beforeTransactions.run();
                  return stores.transactions().call(work);
                }
              })
          .stores(stores)
          .ids(ids)
          .secrets(new SequentialSecrets())
          .vault(new FakeTokenVault())
          .tokenIssuer(tokens)
          .eve(eve)
          .itemTypes((type, language) -> itemTypes.find(type, language))
          .regionMarkets((region, type) -> regionMarkets.orders(region, type))
          .push(push)
          .loginSettings(LoginSettings.forApps(Set.of(APP)))
          .background(Runnable::run)
          .clock(clock)
          .build();

  private final AtomicInteger characters = new AtomicInteger();
  private volatile Runnable beforeTransactions = () -> {};
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final HttpServer server;

  /** On any free port, without anything that it needs. */
  Api() {
    this(new HttpSettings("127.0.0.1", 0, Optional.empty()), List.of());
  }

  /** On any free port, guarded in that way. */
  Api(Protection protection) {
    this(new HttpSettings("127.0.0.1", 0, Optional.empty()).protectedBy(protection), List.of());
  }

  Api(HttpSettings settings, List<Readiness> needed) {
    this(settings, Optional.empty(), needed);
  }

  /** On any free port, where real payments are told that one of those secrets signs. */
  Api(List<Secret> stripeSecrets) {
    this(new HttpSettings("127.0.0.1", 0, Optional.empty()), Optional.of(stripeSecrets), List.of());
  }

  Api(HttpSettings settings, Optional<List<Secret>> stripeSecrets, List<Readiness> needed) {
    this(settings, stripeSecrets, needed, Instruments.NONE);
  }

  /** On any free port, guarded in that way, and watched. */
  Api(Protection protection, Instruments instruments) {
    this(
        new HttpSettings("127.0.0.1", 0, Optional.empty()).protectedBy(protection),
        Optional.empty(),
        List.of(),
        instruments);
  }

  private Api(
      HttpSettings settings,
      Optional<List<Secret>> stripeSecrets,
      List<Readiness> needed,
      Instruments instruments) {
    this.server =
        HttpServer.start(
            settings,
            tokens,
            new RequestLimits(settings.protection().rates(), stores.budgets(), clock),
            stripeSecrets.map(secrets -> new StripeWebhooks(secrets, true, clock)),
            nomad,
            needed,
            instruments);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }

  HttpServer server() {
    return server;
  }

  /** What other devices do just before each transaction of a use case, until told otherwise. */
  void beforeTransactions(Runnable step) {
    beforeTransactions = step;
  }

  // Requests

  HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create(server.uri() + pathAndQuery))
        .timeout(Duration.ofSeconds(30));
  }

  HttpRequest.Builder request(String pathAndQuery, String token) {
    return request(pathAndQuery).header("Authorization", "Bearer " + token);
  }

  Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(
          ApiContract.builtIn().check(client.send(request.build(), BodyHandlers.ofString())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  Answer get(String pathAndQuery) {
    return send(request(pathAndQuery));
  }

  Answer get(String pathAndQuery, String token) {
    return send(request(pathAndQuery, token));
  }

  Answer post(String path, String token) {
    return send(request(path, token).POST(BodyPublishers.noBody()));
  }

  Answer delete(String path, String token) {
    return send(request(path, token).DELETE());
  }

  /** With JSON, without a session. */
  Answer postJson(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** With JSON, in a session. */
  Answer sendJson(String method, String path, String token, String json) {
    return send(
        request(path, token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json)));
  }

  // Pilots

  /** A character that nobody has linked. */
  CharacterId newCharacter() {
    int number = characters.incrementAndGet();
    CharacterId id = new CharacterId(2_112_000_000L + number);
    eve.addCharacter(
        id,
        new CharacterName("Pilot " + number),
        new OwnerHash("owner-" + number),
        new PublicProfile(new CorporationId(98_000_001), Optional.empty()));
    return id;
  }

  /** The way of a login up to EVE SSO. */
  URI goToEve(Optional<String> linkTicket) {
    return get("/v1/auth/login?redirect_uri=%s&code_challenge=%s&state=from+the+app%s"
            .formatted(
                encode(APP.toString()),
                VERIFIER.challenge().value(),
                linkTicket.map(ticket -> "&link_ticket=" + encode(ticket)).orElse("")))
        .is(302)
        .location();
  }

  /** The pilot agrees at EVE SSO, and the browser comes back to the app with these parameters. */
  Map<String, String> comeBack(URI eveSso, CharacterId character) {
    Answer answer = callback(eveSso, eve.approve(eveSso, character).reveal()).is(302);
    return parameters(answer.location());
  }

  /** The browser comes back from EVE SSO with that code. */
  Answer callback(URI eveSso, String code) {
    return get(
        "/v1/auth/callback?code=%s&state=%s"
            .formatted(encode(code), encode(parameters(eveSso).getOrDefault("state", ""))));
  }

  /** A new character signs in. */
  Phone signIn() {
    return signIn(newCharacter());
  }

  Phone signIn(CharacterId character) {
    String code = comeBack(goToEve(Optional.empty()), character).getOrDefault("code", "");
    return new Phone(character, redeem(code).is(200));
  }

  Answer redeem(String code) {
    return postJson(
        "/v1/auth/token",
        """
        {"code": "%s", "codeVerifier": "%s"}\
        """
            .formatted(code, VERIFIER.secret().reveal()));
  }

  /** The work that is due is done until none is left. */
  void doDueWork() {
    assertThat(stores.schedule().runDue(nomad.dueWork(), clock.instant()).failed()).isEmpty();
  }

  static Map<String, String> parameters(URI uri) {
    return Arrays.stream(uri.getRawQuery().split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Somebody who has signed in. */
  record Phone(CharacterId character, String token, UserId user) {

    Phone(CharacterId character, Answer signedIn) {
      this(character, signedIn.text("token"), new UserId(signedIn.text("userId")));
    }
  }
}
