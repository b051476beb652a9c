package dev.evenomad.persistence.jobs;

import dev.evenomad.domain.job.Urgency;
import java.util.Arrays;
import java.util.List;

/** Work of one type and urgency, which is in the way of no other. */
record Lane(String task, Urgency urgency) {

  /** All that there are, the most urgent first. */
  static final List<Lane> ALL =
      Arrays.stream(Urgency.values()).toList().reversed().stream()
          .flatMap(urgency -> TaskName.TASKS.stream().map(task -> new Lane(task, urgency)))
          .toList();

  /** The lane of a row. */
  static Lane of(String task, int priority) {
    return ALL.stream()
        .filter(lane -> lane.task.equals(task) && lane.urgency.priority() == priority)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "this version does not know the priority " + priority + " of " + task));
  }
}
