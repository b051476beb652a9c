package dev.evenomad.http.health;

/** Whether a server serves already, or is still waiting for what it needs. Thread-safe. */
public final class Opening {

  private volatile boolean open;

  /** Not yet. */
  public Opening() {}

  /** From now on it serves. */
  public void open() {
    open = true;
  }

  /** Whether it serves. */
  public boolean isOpen() {
    return open;
  }
}
