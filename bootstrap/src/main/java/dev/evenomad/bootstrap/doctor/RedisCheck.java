package dev.evenomad.bootstrap.doctor;

import java.util.Map;

/** Redis, which this version has no use for. */
record RedisCheck(Map<String, String> environment) implements Check {

  static final String PART = "redis";

  @Override
  public Finding run() {
    return environment.getOrDefault("REDIS_URL", "").isBlank()
        ? Finding.skipped(PART, "not configured; PostgreSQL serves instead")
        : Finding.warning(
            PART,
            "REDIS_URL is set, but this version does not use Redis; PostgreSQL serves instead",
            "nothing has to be done; unset REDIS_URL to be rid of this warning");
  }
}
