package dev.evenomad.bootstrap.sandbox.population;

import dev.evenomad.bootstrap.sandbox.universe.ItemType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;

/** About what things cost. */
final class Prices {

  /** In ISK, of what the game's own data has no price for, or one that nobody pays. */
  private static final Map<Integer, Double> KNOWN =
      Map.ofEntries(
          Map.entry(34, 4.1),
          Map.entry(35, 18.0),
          Map.entry(36, 70.0),
          Map.entry(37, 220.0),
          Map.entry(38, 900.0),
          Map.entry(39, 1_450.0),
          Map.entry(40, 3_300.0),
          Map.entry(11399, 52_000.0),
          Map.entry(44992, 5_600_000.0),
          Map.entry(40519, 390_000_000.0),
          Map.entry(40520, 860_000_000.0),
          Map.entry(45635, 175_000_000.0));

  /** Prices have four significant digits in the game. */
  private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_UP);

  private static final BigDecimal LEAST = new BigDecimal("0.01");

  private Prices() {}

  /** What one costs, times {@code factor}. */
  static BigDecimal of(ItemType type, double factor) {
    var usual =
        KNOWN.getOrDefault(type.id(), type.basePrice().filter(price -> price > 0).orElse(25_000.0));
    return BigDecimal.valueOf(usual * factor)
        .round(DIGITS)
        .setScale(2, RoundingMode.HALF_UP)
        .max(LEAST);
  }
}
