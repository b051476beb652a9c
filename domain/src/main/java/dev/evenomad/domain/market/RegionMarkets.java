package dev.evenomad.domain.market;

import dev.evenomad.domain.cache.Lookup;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.TypeId;
import java.util.List;

/** The public markets of regions. Implementations are thread-safe and bounded in time. */
@FunctionalInterface
public interface RegionMarkets {

  /**
   * All orders for {@code type} in {@code region}: those that sell first, the cheapest at the
   * front; then those that buy, the dearest at the front. Empty where nothing is traded.
   */
  Lookup<List<RegionOrder>> orders(RegionId region, TypeId type);
}
