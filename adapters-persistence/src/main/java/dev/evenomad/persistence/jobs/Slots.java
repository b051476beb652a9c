package dev.evenomad.persistence.jobs;

import com.github.kagkarlsson.scheduler.task.Execution;
import dev.evenomad.domain.job.Urgency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The room that this process has for work, by lane. Thread-safe. */
final class Slots {

  private final EngineSettings settings;
  private final Map<Running, Lane> running = new HashMap<>();
  private final Map<Lane, Integer> taken = new HashMap<>();
  private final Set<Lane> moreWaits = new HashSet<>();

  Slots(EngineSettings settings) {
    this.settings = settings;
  }

  /** How much there is at most. */
  int total() {
    return Lane.ALL.stream().mapToInt(lane -> settings.slots(lane.urgency())).sum();
  }

  /** The lanes with room, the most urgent first, and how much each has. */
  synchronized Map<Lane, Integer> free() {
    Map<Lane, Integer> free = new LinkedHashMap<>();
    for (Lane lane : Lane.ALL) {
      int room = settings.slots(lane.urgency()) - taken.getOrDefault(lane, 0);
      if (room > 0) {
        free.put(lane, room);
      }
    }
    return free;
  }

  /**
   * Takes the room for what was picked of that lane.
   *
   * @param full whether no room is left, so that more may wait
   */
  synchronized void take(Lane lane, List<Execution> picked, boolean full) {
    picked.forEach(work -> running.put(Running.of(work), lane));
    taken.merge(lane, picked.size(), Integer::sum);
    if (full) {
      moreWaits.add(lane);
    } else {
      moreWaits.remove(lane);
    }
  }

  /** The lane of what is being done; empty if it is not. */
  synchronized Optional<Lane> laneOf(Execution work) {
    return Optional.ofNullable(running.get(Running.of(work)));
  }

  /**
   * Gives back the room of what was done.
   *
   * @return whether it is worth while to look for more: some waits, and half of the lane is free
   */
  synchronized boolean giveBack(Execution work) {
    Lane lane = running.remove(Running.of(work));
    if (lane == null) {
      return false;
    }
    int left = taken.merge(lane, -1, Integer::sum);
    return left <= settings.slots(lane.urgency()) / 2 && moreWaits.remove(lane);
  }

  /** How much is being done, by urgency. */
  synchronized Map<Urgency, Integer> running() {
    Map<Urgency, Integer> sums = new EnumMap<>(Urgency.class);
    taken.forEach((lane, count) -> sums.merge(lane.urgency(), count, Integer::sum));
    return sums;
  }

  /** One go at a piece of work: the version changes with each. */
  private record Running(String task, String instance, long version) {
    static Running of(Execution work) {
      return new Running(
          Objects.requireNonNull(work.taskInstance.getTaskName()),
          Objects.requireNonNull(work.taskInstance.getId()),
          work.version);
    }
  }
}
