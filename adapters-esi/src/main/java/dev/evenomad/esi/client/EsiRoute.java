package dev.evenomad.esi.client;

import java.util.Optional;

/** The routes that are called, with what ESI's specification says of each. */
enum EsiRoute {
  CHARACTER("/characters/", "", "", Lifetime.DAY),
  SKILLS("/characters/", "/skills", "char-detail", Lifetime.MINUTE),
  SKILL_QUEUE("/characters/", "/skillqueue", "char-detail", Lifetime.MINUTE),
  TYPE("/universe/types/", "", "", Lifetime.UNTIL_DAILY_RESTART);

  private final String before;
  private final String after;
  private final String rateLimitGroup;
  private final Lifetime lifetime;

  EsiRoute(String before, String after, String rateLimitGroup, Lifetime lifetime) {
    this.before = before;
    this.after = after;
    this.rateLimitGroup = rateLimitGroup;
    this.lifetime = lifetime;
  }

  String path(long id) {
    return before + id + after;
  }

  /** Empty for a route that only the error limit covers. */
  Optional<String> rateLimitGroup() {
    return rateLimitGroup.isEmpty() ? Optional.empty() : Optional.of(rateLimitGroup);
  }

  Lifetime lifetime() {
    return lifetime;
  }
}
