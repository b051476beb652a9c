package dev.evenomad.bootstrap.sandbox.game.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/**
 * An order on the market. Immutable.
 *
 * @param orderId unique in the world
 * @param typeId what is traded
 * @param place where
 * @param buy whether it buys; otherwise it sells
 * @param price ISK for one, positive, two decimal places
 * @param volumeTotal how many at first, positive
 * @param volumeRemain how many are left, 0 to {@code volumeTotal}
 * @param minVolume how many at least in one trade, positive
 * @param range from how far away a buy order can be met; a sell order's is {@code REGION}
 * @param days how long it lasts from {@code issued} on, 1 to 365
 * @param issued when it was placed or last modified, whole seconds
 * @param corporation whether it was placed for the corporation
 */
public record MarketOrder(
    long orderId,
    int typeId,
    Place place,
    boolean buy,
    BigDecimal price,
    long volumeTotal,
    long volumeRemain,
    long minVolume,
    OrderRange range,
    int days,
    Instant issued,
    boolean corporation) {

  /** Longest life of an order, in days. */
  public static final int MAX_DAYS = 365;

  public MarketOrder {
    if (price.signum() <= 0 || days < 1 || days > MAX_DAYS || minVolume < 1) {
      throw new IllegalArgumentException(
          "order %d: price %s, %d days, at least %d".formatted(orderId, price, days, minVolume));
    }
    if (volumeTotal < 1 || volumeRemain < 0 || volumeRemain > volumeTotal) {
      throw new IllegalArgumentException(
          "order %d: %d of %d left".formatted(orderId, volumeRemain, volumeTotal));
    }
    price = price.setScale(2, RoundingMode.HALF_UP);
  }

  /** When its time is over. */
  public Instant expiry() {
    return issued.plus(Duration.ofDays(days));
  }

  /** ISK set aside for what a buy order still buys; 0 for a sell order. */
  public BigDecimal escrow() {
    return buy ? price.multiply(BigDecimal.valueOf(volumeRemain)) : BigDecimal.ZERO.setScale(2);
  }

  boolean isOverAt(Instant now) {
    return !now.isBefore(expiry());
  }

  MarketOrder remaining(long volume) {
    return with(price, volume, issued);
  }

  MarketOrder pricedAt(BigDecimal newPrice, Instant now) {
    return with(newPrice, volumeRemain, now);
  }

  MarketOrder expiringAt(Instant end) {
    return with(price, volumeRemain, end.minus(Duration.ofDays(days)));
  }

  private MarketOrder with(BigDecimal newPrice, long newRemain, Instant newIssued) {
    return new MarketOrder(
        orderId,
        typeId,
        place,
        buy,
        newPrice,
        volumeTotal,
        newRemain,
        minVolume,
        range,
        days,
        newIssued,
        corporation);
  }
}
