package dev.evenomad.bootstrap.metrics;

import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWorkHandler;
import io.micrometer.core.instrument.Tags;

/** Times due work. */
record TimedWork(DueWorkHandler below, Timed goes) implements DueWorkHandler {

  @Override
  public Next handle(DueWork work) {
    return goes.call(tags(work), () -> below.handle(work), Outcomes::of);
  }

  @Override
  public Next handle(DueWork work, Hold hold) {
    return goes.call(tags(work), () -> below.handle(work, hold), Outcomes::of);
  }

  private static Tags tags(DueWork work) {
    WorkName name = WorkName.of(work);
    return Tags.of("type", name.type(), "kind", name.kind());
  }
}
