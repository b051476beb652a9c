package dev.evenomad.persistence.jobs;

import com.github.kagkarlsson.scheduler.task.Execution;
import dev.evenomad.domain.job.Urgency;
import dev.evenomad.persistence.jobs.EngineStatistics.Count;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what an engine does, and says when it falls behind. Thread-safe. */
final class Workload {

  private static final Logger LOG = LoggerFactory.getLogger(Workload.class);

  private static final Duration LATE = Duration.ofMinutes(1);

  private static final Duration TOLERANCE = Duration.ofSeconds(10);

  private final Slots slots;
  private final Map<Urgency, Counter> counters = new EnumMap<>(Urgency.class);

  Workload(Slots slots) {
    this.slots = slots;
    Arrays.stream(Urgency.values()).forEach(urgency -> counters.put(urgency, new Counter()));
  }

  /** That was begun now, when it was picked. */
  synchronized void begun(Lane lane, List<Execution> works) {
    works.forEach(
        work -> of(lane.urgency()).begun(Duration.between(work.executionTime, work.lastHeartbeat)));
  }

  /** After a look for due work, which found some of these lanes. */
  synchronized void look(Set<Lane> due) {
    Set<Urgency> urgencies = due.stream().map(Lane::urgency).collect(Collectors.toSet());
    Map<Urgency, Integer> running = slots.running();
    counters.forEach(
        (urgency, counter) ->
            counter.look(
                urgency, urgencies.contains(urgency), running.getOrDefault(urgency, 0) == 0));
  }

  synchronized void failed(Lane lane) {
    of(lane.urgency()).failed++;
  }

  synchronized EngineStatistics statistics() {
    Map<Urgency, Integer> running = slots.running();
    Map<Urgency, Count> counts = new EnumMap<>(Urgency.class);
    counters.forEach(
        (urgency, counter) ->
            counts.put(
                urgency,
                new Count(
                    counter.begun,
                    counter.failed,
                    counter.late,
                    running.getOrDefault(urgency, 0),
                    counter.behind)));
    return new EngineStatistics(counts);
  }

  private Counter of(Urgency urgency) {
    return Objects.requireNonNull(counters.get(urgency));
  }

  private static final class Counter {
    private long begun;
    private long failed;
    private long late;
    private Duration behind = Duration.ZERO;
    private Duration latest = Duration.ZERO;
    private Optional<Long> lateSince = Optional.empty();
    private boolean complained;

    void begun(Duration lateness) {
      begun++;
      latest = lateness.compareTo(latest) > 0 ? lateness : latest;
      if (lateness.compareTo(LATE) > 0) {
        late++;
      }
    }

    void look(Urgency urgency, boolean due, boolean idle) {
      if (due) {
        behind = latest;
      } else if (idle) {
        behind = Duration.ZERO;
      }
      latest = Duration.ZERO;
      if (behind.compareTo(LATE) <= 0) {
        if (complained) {
          LOG.info("{} work is begun on time again", urgency);
        }
        complained = false;
        lateSince = Optional.empty();
        return;
      }
      long now = System.nanoTime();
      long since = lateSince.orElse(now);
      lateSince = Optional.of(since);
      // A server that was away has much to make up for, and is done with it soon.
      if (!complained && now - since > TOLERANCE.toNanos()) {
        LOG.warn(
            "{} work is begun {} s after it was due; what is more urgent goes first",
            urgency,
            behind.toSeconds());
        complained = true;
      }
    }
  }
}
