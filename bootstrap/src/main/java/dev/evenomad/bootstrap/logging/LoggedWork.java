package dev.evenomad.bootstrap.logging;

import dev.evenomad.bootstrap.metrics.WorkName;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWorkHandler;
import java.util.function.Supplier;
import org.slf4j.MDC;

/** Has each line of the log that is written for due work say which it is. */
public record LoggedWork(DueWorkHandler below) implements DueWorkHandler {

  private static final String WORK = "work";
  private static final String JOB = "jobId";

  @Override
  public Next handle(DueWork work) {
    return named(work, () -> below.handle(work));
  }

  @Override
  public Next handle(DueWork work, Hold hold) {
    return named(work, () -> below.handle(work, hold));
  }

  private static Next named(DueWork work, Supplier<Next> go) {
    MDC.put(WORK, WorkName.of(work).toString());
    if (work instanceof DueWork.RunJob run) {
      MDC.put(JOB, run.job().value());
    }
    try {
      return go.get();
    } finally {
      MDC.remove(WORK);
      MDC.remove(JOB);
    }
  }
}
