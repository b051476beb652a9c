package dev.evenomad.application.job;

import dev.evenomad.application.character.RevokeGrants;
import dev.evenomad.application.job.TidyUp.Tidied;
import dev.evenomad.application.notification.DeliverPush;
import dev.evenomad.application.sync.SyncCharacter;
import dev.evenomad.application.sync.SyncCharacter.Turn;
import dev.evenomad.application.sync.SyncOutcome;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWork.Chore;
import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.job.Urgency;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.live.LiveEvents;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncStates;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does whatever is due and keeps the audit trail: every job that was asked for, and every periodic
 * run that changed something or failed. A periodic run that found nothing new leaves no row.
 * Thread-safe.
 */
public final class RunDueWork implements DueWorkHandler {

  private static final Logger LOG = LoggerFactory.getLogger(RunDueWork.class);

  private final SyncCharacter syncCharacter;
  private final RunRequestedSync requestedSync;
  private final DeliverPush deliverPush;
  private final RevokeGrants revokeGrants;
  private final TidyUp tidyUp;
  private final Characters characters;
  private final Jobs jobs;
  private final JobEndings endings;
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
      Characters characters,
      LiveEvents live,
      Schedule schedule,
      Ids ids,
      Transactions transactions,
      Clock clock) {
    this.syncCharacter = syncCharacter;
    this.endings = new JobEndings(jobs, characters, live, transactions, clock);
    this.requestedSync =
        new RunRequestedSync(
            syncCharacter, syncStates, jobs, endings, schedule, transactions, clock);
    this.deliverPush = deliverPush;
    this.revokeGrants = revokeGrants;
    this.tidyUp = tidyUp;
    this.characters = characters;
    this.jobs = jobs;
    this.ids = ids;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Next handle(DueWork work) {
    return handle(work, Hold.FOR_EVER);
  }

  @Override
  public Next handle(DueWork work, Hold hold) {
    return switch (work) {
      case DueWork.Sync sync -> syncPeriodically(sync.character(), sync.kind());
      case DueWork.RunJob run when run.type() == JobType.PUSH_DELIVERY -> deliver(run.job(), hold);
      case DueWork.RunJob run -> run(run.job(), hold);
      case DueWork.Housekeeping housekeeping -> keepHouse(housekeeping.chore());
    };
  }

  private Next syncPeriodically(CharacterId character, SyncKind kind) {
    Job job = periodic(JobType.of(kind), Optional.of(character));
    Turn turn;
    try {
      turn = syncCharacter.run(character, kind);
    } catch (RuntimeException e) {
      throw recorded(job, e);
    }
    if (worthARow(turn.outcome())) {
      add(SyncResult.concluding(job, turn.outcome(), clock.instant()));
    }
    return turn.next().<Next>map(at -> at).orElse(Next.Done.DONE);
  }

  private static boolean worthARow(SyncOutcome outcome) {
    return switch (outcome) {
      case SyncOutcome.Updated updated -> true;
      case SyncOutcome.Unchanged unchanged -> unchanged.events() > 0;
      case SyncOutcome.ToldByClock told -> told.events() > 0;
      case SyncOutcome.Parked parked -> true;
      case SyncOutcome.Failed failed -> true;
      case SyncOutcome.StillFresh fresh -> false;
      case SyncOutcome.Paused paused -> false;
      case SyncOutcome.Postponed postponed -> false;
      case SyncOutcome.Superseded superseded -> false;
      case SyncOutcome.Gone gone -> false;
    };
  }

  private Next keepHouse(Chore chore) {
    Job job =
        periodic(
            chore == Chore.UNUSED_GRANTS ? JobType.TOKEN_REFRESH : JobType.HOUSEKEEPING,
            Optional.empty());
    Tidied tidied;
    try {
      tidied = tidyUp.run(chore);
    } catch (RuntimeException e) {
      throw recorded(job, e);
    }
    if (tidied.rows() > 0) {
      add(
          job.completed(
              Optional.of(
                  new JsonObject(
                      Map.of(
                          "chore", JsonValue.of(chore.name().toLowerCase(Locale.ROOT)),
                          "rows", JsonValue.of(tidied.rows())))),
              clock.instant()));
    }
    return tidied.next();
  }

  /** The row of a run that nobody asked for, in case it turns out to be worth one. */
  private Job periodic(JobType type, Optional<CharacterId> about) {
    Instant now = clock.instant();
    Urgency urgency = about.isPresent() ? Urgency.ROUTINE : Urgency.CHORE;
    return Job.pending(new JobId(ids.next()), type, about, Optional.empty(), now)
        .urgent(urgency)
        .started(now);
  }

  /** Nothing is told of a character that was removed while it was read. */
  private void add(Job job) {
    transactions.run(
        () -> {
          if (job.character().map(characters::keep).orElse(true)) {
            jobs.add(job);
          }
        });
  }

  /** What an outage or a bug ended is in the audit trail too, if that can be written. */
  private RuntimeException recorded(Job job, RuntimeException why) {
    if (!Thread.currentThread().isInterrupted()) {
      try {
        add(job.failed(describe(why), clock.instant()));
      } catch (RuntimeException e) {
        why.addSuppressed(e);
      }
    }
    return why;
  }

  /** The message could say something that is not for everybody. */
  private static String describe(RuntimeException why) {
    return "it failed unexpectedly: " + why.getClass().getSimpleName();
  }

  private Next run(JobId id, Hold hold) {
    Optional<Begun> begun =
        transactions.call(() -> jobs.find(id).filter(job -> !job.over()).map(this::begin));
    if (begun.isEmpty()) {
      return Next.Done.DONE;
    }
    Job job = begun.get().job;
    return attempt(
        job,
        hold,
        () ->
            switch (job.type()) {
              case SYNC_SKILLS, SYNC_MAIL, SYNC_MARKET_ORDERS, SYNC_INDUSTRY_JOBS, SYNC_PLANETS ->
                  requestedSync.run(job, begun.get().freshUntil);
              case GRANT_REVOCATION -> revokeGrants.run(job);
              case PUSH_DELIVERY, TOKEN_REFRESH, HOUSEKEEPING ->
                  end(job, "this version does not run such jobs", clock.instant());
            });
  }

  private Next deliver(JobId id, Hold hold) {
    return deliverPush
        .begin(id)
        .map(opened -> attempt(opened.job(), hold, () -> deliverPush.run(opened, hold)))
        .orElse(Next.Done.DONE);
  }

  private Next attempt(Job job, Hold hold, Supplier<Next> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted() || !hold.lasts()) {
        throw e;
      }
      LOG.warn("job {} ({}) failed unexpectedly", job.id(), job.type().code(), e);
      return tryAgain(job, describe(e));
    }
  }

  private Begun begin(Job job) {
    Job started = job.started(clock.instant());
    jobs.save(started);
    return new Begun(started, requestedSync.want(started));
  }

  private Next tryAgain(Job job, String why) {
    Instant now = clock.instant();
    Instant again = now.plus(job.type().backoff().after(job.attempts()));
    if (again.isAfter(job.createdAt().plus(job.type().patience()))) {
      return end(job, "given up: " + why, now);
    }
    transactions.run(
        () -> jobs.findInTry(job).ifPresent(current -> jobs.save(current.toBeRetried(why))));
    return new Next.At(again);
  }

  private Next end(Job job, String why, Instant now) {
    endings.end(job, current -> current.failed(why, now));
    return Next.Done.DONE;
  }

  /**
   * A job that was begun.
   *
   * @param freshUntil until when what it would read is fresh, if it reads and that is
   */
  private record Begun(Job job, Optional<Instant> freshUntil) {}
}
