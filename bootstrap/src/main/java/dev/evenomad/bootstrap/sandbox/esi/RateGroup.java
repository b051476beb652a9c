package dev.evenomad.bootstrap.sandbox.esi;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Routes that share a bucket of tokens per user. */
public enum RateGroup {
  CHAR_DETAIL("char-detail", 600),
  CHAR_INDUSTRY("char-industry", 600),
  CHAR_SOCIAL("char-social", 600),
  MARKET_ORDER("market-order", 12_000),
  META("meta", 150),
  STATUS("status", 600);

  /** How long a spent token is gone. */
  static final Duration WINDOW = Duration.ofMinutes(15);

  private final String label;
  private final int tokens;

  RateGroup(String label, int tokens) {
    this.label = label;
    this.tokens = tokens;
  }

  /** The name ESI gives it. */
  public String label() {
    return label;
  }

  /** What the bucket holds. */
  public int tokens() {
    return tokens;
  }

  /** The group with this name, or empty. */
  public static Optional<RateGroup> named(String label) {
    return Arrays.stream(values()).filter(group -> group.label.equals(label)).findFirst();
  }

  /** The names of all groups. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(RateGroup::label).toList();
  }
}
