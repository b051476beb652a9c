package dev.evenomad.bootstrap.sandbox.game;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/**
 * One value for each pilot, made when it is first asked for. Thread-safe: a change is atomic, and
 * pilots do not wait for each other. A change must not touch the values of other pilots.
 *
 * @param <T> immutable
 */
public final class PerPilot<T> {

  private final Map<Long, T> values = new ConcurrentHashMap<>();
  private final LongFunction<T> beginning;

  /**
   * @param beginning makes what a pilot has at first, given the character id; always the same
   */
  public PerPilot(LongFunction<T> beginning) {
    this.beginning = beginning;
  }

  public T get(long characterId) {
    var kept = values.get(characterId);
    return kept == null ? values.computeIfAbsent(characterId, beginning::apply) : kept;
  }

  /** Replaces a value by what {@code change} makes of it, and returns that. */
  public T change(long characterId, UnaryOperator<T> change) {
    return values.compute(
        characterId, (id, kept) -> change.apply(kept == null ? beginning.apply(id) : kept));
  }

  /** Everybody has what was there at first again. */
  public void reset() {
    values.clear();
  }
}
