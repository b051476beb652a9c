package dev.evenomad.esi.client;

import static dev.evenomad.esi.client.EsiPayloads.list;
import static dev.evenomad.esi.http.LoopbackServer.answer;

import com.sun.net.httpserver.HttpExchange;
import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Scope;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.industry.IndustrySource;
import dev.evenomad.domain.mail.Mail;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.MailSource;
import dev.evenomad.domain.market.ClosedOrder;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.market.MarketSource;
import dev.evenomad.domain.market.RegionMarkets;
import dev.evenomad.domain.market.RegionOrder;
import dev.evenomad.domain.planet.Colony;
import dev.evenomad.domain.planet.PlanetSource;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.universe.EntityId;
import dev.evenomad.domain.universe.EntityNames;
import dev.evenomad.domain.universe.ItemType;
import dev.evenomad.domain.universe.ItemTypes;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.esi.http.LoopbackServer.Responder;
import dev.evenomad.esi.limit.FakeBudgets;
import dev.evenomad.testkit.contract.EntityNamesContract;
import dev.evenomad.testkit.contract.IndustrySourceContract;
import dev.evenomad.testkit.contract.ItemTypesContract;
import dev.evenomad.testkit.contract.MailSourceContract;
import dev.evenomad.testkit.contract.MarketSourceContract;
import dev.evenomad.testkit.contract.PlanetSourceContract;
import dev.evenomad.testkit.contract.RegionMarketsContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** What ESI's adapters read keeps the contracts, over HTTP. */
final class EsiSourceContractsIT {

  abstract static class OverHttp {
    private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");

    final SimulatedEsi eve = new SimulatedEsi();
    final Esi esi = Esi.connect(eve.settings(), new RecordingCache(), new FakeBudgets(), () -> NOW);
    private final Map<String, Scopes> tokens = new ConcurrentHashMap<>();
    private volatile Optional<Responder> instead = Optional.empty();

    @AfterEach
    void close() {
      esi.close();
      eve.close();
    }

    public Instant now() {
      return NOW;
    }

    public Secret givenPilot(CharacterId character, Scopes scopes) {
      String token = "access-token-of-" + character;
      tokens.put("Bearer " + token, scopes);
      nothingOf(character);
      return Secret.of(token);
    }

    abstract void nothingOf(CharacterId character);

    public void givenExpired(Secret accessToken) {
      tokens.remove("Bearer " + accessToken.reveal());
    }

    public void givenDown() {
      instead =
          Optional.of(
              answer(503, "{\"error\":\"The datasource tranquility is temporarily unavailable\"}"));
    }

    public void givenThrottled(Duration retryAfter) {
      instead =
          Optional.of(answer(429, "{}", "Retry-After", Long.toString(retryAfter.toSeconds())));
    }

    void on(String path, Scope needed, Responder data) {
      eve.server.on(
          path, exchange -> instead.orElse(guarded(exchange, needed, data)).respond(exchange));
    }

    void on(String path, Scope needed, String body) {
      on(path, needed, SimulatedEsi.json(body, etag()));
    }

    void onPublic(String path, Responder data) {
      eve.server.on(path, exchange -> instead.orElse(data).respond(exchange));
    }

    static String etag() {
      return "\"" + UUID.randomUUID() + "\"";
    }

    private Responder guarded(HttpExchange exchange, Scope needed, Responder data) {
      Scopes scopes = tokens.get(exchange.getRequestHeaders().getFirst("Authorization"));
      if (scopes == null) {
        return answer(401, "{\"error\":\"Token is expired\"}");
      }
      return scopes.include(Scopes.of(needed))
          ? data
          : answer(403, "{\"error\":\"Token is not valid for scope(s): " + needed + "\"}");
    }
  }

  @Nested
  final class Mails extends OverHttp implements MailSourceContract {
    private static final Pattern BEFORE = Pattern.compile("last_mail_id=(\\d+)");

    @Override
    public MailSource source() {
      return esi.mailSource();
    }

    @Override
    void nothingOf(CharacterId character) {
      givenMails(character, List.of());
    }

    @Override
    public void givenMails(CharacterId character, List<MailHeader> mails) {
      String etag = etag();
      on(
          "/characters/" + character + "/mail",
          Scope.READ_MAIL,
          exchange ->
              SimulatedEsi.json(
                      list(page(mails, exchange.getRequestURI().getQuery()), EsiPayloads::header),
                      etag)
                  .respond(exchange));
    }

    private static List<MailHeader> page(List<MailHeader> mails, String query) {
      long before =
          Optional.ofNullable(query).stream()
              .flatMap(text -> BEFORE.matcher(text).results())
              .map(MatchResult::group)
              .mapToLong(text -> Long.parseLong(text.substring("last_mail_id=".length())))
              .findFirst()
              .orElse(Long.MAX_VALUE);
      return mails.stream()
          .filter(mail -> mail.id().value() < before)
          .limit(MailSource.PAGE)
          .toList();
    }

    @Override
    public void givenMail(CharacterId character, Mail mail) {
      on(
          "/characters/" + character + "/mail/" + mail.header().id(),
          Scope.READ_MAIL,
          EsiPayloads.mail(mail));
    }
  }

  @Nested
  final class Orders extends OverHttp implements MarketSourceContract {
    @Override
    public MarketSource source() {
      return esi.marketSource();
    }

    @Override
    void nothingOf(CharacterId character) {
      givenOrders(character, List.of());
      givenHistory(character, List.of());
    }

    @Override
    public void givenOrders(CharacterId character, List<MarketOrder> orders) {
      on(
          "/characters/" + character + "/orders",
          Scope.READ_MARKET_ORDERS,
          list(orders, EsiPayloads::order));
    }

    @Override
    public void givenHistory(CharacterId character, List<ClosedOrder> closed) {
      on(
          "/characters/" + character + "/orders/history",
          Scope.READ_MARKET_ORDERS,
          list(closed, EsiPayloads::closed));
    }
  }

  @Nested
  final class Jobs extends OverHttp implements IndustrySourceContract {
    @Override
    public IndustrySource source() {
      return esi.industrySource();
    }

    @Override
    void nothingOf(CharacterId character) {
      givenJobs(character, List.of());
    }

    @Override
    public void givenJobs(CharacterId character, List<IndustryJob> jobs) {
      on(
          "/characters/" + character + "/industry/jobs",
          Scope.READ_INDUSTRY_JOBS,
          list(jobs, EsiPayloads::job));
    }
  }

  @Nested
  final class Planets extends OverHttp implements PlanetSourceContract {
    @Override
    public PlanetSource source() {
      return esi.planetSource();
    }

    @Override
    void nothingOf(CharacterId character) {
      givenColonies(character, List.of());
    }

    @Override
    public void givenColonies(CharacterId character, List<Colony> colonies) {
      String path = "/characters/" + character + "/planets";
      on(path, Scope.MANAGE_PLANETS, list(colonies, EsiPayloads::colony));
      colonies.forEach(
          colony ->
              on(path + "/" + colony.planet(), Scope.MANAGE_PLANETS, EsiPayloads.layout(colony)));
    }
  }

  @Nested
  final class Names extends OverHttp implements EntityNamesContract {
    private final Map<String, String> known = new ConcurrentHashMap<>();

    @Override
    public EntityNames names() {
      onPublic(
          "/universe/names",
          exchange -> {
            String ids = eve.server.requests("/universe/names").getLast().body();
            List<String> asked = Arrays.asList(ids.substring(1, ids.length() - 1).split(","));
            Responder answer =
                asked.size() <= 1000 && known.keySet().containsAll(asked)
                    ? answer(
                        200,
                        list(
                            asked,
                            id ->
                                "{\"category\":\"character\",\"id\":%s,\"name\":%s}"
                                    .formatted(id, EsiPayloads.text(known.getOrDefault(id, "")))))
                    : answer(404, "{\"error\":\"Ensure all IDs are valid before resolving.\"}");
            answer.respond(exchange);
          });
      return esi.entityNames();
    }

    @Override
    void nothingOf(CharacterId character) {}

    @Override
    public void givenName(EntityId entity, String name) {
      known.put(entity.toString(), name);
    }
  }

  @Nested
  final class Types extends OverHttp implements ItemTypesContract {
    @Override
    public ItemTypes types() {
      return esi.itemTypes();
    }

    @Override
    void nothingOf(CharacterId character) {}

    @Override
    public void givenType(ItemType type, Language language) {
      onPublic("/universe/types/" + type.id(), SimulatedEsi.json(EsiPayloads.type(type), etag()));
    }
  }

  @Nested
  final class Markets extends OverHttp implements RegionMarketsContract {
    @Override
    public RegionMarkets markets() {
      return esi.regionMarkets();
    }

    @Override
    void nothingOf(CharacterId character) {}

    @Override
    public void givenOrders(RegionId region, TypeId type, List<RegionOrder> orders) {
      onPublic(
          "/markets/" + region + "/orders",
          SimulatedEsi.json(list(orders, EsiPayloads::publicOrder), etag()));
    }
  }
}
