package dev.evenomad.persistence.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was found when somebody looked at Redis. */
public sealed interface RedisState {

  /**
   * It answers.
   *
   * @param version such as {@code 7.2.4}
   * @param latency how long one question took
   * @param fillsUp whether it will refuse to take more some time, because its memory is bounded and
   *     it throws nothing away
   */
  record Answers(String version, Duration latency, boolean fillsUp) implements RedisState {}

  /** It does not admit us, or not with that password, or not to that database. */
  record NotAdmitted() implements RedisState {}

  /** It does not answer: it is not there, or there is no way to it. */
  record Away() implements RedisState {}

  /** Looks at it, for a few seconds at most, and changes nothing. */
  static RedisState of(RedisUrl url) {
    try (RedisClient client = RedisClient.create(url.uri(Duration.ofSeconds(2)));
        StatefulRedisConnection<String, String> connection = client.connect()) {
      RedisCommands<String, String> commands = connection.sync();
      // The first one also pays for what comes once.
      String server = commands.info("server");
      long began = System.nanoTime();
      String memory = commands.info("memory");
      Duration latency = Duration.ofNanos(System.nanoTime() - began);
      return new Answers(
          field("redis_version", server),
          latency,
          field("maxmemory_policy", memory).equals("noeviction")
              && !field("maxmemory", memory).equals("0"));
    } catch (RedisException e) {
      return refused(e) ? new NotAdmitted() : new Away();
    }
  }

  private static boolean refused(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RedisCommandExecutionException) {
        return true;
      }
    }
    return false;
  }

  private static String field(String name, String info) {
    Matcher line = Pattern.compile("^" + name + ":(\\S*)", Pattern.MULTILINE).matcher(info);
    return line.find() ? line.group(1) : "";
  }
}
