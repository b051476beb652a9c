package dev.evenomad.bootstrap.metrics;

import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.sync.SyncKind;

/**
 * What due work is called where it is counted: there are few such names, and none says whose it is.
 *
 * @param type {@code reading} for a regular one, {@code requested_reading}, else that of the job
 * @param kind what is read; {@code none} for all other work
 */
public record WorkName(String type, String kind) {

  private static final String NONE = "none";

  /** The name of {@code work}. */
  public static WorkName of(DueWork work) {
    return switch (work) {
      case DueWork.Sync sync -> new WorkName("reading", sync.kind().code());
      case DueWork.RunJob run ->
          run.type()
              .syncKind()
              .map(SyncKind::code)
              .map(kind -> new WorkName("requested_reading", kind))
              .orElseGet(() -> new WorkName(run.type().code().replace('-', '_'), NONE));
      case DueWork.Housekeeping housekeeping -> new WorkName("housekeeping", NONE);
    };
  }

  /** As one word, or two. */
  @Override
  public String toString() {
    return kind.equals(NONE) ? type : type + " " + kind;
  }
}
