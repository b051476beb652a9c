package dev.evenomad.application;

import dev.evenomad.application.session.LoginSettings;
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
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Collects the ports. Every one is needed, except clock and plans. Not thread-safe. */
public final class NomadBuilder {

  @Nullable Transactions transactions;
  @Nullable Leases leases;
  @Nullable Ids ids;
  @Nullable Secrets secrets;
  @Nullable Users users;
  @Nullable Payments payments;
  @Nullable AllSettings settings;
  @Nullable Characters characters;
  @Nullable Sessions sessions;
  @Nullable OneTimeGrants oneTimeGrants;
  @Nullable IdempotentRequests idempotentRequests;
  @Nullable Notifications notifications;
  @Nullable Deliveries deliveries;
  @Nullable LiveEvents liveEvents;
  @Nullable Jobs jobs;
  @Nullable Schedule schedule;
  @Nullable SyncStates syncStates;
  @Nullable Snapshots snapshots;
  @Nullable Overviews overviews;
  @Nullable Cache cache;
  @Nullable TokenVault vault;
  @Nullable TokenIssuer tokenIssuer;
  @Nullable EveSso sso;
  @Nullable PublicProfiles profiles;
  @Nullable SkillSource skillSource;
  @Nullable MailSource mailSource;
  @Nullable MarketSource marketSource;
  @Nullable IndustrySource industrySource;
  @Nullable PlanetSource planetSource;
  @Nullable TypeNames typeNames;
  @Nullable EntityNames entityNames;
  @Nullable ItemTypes itemTypes;
  @Nullable RegionMarkets regionMarkets;
  @Nullable PushGateway push;
  @Nullable LoginSettings loginSettings;
  Executor background = Thread::startVirtualThread;
  Clock clock = Clock.systemUTC();
  PlanPolicy plans = PlanPolicy.DEFAULT;
  private final List<String> missing = new ArrayList<>();

  NomadBuilder() {}

  /** Runs several steps as one. */
  public NomadBuilder transactions(Transactions port) {
    this.transactions = port;
    return this;
  }

  /** Short exclusive rights among processes. */
  public NomadBuilder leases(Leases port) {
    this.leases = port;
    return this;
  }

  /** Gives ids to new records. */
  public NomadBuilder ids(Ids port) {
    this.ids = port;
    return this;
  }

  /** Makes unguessable secrets. */
  public NomadBuilder secrets(Secrets port) {
    this.secrets = port;
    return this;
  }

  /** Keeps accounts. */
  public NomadBuilder users(Users port) {
    this.users = port;
    return this;
  }

  /** Keeps what the payment service tells. */
  public NomadBuilder payments(Payments port) {
    this.payments = port;
    return this;
  }

  /** Keeps settings. */
  public NomadBuilder settings(AllSettings port) {
    this.settings = port;
    return this;
  }

  /** Keeps linked characters. */
  public NomadBuilder characters(Characters port) {
    this.characters = port;
    return this;
  }

  /** Keeps sessions. */
  public NomadBuilder sessions(Sessions port) {
    this.sessions = port;
    return this;
  }

  /** Keeps one-time grants. */
  public NomadBuilder oneTimeGrants(OneTimeGrants port) {
    this.oneTimeGrants = port;
    return this;
  }

  /** The requests that clients name by a key. */
  public NomadBuilder idempotentRequests(IdempotentRequests port) {
    this.idempotentRequests = port;
    return this;
  }

  /** Begins deliveries of pushes, and stores what came of them. */
  public NomadBuilder deliveries(Deliveries port) {
    this.deliveries = port;
    return this;
  }

  /** Keeps notifications. */
  public NomadBuilder notifications(Notifications port) {
    this.notifications = port;
    return this;
  }

  /** Keeps what open apps are told. */
  public NomadBuilder liveEvents(LiveEvents port) {
    this.liveEvents = port;
    return this;
  }

  /** Keeps the audit trail. */
  public NomadBuilder jobs(Jobs port) {
    this.jobs = port;
    return this;
  }

  /** Plans due work. */
  public NomadBuilder schedule(Schedule port) {
    this.schedule = port;
    return this;
  }

  /** Keeps where the data of characters stands. */
  public NomadBuilder syncStates(SyncStates port) {
    this.syncStates = port;
    return this;
  }

  /** Keeps what was last read of characters. */
  public NomadBuilder snapshots(Snapshots port) {
    this.snapshots = port;
    return this;
  }

  /** Finds what is known of all characters of a user at once. */
  public NomadBuilder overviews(Overviews port) {
    this.overviews = port;
    return this;
  }

  /** Keeps copies of public data. */
  public NomadBuilder cache(Cache port) {
    this.cache = port;
    return this;
  }

  /** Encrypts tokens. */
  public NomadBuilder vault(TokenVault port) {
    this.vault = port;
    return this;
  }

  /** Makes bearer tokens of sessions. */
  public NomadBuilder tokenIssuer(TokenIssuer port) {
    this.tokenIssuer = port;
    return this;
  }

  /** Signs pilots in. */
  public NomadBuilder sso(EveSso port) {
    this.sso = port;
    return this;
  }

  /** Reads public information on characters. */
  public NomadBuilder profiles(PublicProfiles port) {
    this.profiles = port;
    return this;
  }

  /** Reads skills and queues. */
  public NomadBuilder skillSource(SkillSource port) {
    this.skillSource = port;
    return this;
  }

  /** Reads mail. */
  public NomadBuilder mailSource(MailSource port) {
    this.mailSource = port;
    return this;
  }

  /** Reads market orders. */
  public NomadBuilder marketSource(MarketSource port) {
    this.marketSource = port;
    return this;
  }

  /** Reads industry jobs. */
  public NomadBuilder industrySource(IndustrySource port) {
    this.industrySource = port;
    return this;
  }

  /** Reads colonies. */
  public NomadBuilder planetSource(PlanetSource port) {
    this.planetSource = port;
    return this;
  }

  /** Names item types. */
  public NomadBuilder typeNames(TypeNames port) {
    this.typeNames = port;
    return this;
  }

  /** Names characters, corporations, stations and the like. */
  public NomadBuilder entityNames(EntityNames port) {
    this.entityNames = port;
    return this;
  }

  /** Describes item types. */
  public NomadBuilder itemTypes(ItemTypes port) {
    this.itemTypes = port;
    return this;
  }

  /** Reads the public markets of regions. */
  public NomadBuilder regionMarkets(RegionMarkets port) {
    this.regionMarkets = port;
    return this;
  }

  /** Brings alerts to devices. */
  public NomadBuilder push(PushGateway port) {
    this.push = port;
    return this;
  }

  /** The rules of signing in. */
  public NomadBuilder loginSettings(LoginSettings port) {
    this.loginSettings = port;
    return this;
  }

  /** Runs what no caller shall wait for; a virtual thread each unless set. */
  public NomadBuilder background(Executor executor) {
    this.background = executor;
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
   * Wires everything.
   *
   * @throws IllegalStateException if ports are missing; the message names all of them
   */
  public Nomad build() {
    requireAll();
    return new Nomad(this);
  }

  private void requireAll() {
    missing.clear();
    need("transactions", transactions);
    need("leases", leases);
    need("ids", ids);
    need("secrets", secrets);
    need("users", users);
    need("payments", payments);
    need("settings", settings);
    need("characters", characters);
    need("sessions", sessions);
    need("oneTimeGrants", oneTimeGrants);
    need("idempotentRequests", idempotentRequests);
    need("notifications", notifications);
    need("deliveries", deliveries);
    need("liveEvents", liveEvents);
    need("jobs", jobs);
    need("schedule", schedule);
    need("syncStates", syncStates);
    need("snapshots", snapshots);
    need("overviews", overviews);
    need("cache", cache);
    need("vault", vault);
    need("tokenIssuer", tokenIssuer);
    need("sso", sso);
    need("profiles", profiles);
    need("skillSource", skillSource);
    need("mailSource", mailSource);
    need("marketSource", marketSource);
    need("industrySource", industrySource);
    need("planetSource", planetSource);
    need("typeNames", typeNames);
    need("entityNames", entityNames);
    need("itemTypes", itemTypes);
    need("regionMarkets", regionMarkets);
    need("push", push);
    need("loginSettings", loginSettings);
    if (!missing.isEmpty()) {
      throw new IllegalStateException("Nomad lacks these ports: " + String.join(", ", missing));
    }
  }

  private void need(String name, @Nullable Object port) {
    if (port == null) {
      missing.add(name);
    }
  }
}
