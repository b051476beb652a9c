package dev.evenomad.bootstrap.sandbox.game.market;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** From how far away an order can be met. */
public enum OrderRange {
  STATION("station"),
  SOLAR_SYSTEM("solarsystem"),
  JUMPS_1("1"),
  JUMPS_2("2"),
  JUMPS_3("3"),
  JUMPS_4("4"),
  JUMPS_5("5"),
  JUMPS_10("10"),
  JUMPS_20("20"),
  JUMPS_30("30"),
  JUMPS_40("40"),
  REGION("region");

  private final String label;

  OrderRange(String label) {
    this.label = label;
  }

  /** The name ESI gives it. */
  public String label() {
    return label;
  }

  /** The range with this name, or empty. */
  public static Optional<OrderRange> named(String label) {
    return Arrays.stream(values()).filter(range -> range.label.equals(label)).findFirst();
  }

  /** The names of all ranges. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(OrderRange::label).toList();
  }
}
