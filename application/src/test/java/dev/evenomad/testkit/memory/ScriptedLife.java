package dev.evenomad.testkit.memory;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.character.Scope;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.industry.IndustrySource;
import dev.evenomad.domain.mail.Mail;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.mail.MailSource;
import dev.evenomad.domain.market.ClosedOrder;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.market.MarketSource;
import dev.evenomad.domain.market.OrderHistory;
import dev.evenomad.domain.planet.Colony;
import dev.evenomad.domain.planet.Extractor;
import dev.evenomad.domain.planet.PlanetSource;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.universe.EntityId;
import dev.evenomad.domain.universe.EntityNames;
import dev.evenomad.domain.universe.PlanetId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the characters of a {@link ScriptedEve} have besides their skills: mail, market orders,
 * industry jobs and colonies. Answers at once with what the test has said last. Thread-safe.
 */
public final class ScriptedLife
    implements MailSource, MarketSource, IndustrySource, PlanetSource, EntityNames {

  private static final Duration MAIL_FRESH = Duration.ofSeconds(30);
  private static final Duration ORDERS_FRESH = Duration.ofMinutes(20);
  private static final Duration HISTORY_FRESH = Duration.ofHours(1);
  private static final Duration JOBS_FRESH = Duration.ofMinutes(5);
  private static final Duration PLANETS_FRESH = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Gate gate;
  private final Map<CharacterId, List<MailHeader>> mails = new HashMap<>();
  private final Map<MailId, String> bodies = new HashMap<>();
  private final Map<CharacterId, List<MarketOrder>> orders = new HashMap<>();
  private final Map<CharacterId, List<ClosedOrder>> closed = new HashMap<>();
  private final Map<CharacterId, List<IndustryJob>> jobs = new HashMap<>();
  private final Map<CharacterId, List<Colony>> colonies = new HashMap<>();
  private final Map<EntityId, String> names = new HashMap<>();

  ScriptedLife(InstantSource clock, Gate gate) {
    this.clock = clock;
    this.gate = gate;
  }

  /** Those are the character's mails now. */
  public synchronized void setMails(CharacterId character, List<MailHeader> now) {
    mails.put(
        character,
        now.stream()
            .sorted(Comparator.comparingLong((MailHeader mail) -> mail.id().value()).reversed())
            .toList());
  }

  /** That is written in the mail, whoever has it. */
  public synchronized void setBody(MailId mail, String body) {
    bodies.put(mail, body);
  }

  /** Those are the character's open orders now. */
  public synchronized void setOrders(CharacterId character, List<MarketOrder> now) {
    orders.put(character, List.copyOf(now));
  }

  /** The history has that order too from now on. */
  public synchronized void close(CharacterId character, ClosedOrder order) {
    closed.computeIfAbsent(character, none -> new ArrayList<>()).add(order);
  }

  /** Those are the character's industry jobs now. */
  public synchronized void setJobs(CharacterId character, List<IndustryJob> now) {
    jobs.put(character, List.copyOf(now));
  }

  /** Those are the character's colonies now, with their extractors. */
  public synchronized void setColonies(CharacterId character, List<Colony> now) {
    colonies.put(character, List.copyOf(now));
  }

  /** The entity is called so. */
  public synchronized void name(EntityId entity, String name) {
    names.put(entity, name);
  }

  @Override
  public Fetched<List<MailHeader>> fetchNewest(
      CharacterId character, Secret accessToken, Optional<ETag> known) {
    return read(
        character,
        accessToken,
        Scope.READ_MAIL,
        known,
        MAIL_FRESH,
        () -> mails.getOrDefault(character, List.of()).stream().limit(PAGE).toList());
  }

  @Override
  public Fetched<List<MailHeader>> fetchOlderThan(
      CharacterId character, MailId mail, Secret accessToken) {
    return read(
        character,
        accessToken,
        Scope.READ_MAIL,
        Optional.empty(),
        MAIL_FRESH,
        () ->
            mails.getOrDefault(character, List.of()).stream()
                .filter(header -> header.id().value() < mail.value())
                .limit(PAGE)
                .toList());
  }

  @Override
  public synchronized Fetched<Mail> fetchMail(
      CharacterId character, MailId mail, Secret accessToken) {
    Optional<MailHeader> header =
        mails.getOrDefault(character, List.of()).stream()
            .filter(known -> known.id().equals(mail))
            .findFirst();
    return header
        .map(
            found ->
                read(
                    character,
                    accessToken,
                    Scope.READ_MAIL,
                    Optional.empty(),
                    MAIL_FRESH,
                    () -> new Mail(found, bodies.getOrDefault(mail, ""))))
        .orElseGet(
            () ->
                gate.<Mail>refusal(character, accessToken, Scope.READ_MAIL)
                    .orElseGet(Fetched.Absent::new));
  }

  @Override
  public Fetched<List<MarketOrder>> fetchOpen(
      CharacterId character, Secret accessToken, Optional<ETag> known) {
    return read(
        character,
        accessToken,
        Scope.READ_MARKET_ORDERS,
        known,
        ORDERS_FRESH,
        () -> orders.getOrDefault(character, List.of()));
  }

  @Override
  public Fetched<OrderHistory> fetchHistory(CharacterId character, Secret accessToken) {
    return read(
        character,
        accessToken,
        Scope.READ_MARKET_ORDERS,
        Optional.empty(),
        HISTORY_FRESH,
        () ->
            new OrderHistory(
                closed.getOrDefault(character, List.of()),
                clock.instant(),
                clock.instant().plus(HISTORY_FRESH)));
  }

  @Override
  public Fetched<List<IndustryJob>> fetchJobs(
      CharacterId character, Secret accessToken, Optional<ETag> known) {
    return read(
        character,
        accessToken,
        Scope.READ_INDUSTRY_JOBS,
        known,
        JOBS_FRESH,
        () -> jobs.getOrDefault(character, List.of()));
  }

  @Override
  public Fetched<List<Colony>> fetchColonies(
      CharacterId character, Secret accessToken, Optional<ETag> known) {
    return read(
        character,
        accessToken,
        Scope.MANAGE_PLANETS,
        known,
        PLANETS_FRESH,
        () ->
            colonies.getOrDefault(character, List.of()).stream()
                .map(colony -> colony.with(List.of()))
                .toList());
  }

  @Override
  public Fetched<List<Extractor>> fetchExtractors(
      CharacterId character, PlanetId planet, Secret accessToken) {
    return read(
        character,
        accessToken,
        Scope.MANAGE_PLANETS,
        Optional.empty(),
        PLANETS_FRESH,
        () ->
            colonies.getOrDefault(character, List.of()).stream()
                .filter(colony -> colony.planet().equals(planet))
                .flatMap(colony -> colony.extractors().stream())
                .toList());
  }

  @Override
  public Map<EntityId, String> names(Set<EntityId> entities) {
    return gate.down() ? Map.of() : known(entities);
  }

  private synchronized Map<EntityId, String> known(Set<EntityId> entities) {
    return entities.stream()
        .filter(names::containsKey)
        .collect(
            Collectors.toUnmodifiableMap(
                entity -> entity, entity -> names.getOrDefault(entity, "")));
  }

  /** What is equal has the same ETag. */
  private <T> Fetched<T> read(
      CharacterId character,
      Secret accessToken,
      Scope needed,
      Optional<ETag> known,
      Duration fresh,
      Supplier<T> resource) {
    Optional<Fetched<T>> refusal = gate.refusal(character, accessToken, needed);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    synchronized (this) {
      T value = resource.get();
      ETag etag = new ETag("W/\"" + Integer.toHexString(value.hashCode()) + "\"");
      Instant until = clock.instant().plus(fresh);
      return known.filter(etag::equals).isPresent()
          ? new Fetched.NotModified<>(until)
          : new Fetched.Fresh<>(value, Optional.of(etag), until);
    }
  }

  /** Says whether ESI answers at all. */
  interface Gate {

    /** Why it does not; empty if it does. Counts the call. */
    <T> Optional<Fetched<T>> refusal(CharacterId character, Secret accessToken, Scope needed);

    /** Whether it answers nobody. Counts the call. */
    boolean down();
  }
}
