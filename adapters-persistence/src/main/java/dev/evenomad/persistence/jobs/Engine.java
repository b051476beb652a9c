package dev.evenomad.persistence.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.domain.job.DueWorkHandler.Next;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Does due work in this process, together with the engines of all others on the same database.
 * Works from {@link #start} until {@link #stop}, once. Thread-safe.
 */
public final class Engine implements AutoCloseable {

  private static final int MISSED_HEARTBEATS = 4;

  private final Scheduler scheduler;
  private final Completion completion;
  private final InstantSource clock;
  private final Consumer<Engine> stopped;

  Engine(
      DataSource dataSource,
      String name,
      DueWorkHandler handler,
      InstantSource clock,
      EngineSettings settings,
      Consumer<Engine> stopped) {
    this.clock = clock;
    this.stopped = stopped;
    this.completion = new Completion(dataSource, this::planned);
    List<Task<?>> tasks =
        TaskName.TASKS.stream().<Task<?>>map(task -> task(task, handler, settings)).toList();
    this.scheduler =
        new RealTimePolling(dataSource, tasks)
            .schedulerName(new SchedulerName.Fixed(name))
            .clock(clock::instant)
            // Not detected, which would need the database now.
            .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
            .pollUsingLockAndFetch(0.5, 1.0)
            .threads(settings.concurrency())
            .executorService(
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("work-", 0).factory()))
            .pollingInterval(settings.pollInterval())
            .enableImmediateExecution()
            .heartbeatInterval(settings.heartbeat())
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(settings.patience().dividedBy(2))
            .failureLogging(LogLevel.WARN, true)
            .build();
  }

  private Task<Void> task(String name, DueWorkHandler handler, EngineSettings settings) {
    return Tasks.custom(name, Void.class)
        .onFailure((failed, operations) -> retry(failed, settings))
        // The library's own handler asks the system's clock.
        .onDeadExecution((dead, operations) -> operations.reschedule(dead, clock.instant()))
        .execute((instance, context) -> completion(handle(instance, handler)));
  }

  private static Next handle(TaskInstance<Void> instance, DueWorkHandler handler) {
    return handler.handle(new TaskName(instance.getTaskName(), instance.getId()).work());
  }

  private CompletionHandler<Void> completion(Next next) {
    return switch (next) {
      case Next.Done.DONE ->
          (done, operations) -> completion.over(done.getExecution(), done.getTimeDone());
      case Next.At(Instant instant) ->
          (done, operations) -> completion.again(done.getExecution(), done.getTimeDone(), instant);
    };
  }

  private void retry(ExecutionComplete failed, EngineSettings settings) {
    int doublings = Math.min(failed.getExecution().consecutiveFailures, 20);
    Duration wait = settings.firstRetry().multipliedBy(1L << doublings);
    Duration bounded = wait.compareTo(settings.longestRetry()) > 0 ? settings.longestRetry() : wait;
    completion.failed(
        failed.getExecution(), failed.getTimeDone(), failed.getTimeDone().plus(bounded));
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
   * What does not end is done again by another engine. Nothing happens if it was stopped before.
   */
  public synchronized void stop() {
    if (!scheduler.getSchedulerState().isShuttingDown()) {
      scheduler.stop();
      stopped.accept(this);
    }
  }

  /** As {@link #stop}. */
  @Override
  public void close() {
    stop();
  }

  /** Looks for due work now, if {@code at} has come. */
  void planned(Instant at) {
    if (!at.isAfter(clock.instant())) {
      scheduler.triggerCheckForDueExecutions();
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
