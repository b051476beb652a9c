package dev.evenomad.testkit.contract;

import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.environment.Budgets;
import dev.evenomad.domain.environment.Leases;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.idempotency.IdempotentRequests;
import dev.evenomad.domain.job.DueWork;
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
import java.time.Instant;
import java.util.Optional;

/**
 * All stores over one place of storage, for the contracts that look at several of them together.
 * The place may be shared and need not be empty: every contract makes up ids of its own.
 */
public interface Stores {

  /** The transactions that the stores join. */
  Transactions transactions();

  /** The accounts. */
  Users users();

  /** What the payment service tells. */
  Payments payments();

  /** The linked characters. */
  Characters characters();

  /** The open sessions. */
  Sessions sessions();

  /** The one-time grants. */
  OneTimeGrants oneTimeGrants();

  /** The requests that clients name by a key. */
  IdempotentRequests idempotentRequests();

  /** The settings. */
  AllSettings settings();

  /** The notifications. */
  Notifications notifications();

  /** What deliveries of pushes ask of the stores. */
  Deliveries deliveries();

  /** What open apps are told. */
  LiveEvents liveEvents();

  /** The audit trail of jobs. */
  Jobs jobs();

  /** The plan of due work. */
  Schedule schedule();

  /** The sync states. */
  SyncStates syncStates();

  /** The last snapshots of characters' data. */
  Snapshots snapshots();

  /** What is known of all characters of a user at once. */
  Overviews overviews();

  /** Copies of public data. */
  Cache cache();

  /** Exclusive rights. */
  Leases leases();

  /** What all processes together may spend. */
  Budgets budgets();

  /**
   * When {@code work} is planned for; empty if it is not. {@link Schedule} itself does not tell.
   */
  Optional<Instant> plannedFor(DueWork work);
}
