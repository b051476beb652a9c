package dev.evenomad.persistence.budget;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the books of a budget say.
 *
 * @param closedUntil in microseconds of the Unix epoch, 0 if it never was
 * @param spent amounts by the start of their slice
 */
record Books(long closedUntil, Map<Long, Long> spent) {
  Books {
    spent = new TreeMap<>(spent);
  }
}
