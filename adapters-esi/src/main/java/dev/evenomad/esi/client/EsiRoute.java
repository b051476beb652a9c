package dev.evenomad.esi.client;

import java.util.Optional;

/** The routes that are called, with what ESI's specification says of each. */
enum EsiRoute {
  CHARACTER("/characters/{id}", "", Lifetime.DAY),
  SKILLS("/characters/{id}/skills", "char-detail", Lifetime.MINUTE),
  SKILL_QUEUE("/characters/{id}/skillqueue", "char-detail", Lifetime.MINUTE),
  STATUS("/status", "status", Lifetime.MINUTE),
  TYPE("/universe/types/{id}", "", Lifetime.UNTIL_DAILY_RESTART);

  private final String path;
  private final String rateLimitGroup;
  private final Lifetime lifetime;

  EsiRoute(String path, String rateLimitGroup, Lifetime lifetime) {
    this.path = path;
    this.rateLimitGroup = rateLimitGroup;
    this.lifetime = lifetime;
  }

  /** Where it is for that id, which a route without one disregards. */
  String path(long id) {
    return path.replace("{id}", Long.toString(id));
  }

  /** Empty for a route that only the error limit covers. */
  Optional<String> rateLimitGroup() {
    return rateLimitGroup.isEmpty() ? Optional.empty() : Optional.of(rateLimitGroup);
  }

  Lifetime lifetime() {
    return lifetime;
  }
}
