package dev.evenomad.bootstrap.server;

import dev.evenomad.http.health.Readiness;
import dev.evenomad.persistence.Persistence;

/** Ready as long as PostgreSQL answers. */
record DatabaseReadiness(Persistence persistence) implements Readiness {

  @Override
  public String name() {
    return "database";
  }

  @Override
  public boolean ready() {
    return persistence.check().isEmpty();
  }
}
