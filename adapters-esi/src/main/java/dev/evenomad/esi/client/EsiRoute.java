package dev.evenomad.esi.client;

import java.util.Optional;

/**
 * The routes that are called, with what ESI's specification says of each. All of them only read,
 * the one that is asked with POST too, so every call may be repeated.
 */
enum EsiRoute {
  CHARACTER("/characters/{id}", Lifetime.DAY),
  INDUSTRY_JOBS(
      "/characters/{id}/industry/jobs", RateLimitGroup.CHAR_INDUSTRY, Lifetime.FIVE_MINUTES),
  MAIL("/characters/{id}/mail/{id}", RateLimitGroup.CHAR_SOCIAL, Lifetime.HALF_A_MINUTE),
  MAILS("/characters/{id}/mail", RateLimitGroup.CHAR_SOCIAL, Lifetime.HALF_A_MINUTE),
  MARKET_ORDERS("/markets/{id}/orders", RateLimitGroup.MARKET_ORDER, Lifetime.FIVE_MINUTES),
  /** Declares no lifetime; names hardly ever change. */
  NAMES("/universe/names", Lifetime.DAY),
  ORDER_HISTORY("/characters/{id}/orders/history", Lifetime.HOUR),
  ORDERS("/characters/{id}/orders", Lifetime.TWENTY_MINUTES),
  COLONIES("/characters/{id}/planets", RateLimitGroup.CHAR_INDUSTRY, Lifetime.TEN_MINUTES),
  COLONY("/characters/{id}/planets/{id}", RateLimitGroup.CHAR_INDUSTRY, Lifetime.TEN_MINUTES),
  SKILL_QUEUE("/characters/{id}/skillqueue", RateLimitGroup.CHAR_DETAIL, Lifetime.MINUTE),
  SKILLS("/characters/{id}/skills", RateLimitGroup.CHAR_DETAIL, Lifetime.MINUTE),
  STATUS("/status", RateLimitGroup.STATUS, Lifetime.HALF_A_MINUTE),
  TYPE("/universe/types/{id}", Lifetime.UNTIL_DAILY_RESTART);

  private final String path;
  private final Optional<RateLimitGroup> group;
  private final Lifetime lifetime;

  EsiRoute(String path, Lifetime lifetime) {
    this(path, Optional.empty(), lifetime);
  }

  EsiRoute(String path, RateLimitGroup group, Lifetime lifetime) {
    this(path, Optional.of(group), lifetime);
  }

  EsiRoute(String path, Optional<RateLimitGroup> group, Lifetime lifetime) {
    this.path = path;
    this.group = group;
    this.lifetime = lifetime;
  }

  /**
   * Where it is for those ids, in the order in which the path has them.
   *
   * @throws IllegalArgumentException if the path has fewer or more
   */
  String path(long... ids) {
    String filled = path;
    for (long id : ids) {
      String more = filled.replaceFirst("\\{id}", Long.toString(id));
      if (more.equals(filled)) {
        throw new IllegalArgumentException(this + " has fewer ids than " + ids.length);
      }
      filled = more;
    }
    if (filled.contains("{id}")) {
      throw new IllegalArgumentException(this + " has more ids than " + ids.length);
    }
    return filled;
  }

  /** Empty for a route that only the error limit covers. */
  Optional<RateLimitGroup> rateLimitGroup() {
    return group;
  }

  Lifetime lifetime() {
    return lifetime;
  }
}
