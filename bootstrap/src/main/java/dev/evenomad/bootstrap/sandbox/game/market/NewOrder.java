package dev.evenomad.bootstrap.sandbox.game.market;

import dev.evenomad.bootstrap.sandbox.game.Refusal;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * An order that a pilot wants to place.
 *
 * @param typeId what is traded
 * @param place where
 * @param buy whether it buys; otherwise it sells
 * @param price ISK for one, at least 0.01
 * @param volume how many, positive
 * @param minVolume how many at least in one trade, positive
 * @param range from how far away a buy order can be met; a sell order's is the region
 * @param days how long it lasts, 1 to 365
 */
public record NewOrder(
    int typeId,
    Place place,
    boolean buy,
    BigDecimal price,
    long volume,
    long minVolume,
    OrderRange range,
    int days) {

  private static final BigDecimal LOWEST_PRICE = new BigDecimal("0.01");

  public NewOrder {
    requirePrice(price);
    if (volume < 1 || minVolume < 1 || minVolume > volume) {
      throw Refusal.invalid(
          "an order cannot be for %d with at least %d in one trade".formatted(volume, minVolume),
          "give a positive volume, and a minVolume from 1 to it or none");
    }
    if (days < 1 || days > MarketOrder.MAX_DAYS) {
      throw Refusal.invalid(
          "an order cannot last " + days + " days", "give a number of days from 1 to 365");
    }
  }

  static void requirePrice(BigDecimal price) {
    if (price.compareTo(LOWEST_PRICE) < 0) {
      throw Refusal.invalid("a price cannot be " + price, "give 0.01 or more");
    }
  }

  MarketOrder issued(long orderId, Instant now) {
    return new MarketOrder(
        orderId,
        typeId,
        place,
        buy,
        price,
        volume,
        volume,
        minVolume,
        buy ? range : OrderRange.REGION,
        days,
        now,
        false);
  }
}
