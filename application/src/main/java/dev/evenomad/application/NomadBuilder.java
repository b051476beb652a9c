package dev.evenomad.application;

import dev.evenomad.application.session.LoginSettings;
import dev.evenomad.application.session.OpaqueTokens;
import dev.evenomad.domain.Eve;
import dev.evenomad.domain.Stores;
import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EveSso;
import dev.evenomad.domain.character.PublicProfiles;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.environment.Leases;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.idempotency.IdempotentRequests;
import dev.evenomad.domain.industry.IndustrySource;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.live.LiveEvents;
import dev.evenomad.domain.mail.MailSource;
import dev.evenomad.domain.market.MarketSource;
import dev.evenomad.domain.market.RegionMarkets;
import dev.evenomad.domain.notification.Deliveries;
import dev.evenomad.domain.notification.Notifications;
import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.domain.overview.Overviews;
import dev.evenomad.domain.payment.Payments;
import dev.evenomad.domain.plan.PlanPolicy;
import dev.evenomad.domain.planet.PlanetSource;
import dev.evenomad.domain.secret.Secrets;
import dev.evenomad.domain.session.OneTimeGrants;
import dev.evenomad.domain.session.Sessions;
import dev.evenomad.domain.session.TokenIssuer;
import dev.evenomad.domain.settings.AllSettings;
import dev.evenomad.domain.skill.SkillSource;
import dev.evenomad.domain.snapshot.Snapshots;
import dev.evenomad.domain.sync.SyncStates;
import dev.evenomad.domain.universe.EntityNames;
import dev.evenomad.domain.universe.ItemTypes;
import dev.evenomad.domain.universe.TypeNames;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Collects what {@link Nomad} works with. {@link #stores} and {@link #eve} give most of it at once;
 * whatever is set by itself, before or after, stays. Needed besides are {@link #vault}, {@link
 * #push} and {@link #loginSettings}; the rest has defaults. Not thread-safe.
 */
public final class NomadBuilder {

  private final List<Slot<?>> needed = new ArrayList<>();

  final Slot<Transactions> transactions = needed("transactions");
  final Slot<Leases> leases = needed("leases");
  final Slot<Ids> ids = needed("ids");
  final Slot<Users> users = needed("users");
  final Slot<Payments> payments = needed("payments");
  final Slot<AllSettings> settings = needed("settings");
  final Slot<Characters> characters = needed("characters");
  final Slot<Sessions> sessions = needed("sessions");
  final Slot<OneTimeGrants> oneTimeGrants = needed("oneTimeGrants");
  final Slot<IdempotentRequests> idempotentRequests = needed("idempotentRequests");
  final Slot<Notifications> notifications = needed("notifications");
  final Slot<Deliveries> deliveries = needed("deliveries");
  final Slot<LiveEvents> liveEvents = needed("liveEvents");
  final Slot<Jobs> jobs = needed("jobs");
  final Slot<Schedule> schedule = needed("schedule");
  final Slot<SyncStates> syncStates = needed("syncStates");
  final Slot<Snapshots> snapshots = needed("snapshots");
  final Slot<Overviews> overviews = needed("overviews");
  final Slot<Cache> cache = needed("cache");
  final Slot<EveSso> sso = needed("sso");
  final Slot<PublicProfiles> publicProfiles = needed("publicProfiles");
  final Slot<SkillSource> skillSource = needed("skillSource");
  final Slot<MailSource> mailSource = needed("mailSource");
  final Slot<MarketSource> marketSource = needed("marketSource");
  final Slot<IndustrySource> industrySource = needed("industrySource");
  final Slot<PlanetSource> planetSource = needed("planetSource");
  final Slot<TypeNames> typeNames = needed("typeNames");
  final Slot<EntityNames> entityNames = needed("entityNames");
  final Slot<ItemTypes> itemTypes = needed("itemTypes");
  final Slot<RegionMarkets> regionMarkets = needed("regionMarkets");
  final Slot<TokenVault> vault = needed("vault");
  final Slot<PushGateway> push = needed("push");
  final Slot<LoginSettings> loginSettings = needed("loginSettings");
  Secrets secrets = Secrets.random();
  TokenIssuer tokenIssuer = new OpaqueTokens();
  Clock clock = Clock.systemUTC();
  PlanPolicy plans = PlanPolicy.DEFAULT;
  Optional<Executor> background = Optional.empty();

  NomadBuilder() {}

  /** All ports to what is kept that are not set by themselves. */
  public NomadBuilder stores(Stores all) {
    transactions.setIfAbsent(all.transactions());
    leases.setIfAbsent(all.leases());
    ids.setIfAbsent(all.ids());
    users.setIfAbsent(all.users());
    payments.setIfAbsent(all.payments());
    settings.setIfAbsent(all.settings());
    characters.setIfAbsent(all.characters());
    sessions.setIfAbsent(all.sessions());
    oneTimeGrants.setIfAbsent(all.oneTimeGrants());
    idempotentRequests.setIfAbsent(all.idempotentRequests());
    notifications.setIfAbsent(all.notifications());
    deliveries.setIfAbsent(all.deliveries());
    liveEvents.setIfAbsent(all.liveEvents());
    jobs.setIfAbsent(all.jobs());
    schedule.setIfAbsent(all.schedule());
    syncStates.setIfAbsent(all.syncStates());
    snapshots.setIfAbsent(all.snapshots());
    overviews.setIfAbsent(all.overviews());
    cache.setIfAbsent(all.cache());
    return this;
  }

  /** All ports to EVE that are not set by themselves. */
  public NomadBuilder eve(Eve all) {
    sso.setIfAbsent(all.sso());
    publicProfiles.setIfAbsent(all.publicProfiles());
    skillSource.setIfAbsent(all.skillSource());
    mailSource.setIfAbsent(all.mailSource());
    marketSource.setIfAbsent(all.marketSource());
    industrySource.setIfAbsent(all.industrySource());
    planetSource.setIfAbsent(all.planetSource());
    typeNames.setIfAbsent(all.typeNames());
    entityNames.setIfAbsent(all.entityNames());
    itemTypes.setIfAbsent(all.itemTypes());
    regionMarkets.setIfAbsent(all.regionMarkets());
    return this;
  }

  /** Runs several steps as one. */
  public NomadBuilder transactions(Transactions port) {
    transactions.set(port);
    return this;
  }

  /** Short exclusive rights among processes. */
  public NomadBuilder leases(Leases port) {
    leases.set(port);
    return this;
  }

  /** Gives ids to new records. */
  public NomadBuilder ids(Ids port) {
    ids.set(port);
    return this;
  }

  /** Keeps accounts. */
  public NomadBuilder users(Users port) {
    users.set(port);
    return this;
  }

  /** Keeps what the payment service tells. */
  public NomadBuilder payments(Payments port) {
    payments.set(port);
    return this;
  }

  /** Keeps settings. */
  public NomadBuilder settings(AllSettings port) {
    settings.set(port);
    return this;
  }

  /** Keeps linked characters. */
  public NomadBuilder characters(Characters port) {
    characters.set(port);
    return this;
  }

  /** Keeps sessions. */
  public NomadBuilder sessions(Sessions port) {
    sessions.set(port);
    return this;
  }

  /** Keeps one-time grants. */
  public NomadBuilder oneTimeGrants(OneTimeGrants port) {
    oneTimeGrants.set(port);
    return this;
  }

  /** Keeps the requests that clients name by a key. */
  public NomadBuilder idempotentRequests(IdempotentRequests port) {
    idempotentRequests.set(port);
    return this;
  }

  /** Keeps notifications. */
  public NomadBuilder notifications(Notifications port) {
    notifications.set(port);
    return this;
  }

  /** Begins deliveries of pushes, and stores what came of them. */
  public NomadBuilder deliveries(Deliveries port) {
    deliveries.set(port);
    return this;
  }

  /** Keeps what open apps are told. */
  public NomadBuilder liveEvents(LiveEvents port) {
    liveEvents.set(port);
    return this;
  }

  /** Keeps the audit trail. */
  public NomadBuilder jobs(Jobs port) {
    jobs.set(port);
    return this;
  }

  /** Plans due work. */
  public NomadBuilder schedule(Schedule port) {
    schedule.set(port);
    return this;
  }

  /** Keeps where the data of characters stands. */
  public NomadBuilder syncStates(SyncStates port) {
    syncStates.set(port);
    return this;
  }

  /** Keeps what was last read of characters. */
  public NomadBuilder snapshots(Snapshots port) {
    snapshots.set(port);
    return this;
  }

  /** Finds what is known of all characters of a user at once. */
  public NomadBuilder overviews(Overviews port) {
    overviews.set(port);
    return this;
  }

  /** Keeps copies of public data. */
  public NomadBuilder cache(Cache port) {
    cache.set(port);
    return this;
  }

  /** Signs pilots in. */
  public NomadBuilder sso(EveSso port) {
    sso.set(port);
    return this;
  }

  /** Reads public information on characters. */
  public NomadBuilder publicProfiles(PublicProfiles port) {
    publicProfiles.set(port);
    return this;
  }

  /** Reads skills and queues. */
  public NomadBuilder skillSource(SkillSource port) {
    skillSource.set(port);
    return this;
  }

  /** Reads mail. */
  public NomadBuilder mailSource(MailSource port) {
    mailSource.set(port);
    return this;
  }

  /** Reads market orders. */
  public NomadBuilder marketSource(MarketSource port) {
    marketSource.set(port);
    return this;
  }

  /** Reads industry jobs. */
  public NomadBuilder industrySource(IndustrySource port) {
    industrySource.set(port);
    return this;
  }

  /** Reads colonies. */
  public NomadBuilder planetSource(PlanetSource port) {
    planetSource.set(port);
    return this;
  }

  /** Names item types. */
  public NomadBuilder typeNames(TypeNames port) {
    typeNames.set(port);
    return this;
  }

  /** Names characters, corporations, stations and the like. */
  public NomadBuilder entityNames(EntityNames port) {
    entityNames.set(port);
    return this;
  }

  /** Describes item types. */
  public NomadBuilder itemTypes(ItemTypes port) {
    itemTypes.set(port);
    return this;
  }

  /** Reads the public markets of regions. */
  public NomadBuilder regionMarkets(RegionMarkets port) {
    regionMarkets.set(port);
    return this;
  }

  /** Encrypts tokens of EVE. */
  public NomadBuilder vault(TokenVault port) {
    vault.set(port);
    return this;
  }

  /** Brings alerts to devices. */
  public NomadBuilder push(PushGateway port) {
    push.set(port);
    return this;
  }

  /** Where apps may be signed in, and for how long. */
  public NomadBuilder loginSettings(LoginSettings settings) {
    loginSettings.set(settings);
    return this;
  }

  /** Makes unguessable secrets; {@link Secrets#random} unless set. */
  public NomadBuilder secrets(Secrets port) {
    this.secrets = port;
    return this;
  }

  /** Makes bearer tokens of sessions; {@link OpaqueTokens} unless set. */
  public NomadBuilder tokenIssuer(TokenIssuer port) {
    this.tokenIssuer = port;
    return this;
  }

  /** What time it is; the system's clock unless set. */
  public NomadBuilder clock(Clock newClock) {
    this.clock = newClock;
    return this;
  }

  /** What the tiers allow; {@link PlanPolicy#DEFAULT} unless set. */
  public NomadBuilder plans(PlanPolicy policy) {
    this.plans = policy;
    return this;
  }

  /**
   * Runs what no caller shall wait for. Stays open when Nomad is closed. Unless set, Nomad has
   * virtual threads of its own.
   */
  public NomadBuilder background(Executor executor) {
    this.background = Optional.of(executor);
    return this;
  }

  /**
   * Wires everything. Opens nothing but the threads in the background.
   *
   * @throws IllegalStateException if something needed is missing; the message names all of it
   */
  public Nomad build() {
    String missing =
        needed.stream()
            .filter(slot -> !slot.isSet())
            .map(slot -> slot.name)
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "Nomad needs more than it was given. Call the builder's methods of these names, or"
              + " stores(...) and eve(...), which give most of them at once: "
              + missing);
    }
    return new Nomad(this);
  }

  private <T> Slot<T> needed(String name) {
    Slot<T> slot = new Slot<>(name);
    needed.add(slot);
    return slot;
  }

  /** Holds what has to be there in the end. */
  static final class Slot<T> {

    private final String name;
    private @Nullable T content;

    Slot(String name) {
      this.name = name;
    }

    void set(T newContent) {
      this.content = newContent;
    }

    void setIfAbsent(T newContent) {
      if (content == null) {
        content = newContent;
      }
    }

    boolean isSet() {
      return content != null;
    }

    T get() {
      if (content == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return content;
    }
  }
}
