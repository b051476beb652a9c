package dev.evenomad.bootstrap.security;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evenomad.bootstrap.local.LocalWorld;
import dev.evenomad.bootstrap.local.LocalWorldSettings;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.bootstrap.sandbox.Sandbox;
import dev.evenomad.bootstrap.sandbox.control.World;
import dev.evenomad.bootstrap.sandbox.game.NewPilot;
import dev.evenomad.bootstrap.sandbox.population.FirstPilots;
import dev.evenomad.bootstrap.server.NomadServer;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.persistence.DatabaseUrl;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.persistence.vault.EncryptionKey;
import dev.evenomad.persistence.vault.Vault;
import dev.evenomad.testkit.time.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A whole server with its database and the sandbox, on a clock that only the test moves, so that
 * nothing changes but what requests change. The one place where the server of these tests is
 * configured. Not thread-safe.
 */
final class TestedServer implements AutoCloseable {

  static final URI APP = URI.create("evenomad://callback");

  /** What is nobody's, by the segment of the path before its id. */
  static final Map<String, String> PUBLIC = Map.of("types", "34", "market", "10000002");

  private static final Pattern CHARACTER = Pattern.compile("(\"\\w*[cC]haracterIds?\":\\[?)1\\b");
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final SettableClock clock =
      SettableClock.at(Instant.now().truncatedTo(ChronoUnit.SECONDS).plusMillis(250));
  final Api api;
  final Rows rows;
  final Sandbox sandbox;
  final Map<String, String> environment;
  final NomadServer server;
  final String jdbcUrl;

  private final LocalWorld local;
  private int pilots;

  TestedServer() {
    // Requests are not limited in their number here: these tests are more than any pilot is
    // allowed.
    local =
        new LocalWorld(
            new LocalWorldSettings(Optional.empty(), 0, 0, Set.of(APP), clock, new FirstPilots()));
    jdbcUrl = local.startDatabase().jdbcUrl();
    sandbox = local.startSandbox();
    server = local.startServer();
    environment = local.environment(URI.create("http://127.0.0.1:1"));
    rows = new Rows(jdbcUrl);
    api = Api.read(send(new Draft("GET", "/openapi.yml")).text());
  }

  World world() {
    return sandbox.world();
  }

  int port() {
    return server.uri().getPort();
  }

  /** Everything that the operator keeps to themselves. */
  List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    for (String name :
        List.of("ENCRYPTION_KEY", "JWT_SECRET", "EVE_CLIENT_SECRET", "VAPID_PRIVATE_KEY")) {
      secrets.add(environment.getOrDefault(name, ""));
    }
    String key = json(environment.getOrDefault("FCM_CREDENTIALS", "")).path("private_key").asText();
    key.lines().filter(line -> !line.startsWith("-----")).forEach(secrets::add);
    return secrets;
  }

  /** The tokens that EVE issued for the pilot's characters. */
  List<String> eveTokens(Account account) {
    List<String> tokens = new ArrayList<>();
    TokenVault vault =
        Vault.of(EncryptionKey.parseAll(environment.getOrDefault("ENCRYPTION_KEY", "")));
    try (Persistence persistence =
        Persistence.open(PersistenceSettings.of(DatabaseUrl.parse(jdbcUrl)), clock)) {
      for (long id : account.characters()) {
        CharacterId pilot = new CharacterId(id);
        if (persistence.characters().find(pilot).orElseThrow().grant()
            instanceof EsiGrant.Valid grant) {
          tokens.add(vault.open(pilot, TokenField.ACCESS_TOKEN, grant.accessToken()).reveal());
          tokens.add(vault.open(pilot, TokenField.REFRESH_TOKEN, grant.refreshToken()).reveal());
        }
      }
    }
    return tokens;
  }

  // Requests

  /** On a connection of its own. */
  Reply send(Draft draft) {
    try (RawConnection connection = new RawConnection(port())) {
      return connection.exchange(draft.bytes(), draft.head(), PATIENCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a JSON text says; a missing node if it is none. */
  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  /** A request that does the operation, with what the schemas call right. */
  Draft valid(Operation operation, Account who) {
    Draft draft =
        new Draft(
            operation.method(),
            operation.target(
                    hole ->
                        who.belonging(operation, hole)
                            .or(() -> Optional.ofNullable(PUBLIC.get(operation.kindOf(hole))))
                            .orElse("1"))
                + query(operation));
    operation.body().ifPresent(schema -> draft.json(body(schema, who)));
    return operation.open() ? draft : draft.bearer(who.token());
  }

  /** With a character of the pilot's own wherever one is named. */
  private String body(JsonNode schema, Account who) {
    return CHARACTER
        .matcher(api.example(schema).toString())
        .replaceAll("$1" + who.characters().getFirst());
  }

  private String query(Operation operation) {
    List<String> pairs = new ArrayList<>();
    for (Operation.Parameter parameter : operation.in("query")) {
      if (parameter.required()) {
        pairs.add(
            parameter.name()
                + "="
                + Draft.escaped(api.example(parameter.name(), parameter.schema()).asText()));
      }
    }
    return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
  }

  // Pilots

  /** Somebody who has an account with two characters, alerts, jobs and a phone. */
  Account newAccount() {
    return account(newPilot(), newPilot());
  }

  /** The same, with the sandbox's first pilots, who have everything. */
  Account firstAccount() {
    return account(FirstPilots.MARA, FirstPilots.MARA + 1);
  }

  private long newPilot() {
    pilots++;
    return world()
        .pilots()
        .create(NewPilot.named("Pilot " + pilots).onAccount("account-" + pilots))
        .characterId();
  }

  private Account account(long first, long second) {
    Phone phone = new Phone(server.uri(), APP);
    phone.signIn(first, Optional.empty());
    String ticket = phone.post("/v1/auth/link", Map.of(), 200).path("ticket").asText();
    JsonNode session = phone.signIn(second, Optional.of(ticket));
    String pushToken = "push-token-of-" + session.path("userId").asText();
    phone.put("/v1/sessions/current/device", Map.of("type", "ios", "pushToken", pushToken), 204);
    for (long character : List.of(first, second)) {
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  phone
                      .get("/v1/characters/" + character + "/skill-queue")
                      .path("asOf")
                      .isTextual());
    }
    phone.post("/v1/notifications/test", Map.of(), 202);
    phone.post("/v1/characters/" + first + "/sync", Map.of(), 202);
    rows.awaitQuiet(clock.instant());
    Account account =
        new Account(
            session.path("userId").asText(),
            session.path("token").asText(),
            pushToken,
            List.of(first, second),
            phone,
            Map.of());
    return new Account(
        account.userId(),
        account.token(),
        pushToken,
        account.characters(),
        phone,
        belongings(account));
  }

  /** Asks for everything that the pilot may see, and keeps the ids in it. */
  private Map<String, Set<String>> belongings(Account account) {
    Map<String, Set<String>> found = new LinkedHashMap<>();
    Account knowing =
        new Account(
            account.userId(),
            account.token(),
            account.pushToken(),
            account.characters(),
            account.phone(),
            found);
    for (int holes = 0; holes <= 2; holes++) {
      for (Operation operation : api.operations()) {
        if (operation.method().equals("GET")
            && operation.forPilots()
            && operation.holes().size() == holes
            && operation.holes().stream()
                .allMatch(hole -> knowing.belonging(operation, hole).isPresent())) {
          Reply reply = send(valid(operation, knowing));
          if (reply.status() == 200) {
            Account.learn(operation, json(reply.text()), found);
          }
        }
      }
    }
    return found;
  }

  /** Ids in the database of everything that belongs to the pilot. */
  Set<String> marks(Account account) {
    Set<String> ids = new TreeSet<>(Set.of(account.userId()));
    for (int steps = 0; steps < 2; steps++) {
      Set<String> known = Set.copyOf(ids);
      for (String row : rows.all()) {
        if (known.stream().anyMatch(row::contains)) {
          String id = json(row.substring(row.indexOf('{'))).path("id").asText();
          if (id.length() >= 20) {
            ids.add(id);
          }
        }
      }
    }
    return ids;
  }

  @Override
  public void close() {
    rows.close();
    local.close();
  }
}
