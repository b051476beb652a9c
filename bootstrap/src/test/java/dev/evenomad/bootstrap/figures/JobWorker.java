package dev.evenomad.bootstrap.figures;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.job.Plan;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.persistence.DatabaseUrl;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.persistence.jobs.Engine;
import dev.evenomad.persistence.jobs.EngineSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The engine of a server as a process of its own, whose work is nothing but, if it is told so, its
 * audit trail. Prints how much it has done every now and then. Makes so many jobs when it is told
 * {@code make 100}, and ends with its input.
 */
final class JobWorker {

  static final String READY = "ready";
  static final String DONE = "done ";
  static final String MAKE = "make ";
  static final String AUDITED = "audited";
  static final int ACCOUNTS = 1_000;

  private static final int MAKERS = 4;
  private static final Duration TICK = Duration.ofMillis(50);

  private final Persistence persistence;
  private final Transactions transactions;
  private final Jobs jobs;
  private final Clock clock;
  private final AtomicLong done = new AtomicLong();

  private JobWorker(Persistence persistence) {
    this.persistence = persistence;
    transactions = persistence.transactions();
    jobs = persistence.jobs();
    clock = persistence.clock();
  }

  /** The first argument is the database's URL, the second whether there is an audit trail. */
  public static void main(String[] arguments) throws IOException {
    try (Persistence persistence =
        Persistence.openOnDatabaseTime(
            PersistenceSettings.of(DatabaseUrl.parse(arguments[0])), InstantSource.system())) {
      new JobWorker(persistence).run(arguments[1].equals(AUDITED));
    }
  }

  private void run(boolean audited) throws IOException {
    DueWorkHandler handler = audited ? this::doAudited : this::doNothing;
    try (Engine engine = persistence.engine(handler, EngineSettings.DEFAULT)) {
      engine.start();
      Thread.ofPlatform().daemon().start(this::report);
      System.out.println(READY);
      BufferedReader orders =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        makeInParallel(Integer.parseInt(order.substring(MAKE.length())));
      }
    }
  }

  private void report() {
    try {
      for (long told = -1; ; Thread.sleep(TICK)) {
        long now = done.get();
        if (now != told) {
          told = now;
          System.out.println(DONE + now);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private DueWorkHandler.Next doNothing(DueWork work) {
    done.incrementAndGet();
    return DueWorkHandler.Next.Done.DONE;
  }

  /** As deliveries are done, without the delivery. */
  private DueWorkHandler.Next doAudited(DueWork work) {
    JobId id = ((DueWork.RunJob) work).job();
    Optional<Job> begun =
        transactions.call(() -> jobs.find(id).filter(job -> !job.over()).map(this::begin));
    if (begun.isPresent()) {
      JsonValue result = new JsonObject(Map.of("accepted", JsonValue.of(1)));
      transactions.run(
          () ->
              jobs.find(id)
                  .filter(current -> !current.over())
                  .ifPresent(
                      current ->
                          jobs.save(current.completed(Optional.of(result), clock.instant()))));
      done.incrementAndGet();
    }
    return DueWorkHandler.Next.Done.DONE;
  }

  private Job begin(Job job) {
    Job started = job.started(clock.instant());
    jobs.save(started);
    return started;
  }

  private void makeInParallel(int count) {
    for (int maker = 0; maker < MAKERS; maker++) {
      int first = maker;
      Thread.ofVirtual()
          .start(
              () -> {
                for (int i = first; i < count; i += MAKERS) {
                  make("account-" + i % ACCOUNTS);
                }
              });
    }
  }

  /** As alerts are raised, without the notification. */
  private void make(String account) {
    transactions.run(
        () -> {
          Instant now = clock.instant();
          Job job =
              Job.pending(
                  new JobId(persistence.ids().next()),
                  JobType.PUSH_DELIVERY,
                  Optional.empty(),
                  Optional.of(JsonObject.ofStrings(Map.of("notificationId", account))),
                  now);
          jobs.add(job);
          persistence
              .schedule()
              .plan(Plan.of(new DueWork.RunJob(job), now).onBehalfOf(new UserId(account)));
        });
  }
}
