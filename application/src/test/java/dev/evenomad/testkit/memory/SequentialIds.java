package dev.evenomad.testkit.memory;

import dev.evenomad.domain.environment.Ids;
import java.util.concurrent.atomic.AtomicLong;

/** Ids in the form of a CUID that count from one: the same in every run. Thread-safe. */
public final class SequentialIds implements Ids {

  private final AtomicLong last = new AtomicLong();

  /** The first id will end in 1. */
  public SequentialIds() {}

  @Override
  public String next() {
    String digits = Long.toString(last.incrementAndGet(), 36);
    return "c" + "0".repeat(24 - digits.length()) + digits;
  }
}
