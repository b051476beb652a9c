package dev.evenomad.application.job;

import dev.evenomad.application.character.RevokeGrants;
import dev.evenomad.application.notification.DeliverPush;
import dev.evenomad.application.sync.SyncCharacter;
import dev.evenomad.application.sync.SyncCharacter.Turn;
import dev.evenomad.application.sync.SyncOutcome;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncState;
import dev.evenomad.domain.sync.SyncStates;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Does whatever is due and keeps the audit trail: every job that was asked for, and every periodic
 * run that changed something or failed. A periodic run that found nothing new leaves no row.
 * Thread-safe.
 */
public final class RunDueWork implements DueWorkHandler {

  private final SyncCharacter syncCharacter;
  private final DeliverPush deliverPush;
  private final RevokeGrants revokeGrants;
  private final TidyUp tidyUp;
  private final SyncStates syncStates;
  private final Jobs jobs;
  private final Schedule schedule;
  private final Ids ids;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these use cases and ports. */
  public RunDueWork(
      SyncCharacter syncCharacter,
      DeliverPush deliverPush,
      RevokeGrants revokeGrants,
      TidyUp tidyUp,
      SyncStates syncStates,
      Jobs jobs,
      Schedule schedule,
      Ids ids,
      Transactions transactions,
      Clock clock) {
    this.syncCharacter = syncCharacter;
    this.deliverPush = deliverPush;
    this.revokeGrants = revokeGrants;
    this.tidyUp = tidyUp;
    this.syncStates = syncStates;
    this.jobs = jobs;
    this.schedule = schedule;
    this.ids = ids;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Next handle(DueWork work) {
    return switch (work) {
      case DueWork.Sync sync -> syncPeriodically(sync.character(), sync.kind());
      case DueWork.RunJob run -> run(run.job());
      case DueWork.Housekeeping housekeeping -> tidyUp.run(housekeeping.chore());
    };
  }

  private Next syncPeriodically(CharacterId character, SyncKind kind) {
    Instant began = clock.instant();
    Turn turn = syncCharacter.run(character, kind);
    if (worthARow(turn.outcome())) {
      Job job =
          Job.pending(
                  new JobId(ids.next()),
                  JobType.of(kind),
                  Optional.of(character),
                  Optional.empty(),
                  began)
              .started(began);
      transactions.run(() -> jobs.add(concluded(job, turn.outcome())));
    }
    return turn.nextDue().<Next>map(Next.At::new).orElse(Next.Done.DONE);
  }

  private static boolean worthARow(SyncOutcome outcome) {
    return switch (outcome) {
      case SyncOutcome.Updated updated -> true;
      case SyncOutcome.Unchanged unchanged -> unchanged.events() > 0;
      case SyncOutcome.ToldByClock told -> told.events() > 0;
      case SyncOutcome.Parked parked -> true;
      case SyncOutcome.Failed failed -> true;
      case SyncOutcome.StillFresh fresh -> false;
      case SyncOutcome.Postponed postponed -> false;
      case SyncOutcome.Superseded superseded -> false;
      case SyncOutcome.Gone gone -> false;
    };
  }

  private Next run(JobId id) {
    Optional<Begun> begun =
        transactions.call(() -> jobs.find(id).filter(job -> !job.over()).map(this::begin));
    return begun.map(this::run).orElse(Next.Done.DONE);
  }

  private Begun begin(Job job) {
    Job started = job.started(clock.instant());
    jobs.save(started);
    return new Begun(
        started, started.type().syncKind().flatMap(kind -> want(aboutOf(started), kind)));
  }

  private Next run(Begun begun) {
    return switch (begun.job.type()) {
      case SYNC_SKILLS, SYNC_MAIL, SYNC_MARKET_ORDERS, SYNC_INDUSTRY_JOBS, SYNC_PLANETS ->
          syncOnRequest(begun.job, begun.job.type().syncKind().orElseThrow(), begun.notBefore);
      case PUSH_DELIVERY -> deliverPush.run(begun.job);
      case GRANT_REVOCATION -> revokeGrants.run(begun.job);
      case TOKEN_REFRESH -> refuse(begun.job);
    };
  }

  /** Nothing here plans such a job: it is known because the history of the original has them. */
  private Next refuse(Job job) {
    Instant now = clock.instant();
    transactions.run(
        () ->
            jobs.find(job.id())
                .filter(current -> !current.over())
                .map(current -> current.failed("this version does not run such jobs", now))
                .ifPresent(jobs::save));
    return Next.Done.DONE;
  }

  private Next syncOnRequest(Job job, SyncKind kind, Optional<Instant> notBefore) {
    CharacterId character = aboutOf(job);
    SyncOutcome outcome =
        notBefore.isPresent()
            ? new SyncOutcome.StillFresh(notBefore.get())
            : syncCharacter.run(character, kind).outcome();
    if (outcome instanceof SyncOutcome.Superseded) {
      return new Next.At(clock.instant());
    }
    if (outcome instanceof SyncOutcome.Postponed postponed) {
      return retry(job, postponed.until());
    }
    transactions.run(
        () -> {
          jobs.find(job.id())
              .filter(current -> !current.over())
              .ifPresent(current -> jobs.save(concluded(current, outcome)));
          // What was read on request need not be read again by the clock.
          syncStates
              .find(character, kind)
              .flatMap(SyncState::nextDue)
              .ifPresent(due -> schedule.plan(new DueWork.Sync(character, kind), due));
        });
    return Next.Done.DONE;
  }

  private Next retry(Job job, Instant at) {
    transactions.run(
        () ->
            jobs.find(job.id())
                .filter(current -> !current.over())
                .ifPresent(
                    current ->
                        jobs.save(
                            current.toBeRetried(
                                "EVE asks to wait until " + at,
                                current.payload().orElse(JsonObject.EMPTY)))));
    return new Next.At(at);
  }

  /** Makes the reading due; answers when ESI may be asked, if that is not now. */
  private Optional<Instant> want(CharacterId character, SyncKind kind) {
    Instant now = clock.instant();
    return syncStates
        .find(character, kind)
        .flatMap(
            state -> {
              Optional<Instant> fresh = state.freshUntil().filter(until -> until.isAfter(now));
              if (fresh.isEmpty() && !state.pollDue(now)) {
                syncStates.save(state.wanted(now));
              }
              return fresh;
            });
  }

  private static CharacterId aboutOf(Job job) {
    return job.character().orElseThrow();
  }

  private Job concluded(Job job, SyncOutcome outcome) {
    Instant now = clock.instant();
    return switch (outcome) {
      case SyncOutcome.Failed failed -> job.failed(failed.why(), now);
      case SyncOutcome.Parked parked -> job.failed(parked.why(), now);
      case SyncOutcome.Postponed postponed ->
          job.toBeRetried(
              "EVE asks to wait until " + postponed.until(),
              job.payload().orElse(JsonObject.EMPTY));
      case SyncOutcome.Gone gone -> job.failed("the character is not linked any more", now);
      case SyncOutcome.Updated updated -> done(job, "updated", updated.events(), now);
      case SyncOutcome.Unchanged unchanged -> done(job, "unchanged", unchanged.events(), now);
      case SyncOutcome.ToldByClock told -> done(job, "told-by-clock", told.events(), now);
      case SyncOutcome.StillFresh fresh -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("outcome", JsonValue.of("still-fresh"));
        members.put("freshUntil", JsonValue.of(fresh.until().toString()));
        yield job.completed(Optional.of(new JsonObject(members)), now);
      }
      case SyncOutcome.Superseded superseded -> done(job, "superseded", 0, now);
    };
  }

  private static Job done(Job job, String outcome, int events, Instant now) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("outcome", JsonValue.of(outcome));
    members.put("events", JsonValue.of(events));
    return job.completed(Optional.of(new JsonObject(members)), now);
  }

  /**
   * A job that was begun.
   *
   * @param notBefore when ESI may be asked, if that is not now
   */
  private record Begun(Job job, Optional<Instant> notBefore) {}
}
