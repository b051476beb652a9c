package dev.evenomad.bootstrap.doctor;

import dev.evenomad.persistence.redis.RedisState;
import dev.evenomad.persistence.redis.RedisUrl;
import java.util.Locale;
import java.util.Optional;

/** Whether Redis answers, without which servers do. */
record RedisCheck(Optional<RedisUrl> url) implements Check {

  static final String PART = "redis";

  @Override
  public Finding run() {
    return url.map(RedisCheck::look)
        .orElseGet(() -> Finding.skipped(PART, "not configured; PostgreSQL serves instead"));
  }

  private static Finding look(RedisUrl url) {
    return switch (RedisState.of(url)) {
      case RedisState.Answers answers -> told(url, answers);
      case RedisState.NotAdmitted() ->
          Finding.warning(
              PART,
              url + " does not admit the server; PostgreSQL serves instead",
              "correct user, password and database in REDIS_URL");
      case RedisState.Away() ->
          Finding.warning(
              PART,
              url + " does not answer; PostgreSQL serves instead",
              "start Redis, or correct REDIS_URL; redis:// is without TLS, rediss:// with it");
    };
  }

  private static Finding told(RedisUrl url, RedisState.Answers answers) {
    String what =
        String.format(
            Locale.ROOT,
            "Redis %s at %s, answers in %.1f ms",
            answers.version(),
            url,
            answers.latency().toNanos() / 1e6);
    return answers.fillsUp()
        ? Finding.warning(
            PART,
            what + "; it will take no more when its memory is full",
            "let it throw away what was not used for long: CONFIG SET maxmemory-policy allkeys-lru")
        : Finding.ok(PART, what);
  }
}
