package dev.evenomad.testkit.memory;

import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.environment.Budgets;
import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.environment.Leases;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.idempotency.IdempotentRequests;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.live.LiveEvents;
import dev.evenomad.domain.notification.Deliveries;
import dev.evenomad.domain.notification.Notifications;
import dev.evenomad.domain.overview.Overviews;
import dev.evenomad.domain.payment.Payments;
import dev.evenomad.domain.session.OneTimeGrants;
import dev.evenomad.domain.session.Sessions;
import dev.evenomad.domain.settings.AllSettings;
import dev.evenomad.domain.snapshot.Snapshots;
import dev.evenomad.domain.sync.SyncStates;
import dev.evenomad.testkit.contract.TestedStores;
import java.time.Instant;
import java.util.Optional;

/**
 * All stores in memory, empty at first. They share one lock, so that a transaction sees and changes
 * them alone; leases, budgets and cache stand outside of it. Thread-safe; nothing outlives the
 * process.
 */
public final class InMemoryStores implements TestedStores {

  private final Tables tables = new Tables();
  private final Users users = new InMemoryUsers(tables);
  private final Payments payments = new InMemoryPayments(tables);
  private final Characters characters = new InMemoryCharacters(tables);
  private final Sessions sessions = new InMemorySessions(tables);
  private final OneTimeGrants oneTimeGrants = new InMemoryOneTimeGrants(tables);
  private final IdempotentRequests idempotentRequests = new InMemoryIdempotentRequests(tables);
  private final AllSettings settings = new InMemoryAllSettings(tables);
  private final Notifications notifications = new InMemoryNotifications(tables);
  private final InMemoryLiveEvents liveEvents = new InMemoryLiveEvents(tables);
  private final Deliveries deliveries = new InMemoryDeliveries(tables, liveEvents);
  private final Jobs jobs = new InMemoryJobs(tables);
  private final InMemorySchedule schedule = new InMemorySchedule(tables.transactions);
  private final SyncStates syncStates = new InMemorySyncStates(tables);
  private final Snapshots snapshots = new InMemorySnapshots(tables);
  private final Overviews overviews = new InMemoryOverviews(tables);
  private final Cache cache = new InMemoryCache();
  private final Leases leases = new InMemoryLeases();
  private final Budgets budgets = new InMemoryBudgets();
  private final Ids ids = new SequentialIds();

  /** Empty stores. */
  public InMemoryStores() {}

  @Override
  public Transactions transactions() {
    return tables.transactions;
  }

  @Override
  public Ids ids() {
    return ids;
  }

  @Override
  public Users users() {
    return users;
  }

  @Override
  public Payments payments() {
    return payments;
  }

  @Override
  public Characters characters() {
    return characters;
  }

  @Override
  public Sessions sessions() {
    return sessions;
  }

  @Override
  public OneTimeGrants oneTimeGrants() {
    return oneTimeGrants;
  }

  @Override
  public IdempotentRequests idempotentRequests() {
    return idempotentRequests;
  }

  @Override
  public AllSettings settings() {
    return settings;
  }

  @Override
  public Notifications notifications() {
    return notifications;
  }

  @Override
  public Deliveries deliveries() {
    return deliveries;
  }

  @Override
  public LiveEvents liveEvents() {
    return liveEvents;
  }

  @Override
  public Jobs jobs() {
    return jobs;
  }

  @Override
  public InMemorySchedule schedule() {
    return schedule;
  }

  @Override
  public SyncStates syncStates() {
    return syncStates;
  }

  @Override
  public Snapshots snapshots() {
    return snapshots;
  }

  @Override
  public Overviews overviews() {
    return overviews;
  }

  @Override
  public Cache cache() {
    return cache;
  }

  @Override
  public Leases leases() {
    return leases;
  }

  @Override
  public Budgets budgets() {
    return budgets;
  }

  /** Does that as if the news of live events and of sessions that end got lost. */
  public void withoutNews(Runnable work) {
    liveEvents.withoutNews(work);
  }

  /** Tells all who listen that they may have missed something. */
  public void newsMayHaveBeenMissed() {
    liveEvents.newsMayHaveBeenMissed();
  }

  @Override
  public Optional<Instant> plannedFor(DueWork work) {
    return schedule.plannedFor(work);
  }
}
