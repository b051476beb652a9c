package dev.evenomad.domain.market;

import dev.evenomad.domain.text.WellFormedText;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.SolarSystemId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * An order as everybody sees it on a region's market.
 *
 * @param buy whether it buys; else it sells
 * @param price of one unit in ISK; not negative
 * @param volumeTotal units when it was placed; positive
 * @param volumeRemain units that are left; from 0 to {@code volumeTotal}
 * @param minVolume units that are traded at least at once; positive
 * @param range {@code station}, {@code solarsystem}, {@code region} or a number of jumps
 */
public record RegionOrder(
    OrderId id,
    boolean buy,
    BigDecimal price,
    long volumeTotal,
    long volumeRemain,
    long minVolume,
    LocationId location,
    SolarSystemId system,
    String range,
    Instant issued,
    Duration duration) {

  public RegionOrder {
    WellFormedText.require("the range of an order", range);
    if (price.signum() < 0) {
      throw new IllegalArgumentException("the price of an order is not negative");
    }
    if (volumeTotal <= 0 || volumeRemain < 0 || volumeRemain > volumeTotal || minVolume <= 0) {
      throw new IllegalArgumentException(
          "what is left of an order is not negative, and not more than it was placed for; at least"
              + " one unit is traded at once");
    }
    if (duration.isNegative()) {
      throw new IllegalArgumentException("the duration of an order is not negative");
    }
  }
}
