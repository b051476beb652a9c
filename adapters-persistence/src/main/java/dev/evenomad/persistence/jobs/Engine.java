package dev.evenomad.persistence.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.domain.job.DueWorkHandler.Hold;
import dev.evenomad.domain.job.DueWorkHandler.Next;
import dev.evenomad.domain.job.JobType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does due work in this process, together with the engines of all others on the same database.
 * Works from {@link #start} until {@link #stop}, once. Thread-safe.
 */
public final class Engine implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  private static final int MISSED_HEARTBEATS = 4;

  /** The share of the time until it is taken for dead after which a hold does not last. */
  private static final double DOUBTFUL = 0.75;

  /** What becomes due faster than this is looked for together: a look costs more than it finds. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  private final EngineSettings settings;
  private final DueWorkHandler handler;
  private final InstantSource clock;
  private final Consumer<Engine> stopped;
  private final Slots slots;
  private final Workload workload;
  private final Completion completion;
  private final Alarm alarm;
  private final Scheduler scheduler;
  private volatile long lookedAt = System.nanoTime() - BETWEEN_LOOKS.toNanos();

  Engine(
      DataSource dataSource,
      String name,
      DueWorkHandler handler,
      InstantSource clock,
      EngineSettings settings,
      Consumer<Engine> stopped) {
    this.settings = settings;
    this.handler = handler;
    this.clock = clock;
    this.stopped = stopped;
    this.slots = new Slots(settings);
    this.workload = new Workload(slots);
    this.completion = new Completion(dataSource, name, this::planned);
    this.alarm = new Alarm(clock, this::look);
    this.scheduler =
        new RealTimePolling(dataSource, TaskName.TASKS.stream().<Task<?>>map(this::task).toList())
            .schedulerName(new SchedulerName.Fixed(name))
            .clock(clock::instant)
            .jdbcCustomization(new PickDue(dataSource, slots, workload, this::planned))
            .pollUsingLockAndFetch(0.5, 1.0)
            .threads(slots.total())
            .executorService(
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("work-", 0).factory()))
            .pollingInterval(settings.pollInterval())
            .heartbeatInterval(settings.heartbeat())
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(settings.patience().dividedBy(2))
            .failureLogging(LogLevel.WARN, true)
            .addSchedulerListener(new Listener())
            .build();
  }

  private Task<Void> task(String name) {
    return Tasks.custom(name, Void.class)
        .onFailure((failed, operations) -> retry(failed))
        .onDeadExecution(
            (dead, operations) -> {
              // The library's own handler asks the system's clock.
              operations.reschedule(dead, clock.instant());
              look();
            })
        .execute((instance, context) -> completion(handle(instance, context)));
  }

  private Next handle(TaskInstance<Void> instance, ExecutionContext context) {
    return handler.handle(
        new TaskName(instance.getTaskName(), instance.getId()).work(), hold(context));
  }

  private static Hold hold(ExecutionContext context) {
    return () -> {
      var heartbeats = context.getCurrentlyExecuting().getHeartbeatState();
      return heartbeats.getFailedHeartbeats() == 0 && heartbeats.getFractionDead() < DOUBTFUL;
    };
  }

  private CompletionHandler<Void> completion(Next next) {
    return switch (next) {
      case Next.Done.DONE ->
          (done, operations) -> completion.over(done.getExecution(), done.getTimeDone());
      case Next.At at ->
          (done, operations) -> completion.again(done.getExecution(), done.getTimeDone(), at);
    };
  }

  private void retry(ExecutionComplete failed) {
    Execution work = failed.getExecution();
    if (scheduler.getSchedulerState().isShuttingDown()) {
      // Interrupted, which is nobody's failure: it is handed back together with all the rest.
      return;
    }
    JobType type = JobType.ofCode(work.taskInstance.getTaskName()).orElseThrow();
    Instant again =
        failed
            .getTimeDone()
            .plus(settings.retries().apply(type).after(work.consecutiveFailures + 1));
    completion.failed(work, failed.getTimeDone(), again);
  }

  /**
   * Begins to work.
   *
   * @throws IllegalStateException if it was started before
   */
  public synchronized void start() {
    if (scheduler.getSchedulerState().isStarted()
        || scheduler.getSchedulerState().isShuttingDown()) {
      throw new IllegalStateException("an engine is started once");
    }
    scheduler.start();
  }

  /**
   * Takes nothing new and waits until what is being done has ended, as long as the settings say.
   * What does not end is interrupted and handed back, so that another engine does it at once.
   * Nothing happens if it was stopped before.
   */
  public synchronized void stop() {
    if (!scheduler.getSchedulerState().isShuttingDown()) {
      alarm.close();
      scheduler.stop();
      try {
        int left = completion.handBack();
        if (left > 0) {
          LOG.warn("{} pieces of work had not ended and are left to others", left);
        }
      } catch (IllegalStateException e) {
        LOG.warn("what had not ended could not be handed back; others take it over soon", e);
      }
      stopped.accept(this);
    }
  }

  /** As {@link #stop}. */
  @Override
  public void close() {
    stop();
  }

  /** What it has done so far. */
  public EngineStatistics statistics() {
    return workload.statistics();
  }

  /** Looks for due work as soon as {@code at} has come, if it would not look by then anyway. */
  void planned(Instant at) {
    Instant now = clock.instant();
    Instant soonest = now.plus(BETWEEN_LOOKS).minusNanos(System.nanoTime() - lookedAt);
    Instant next = at.isBefore(soonest) ? soonest : at;
    if (!next.isAfter(now)) {
      look();
    } else if (next.isBefore(now.plus(settings.pollInterval()))) {
      alarm.set(next);
    }
  }

  private void look() {
    lookedAt = System.nanoTime();
    scheduler.triggerCheckForDueExecutions();
  }

  /** Gives back the room of what was done. */
  private final class Listener extends AbstractSchedulerListener {

    @Override
    public void onExecutionComplete(ExecutionComplete done) {
      if (done.getResult() == ExecutionComplete.Result.FAILED) {
        slots.laneOf(done.getExecution()).ifPresent(workload::failed);
      }
      if (slots.giveBack(done.getExecution())) {
        look();
      }
    }
  }

  /** Waits in real time between two looks, also if the clock that says what is due stands still. */
  private static final class RealTimePolling extends SchedulerBuilder {

    RealTimePolling(DataSource dataSource, List<Task<?>> tasks) {
      super(dataSource, tasks);
    }

    @Override
    protected Waiter buildWaiter() {
      return new Waiter(poolingInterval);
    }
  }
}
