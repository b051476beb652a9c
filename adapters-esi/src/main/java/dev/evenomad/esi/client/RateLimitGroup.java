package dev.evenomad.esi.client;

import dev.evenomad.esi.limit.Limit;
import java.time.Duration;

/** Routes that ESI counts together, with what its specification says a user may spend on them. */
enum RateLimitGroup {
  CHAR_DETAIL("char-detail", 600),
  CHAR_INDUSTRY("char-industry", 600),
  CHAR_SOCIAL("char-social", 600),
  MARKET_ORDER("market-order", 12_000),
  STATUS("status", 600);

  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final String code;
  private final int tokens;

  RateLimitGroup(String code, int tokens) {
    this.code = code;
    this.tokens = tokens;
  }

  /** As the rate-limit headers name it. */
  String code() {
    return code;
  }

  /** What holds until ESI's answers say otherwise. */
  Limit limit() {
    return new Limit(tokens, WINDOW);
  }
}
