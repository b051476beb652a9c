package dev.evenomad.bootstrap.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Real time that stands still until a test moves it. */
public final class SettableTime implements InstantSource {

  private volatile Instant now;

  public SettableTime(Instant now) {
    this.now = now;
  }

  @Override
  public Instant instant() {
    return now;
  }

  public void set(Instant instant) {
    now = instant;
  }

  public void advance(Duration by) {
    now = now.plus(by);
  }
}
