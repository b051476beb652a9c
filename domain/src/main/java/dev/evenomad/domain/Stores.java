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
 * All ports to what Nomad keeps, over one place of storage that any number of processes may share.
 * An adapter for such a place implements them together, since they join the same transactions.
 * Thread-safe; each call returns the same port.
 */
public interface Stores {

  /** The transactions that the stores join. */
  Transactions transactions();

  /** Short exclusive rights among processes. */
  Leases leases();

  /** The ids of new records. */
  Ids ids();

  /** The accounts. */
  Users users();

  /** What the payment service tells. */
  Payments payments();

  /** The settings. */
  AllSettings settings();

  /** The linked characters. */
  Characters characters();

  /** The open sessions. */
  Sessions sessions();

  /** The one-time grants. */
  OneTimeGrants oneTimeGrants();

  /** The requests that clients name by a key. */
  IdempotentRequests idempotentRequests();

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

  /** Where the data of characters stands. */
  SyncStates syncStates();

  /** The last snapshots of characters' data. */
  Snapshots snapshots();

  /** What is known of all characters of a user at once. */
  Overviews overviews();

  /** Copies of public data. */
  Cache cache();

  /** What all processes together may spend. */
  Budgets budgets();
}
