package dev.evenomad.domain.market;

/**
 * An order of the history, which holds cancelled and expired orders of the last 90 days and never
 * one that was filled.
 *
 * @param order as it was when it was closed
 */
public record ClosedOrder(MarketOrder order, Reason reason) {

  /** Why it was closed. */
  public enum Reason {
    /** By its owner. */
    CANCELLED,
    /** It ran out of time. */
    EXPIRED
  }
}
