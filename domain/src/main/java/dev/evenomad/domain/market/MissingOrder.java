package dev.evenomad.domain.market;

import java.time.Instant;

/**
 * An order that is open no more, and of which it is not known yet what became of it: the history
 * may be older than its end, and an empty answer may be a mistake of ESI's.
 *
 * @param order as it was last seen
 * @param since when it was first missed
 * @param confirmed whether a later reading missed it too, or other orders were there when it was
 *     missed
 */
public record MissingOrder(MarketOrder order, Instant since, boolean confirmed) {}
