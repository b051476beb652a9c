package dev.evenomad.application.job;

import dev.evenomad.application.character.RefreshUnusedGrants;
import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.idempotency.IdempotentRequests;
import dev.evenomad.domain.job.DueWork.Chore;
import dev.evenomad.domain.job.DueWorkHandler.Next;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.live.LiveEvents;
import dev.evenomad.domain.notification.Notifications;
import dev.evenomad.domain.payment.Payments;
import dev.evenomad.domain.session.OneTimeGrants;
import dev.evenomad.domain.session.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what is no longer of use and looks after what nobody uses, each chore once an hour in the
 * whole cluster, unused grants more often. It goes in small steps of one transaction each, so that
 * nobody waits for it, and two servers that tidy up at the same time share the work. Thread-safe.
 */
public final class TidyUp {

  /** At most so many in one transaction. */
  static final int STEP = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(TidyUp.class);

  private static final Duration INTERVAL = Duration.ofHours(1);
  private static final Duration KEEP_COMPLETED_JOBS = Duration.ofDays(7);

  /** Long enough to look into a complaint. */
  private static final Duration KEEP_FAILED_JOBS = Duration.ofDays(30);

  private static final Duration KEEP_READ_NOTIFICATIONS = Duration.ofDays(30);

  /** So that whoever goes on at the last moment finds all of them, however long they took. */
  private static final Duration KEEP_LIVE_EVENTS = LiveEvents.KEPT.plusMinutes(15);

  /** Stripe repeats what it could not deliver for three days. */
  private static final Duration KEEP_PAYMENT_NOTICES = Duration.ofDays(35);

  /** Stale data is served while EVE is down, so it is kept for longer than it is fresh. */
  private static final Duration KEEP_STALE_CACHE = Duration.ofDays(7);

  private final Sessions sessions;
  private final OneTimeGrants grants;
  private final IdempotentRequests requests;
  private final Cache cache;
  private final Jobs jobs;
  private final Notifications notifications;
  private final LiveEvents liveEvents;
  private final Payments payments;
  private final RefreshUnusedGrants refreshUnusedGrants;
  private final Clock clock;

  /** Over these ports. */
  public TidyUp(
      Sessions sessions,
      OneTimeGrants grants,
      IdempotentRequests requests,
      Cache cache,
      Jobs jobs,
      Notifications notifications,
      LiveEvents liveEvents,
      Payments payments,
      RefreshUnusedGrants refreshUnusedGrants,
      Clock clock) {
    this.sessions = sessions;
    this.grants = grants;
    this.requests = requests;
    this.cache = cache;
    this.jobs = jobs;
    this.notifications = notifications;
    this.liveEvents = liveEvents;
    this.payments = payments;
    this.refreshUnusedGrants = refreshUnusedGrants;
    this.clock = clock;
  }

  /** Does one chore, and tells how much there was to do and when it is due again. */
  Tidied run(Chore chore) {
    Instant now = clock.instant();
    int rows =
        switch (chore) {
          case EXPIRED_SESSIONS ->
              all(step -> sessions.removeExpired(now, step))
                  + all(step -> grants.removeExpired(now, step))
                  + all(step -> requests.removeForgotten(now, step));
          case STALE_CACHE ->
              all(step -> cache.removeExpiredBefore(now.minus(KEEP_STALE_CACHE), step));
          case COMPLETED_JOBS ->
              all(step -> jobs.removeCompletedBefore(now.minus(KEEP_COMPLETED_JOBS), step));
          case FAILED_JOBS ->
              all(step -> jobs.removeFailedBefore(now.minus(KEEP_FAILED_JOBS), step));
          case READ_NOTIFICATIONS ->
              all(step -> notifications.removeReadBefore(now.minus(KEEP_READ_NOTIFICATIONS), step));
          case LIVE_EVENTS ->
              all(step -> liveEvents.removeBefore(now.minus(KEEP_LIVE_EVENTS), step));
          case PAYMENT_NOTICES ->
              all(step -> payments.removeEventsBefore(now.minus(KEEP_PAYMENT_NOTICES), step))
                  + all(
                      step ->
                          payments.removeStrangersBefore(now.minus(KEEP_PAYMENT_NOTICES), step));
          case UNUSED_GRANTS -> refreshUnusedGrants.run();
        };
    if (rows > 0) {
      LOG.info("housekeeping: {} {}", rows, chore);
    }
    return new Tidied(
        rows,
        new Next.At(
            now.plus(chore == Chore.UNUSED_GRANTS ? RefreshUnusedGrants.INTERVAL : INTERVAL)));
  }

  /**
   * A chore that was done.
   *
   * @param rows that were removed, or refreshed
   * @param next when it is due again
   */
  record Tidied(int rows, Next next) {}

  /** Repeats {@code removal} until there is less than a step left to remove. */
  private static int all(IntUnaryOperator removal) {
    int sum = 0;
    int removed;
    do {
      removed = removal.applyAsInt(STEP);
      sum += removed;
    } while (removed == STEP);
    return sum;
  }
}
