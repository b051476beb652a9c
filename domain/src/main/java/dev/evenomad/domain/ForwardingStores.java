package dev.evenomad.domain;

import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.environment.Budgets;
import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.environment.Leases;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.idempotency.IdempotentRequests;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.job.Schedule;
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

/**
 * {@link Stores} of another place, but for those that a subclass keeps elsewhere. What is kept
 * elsewhere has to join the same transactions, or to say that it does not.
 */
public abstract class ForwardingStores implements Stores {

  private final Stores others;

  /** As {@code others}. */
  protected ForwardingStores(Stores others) {
    this.others = others;
  }

  @Override
  public Transactions transactions() {
    return others.transactions();
  }

  @Override
  public Leases leases() {
    return others.leases();
  }

  @Override
  public Ids ids() {
    return others.ids();
  }

  @Override
  public Users users() {
    return others.users();
  }

  @Override
  public Payments payments() {
    return others.payments();
  }

  @Override
  public AllSettings settings() {
    return others.settings();
  }

  @Override
  public Characters characters() {
    return others.characters();
  }

  @Override
  public Sessions sessions() {
    return others.sessions();
  }

  @Override
  public OneTimeGrants oneTimeGrants() {
    return others.oneTimeGrants();
  }

  @Override
  public IdempotentRequests idempotentRequests() {
    return others.idempotentRequests();
  }

  @Override
  public Notifications notifications() {
    return others.notifications();
  }

  @Override
  public Deliveries deliveries() {
    return others.deliveries();
  }

  @Override
  public LiveEvents liveEvents() {
    return others.liveEvents();
  }

  @Override
  public Jobs jobs() {
    return others.jobs();
  }

  @Override
  public Schedule schedule() {
    return others.schedule();
  }

  @Override
  public SyncStates syncStates() {
    return others.syncStates();
  }

  @Override
  public Snapshots snapshots() {
    return others.snapshots();
  }

  @Override
  public Overviews overviews() {
    return others.overviews();
  }

  @Override
  public Cache cache() {
    return others.cache();
  }

  @Override
  public Budgets budgets() {
    return others.budgets();
  }
}
