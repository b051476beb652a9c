package dev.evenomad.domain.market;

import dev.evenomad.domain.text.WellFormedText;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.TypeId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An order as ESI describes it.
 *
 * @param range {@code station}, {@code solarsystem}, {@code region} or a number of jumps; EVE may
 *     add others
 * @param buy whether it buys; else it sells
 * @param corporation whether it was placed for the corporation
 * @param price of one unit in ISK; not negative
 * @param volumeTotal units when it was placed; positive
 * @param volumeRemain units that are left; from 0 to {@code volumeTotal}
 * @param escrow ISK set aside by a buy order; empty for one that sells
 * @param issued when it was placed or last changed
 * @param duration how long it lasts from {@code issued}; not negative, and at most ten years, far
 *     above anything that EVE allows
 */
public record MarketOrder(
    OrderId id,
    TypeId type,
    RegionId region,
    LocationId location,
    String range,
    boolean buy,
    boolean corporation,
    BigDecimal price,
    long volumeTotal,
    long volumeRemain,
    Optional<BigDecimal> escrow,
    Instant issued,
    Duration duration) {

  private static final Duration LONGEST = Duration.ofDays(3650);

  public MarketOrder {
    WellFormedText.require("the range of an order", range);
    if (price.signum() < 0) {
      throw new IllegalArgumentException("the price of an order is not negative");
    }
    if (volumeTotal <= 0 || volumeRemain < 0 || volumeRemain > volumeTotal) {
      throw new IllegalArgumentException(
          "what is left of an order is not negative, and not more than it was placed for");
    }
    if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "the duration of an order is not negative, and at most ten years");
    }
  }

  /** When it runs out unless it is changed before. */
  public Instant expiresAt() {
    return issued.plus(duration);
  }

  /**
   * The same order in the light of another description, whichever of them is older: what is left
   * only falls, and {@code issued} only moves forward.
   *
   * @throws IllegalArgumentException if it is another order
   */
  public MarketOrder updatedBy(MarketOrder other) {
    if (!other.id.equals(id)) {
      throw new IllegalArgumentException("order " + other.id + " is not order " + id);
    }
    MarketOrder newer = other.issued.isBefore(issued) ? this : other;
    return newer.withRemaining(Math.min(volumeRemain, other.volumeRemain));
  }

  /** The same order with so much left. */
  public MarketOrder withRemaining(long volume) {
    return new MarketOrder(
        id,
        type,
        region,
        location,
        range,
        buy,
        corporation,
        price,
        volumeTotal,
        volume,
        escrow,
        issued,
        duration);
  }
}
