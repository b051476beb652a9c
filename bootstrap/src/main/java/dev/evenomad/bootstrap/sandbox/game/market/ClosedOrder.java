package dev.evenomad.bootstrap.sandbox.game.market;

import java.time.Instant;
import java.util.Locale;

/**
 * An order that ended without being filled.
 *
 * @param order as it was when it ended
 * @param end how it ended
 * @param closedAt when, whole seconds
 */
public record ClosedOrder(MarketOrder order, End end, Instant closedAt) {

  /** How an order can end and still be remembered; a filled one is not. */
  public enum End {
    /** Its owner took it back. */
    CANCELLED,
    /** Its time was over. */
    EXPIRED;

    /** The name ESI gives it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
