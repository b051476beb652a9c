package dev.evenomad.domain.job;

/**
 * How urgent due work is, the least urgent first. More urgent work is begun first, and less urgent
 * work never takes the room that is kept for it.
 */
public enum Urgency {
  /** Keeping the house in order. Nobody waits for it. */
  CHORE(-10),
  /** A regular reading. Late ones are made up for by the next. */
  ROUTINE(0),
  /** Somebody asked for it and looks on. */
  REQUEST(10),
  /** Something ends at this very moment. */
  EVENT(20),
  /** A phone is to be told. */
  ALERT(30);

  private final int priority;

  Urgency(int priority) {
    this.priority = priority;
  }

  /** The priority of {@linkplain Job jobs} that are so urgent: higher is more urgent. */
  public int priority() {
    return priority;
  }

  /** How urgent {@code work} is unless its plan says something else. */
  public static Urgency of(DueWork work) {
    return switch (work) {
      case DueWork.Sync sync -> ROUTINE;
      case DueWork.RunJob run -> run.type().urgency();
      case DueWork.Housekeeping housekeeping -> CHORE;
    };
  }
}
