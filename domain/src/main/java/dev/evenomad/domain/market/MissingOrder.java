package dev.evenomad.domain.market;

import java.time.Instant;

/**
 * An order that is open no more, and of which it is not known yet what became of it: the history
 * may be older than its end, and an answer without it may be a mistake of ESI's, or older than the
 * order.
 *
 * @param order as it was last seen; something is left of it, for one that was filled wholly is
 *     simply over
 * @param since when it was read that it is gone: by the reading that confirmed it, and until there
 *     is one, by the first that missed it and cannot be older than the order, else by the first
 * @param confirmed whether that reading is to be believed
 */
public record MissingOrder(MarketOrder order, Instant since, boolean confirmed) {
  public MissingOrder {
    if (order.volumeRemain() == 0) {
      throw new IllegalArgumentException("an order of which nothing is left is not missed");
    }
  }
}
