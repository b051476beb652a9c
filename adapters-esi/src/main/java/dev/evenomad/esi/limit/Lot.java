package dev.evenomad.esi.limit;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was taken from a shared budget and may be spent here for a while. Afterwards it is void: the
 * shared budget gets it back by itself. Not thread-safe.
 */
final class Lot {

  private record Part(int amount, Instant end) {}

  private final Deque<Part> parts = new ArrayDeque<>();
  private int amount;

  /** Drops what has become void, and says how much that was. */
  int expire(Instant now) {
    int before = amount;
    while (!parts.isEmpty() && !parts.getFirst().end().isAfter(now)) {
      amount -= parts.removeFirst().amount();
    }
    return before - amount;
  }

  int amount() {
    return amount;
  }

  void add(int more, Instant end) {
    parts.addLast(new Part(more, end));
    amount += more;
  }

  /** Gives back what was taken and not spent, as old as it was. */
  void giveBack(int unspent, Instant end) {
    parts.addFirst(new Part(unspent, end));
    amount += unspent;
  }

  /**
   * Takes as much as there is, the oldest first.
   *
   * @return how much that was
   */
  int takeUpTo(int wanted) {
    int taken = 0;
    while (taken < wanted && !parts.isEmpty()) {
      Part oldest = parts.removeFirst();
      int some = Math.min(oldest.amount(), wanted - taken);
      taken += some;
      if (some < oldest.amount()) {
        parts.addFirst(new Part(oldest.amount() - some, oldest.end()));
      }
    }
    amount -= taken;
    return taken;
  }

  /** When what would be taken next becomes void; {@code otherwise} if there is nothing. */
  Instant end(Instant otherwise) {
    return parts.isEmpty() ? otherwise : parts.getFirst().end();
  }
}
