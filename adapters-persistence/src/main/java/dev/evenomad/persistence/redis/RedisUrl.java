package dev.evenomad.persistence.redis;

import io.lettuce.core.RedisURI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is and who we are to it. Immutable. Neither {@link #toString} nor any message shows
 * the password.
 */
public final class RedisUrl {

  private static final int DEFAULT_PORT = 6379;
  private static final Pattern FORM =
      Pattern.compile(
          "(rediss?)://(?:([^:@/?#]*)(?::([^@/?#]*))?@)?"
              + "(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?(?:/([0-9]{1,5})?)?");

  private final String host;
  private final int port;
  private final int database;
  private final boolean encrypted;
  private final @Nullable String user;
  private final @Nullable String password;

  private RedisUrl(
      String host,
      int port,
      int database,
      boolean encrypted,
      @Nullable String user,
      @Nullable String password) {
    this.host = host;
    this.port = port;
    this.database = database;
    this.encrypted = encrypted;
    this.user = user;
    this.password = password;
  }

  /**
   * Reads {@code redis://user:password@host:port/database}, or {@code rediss://…} for TLS. User,
   * password, port and database may be left out: {@code redis://:password@host} has a password
   * only. Characters that mean something in a URL are percent-encoded.
   *
   * @throws IllegalArgumentException if it is not such a URL; the message quotes nothing of it
   */
  public static RedisUrl parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a Redis URL is redis://user:password@host:6379/0, or rediss:// for TLS; the characters"
              + " @ : / ? # and the percent sign are percent-encoded within user and password");
    }
    int port = matcher.group(5) == null ? DEFAULT_PORT : Integer.parseInt(matcher.group(5));
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("the port of a Redis URL is 1 to 65535");
    }
    String password = decoded(matcher.group(3));
    if (password == null && matcher.group(2) != null && !matcher.group(2).isEmpty()) {
      throw new IllegalArgumentException(
          "a Redis URL with a user has a password too: redis://user:password@host, or"
              + " redis://:password@host without a user");
    }
    return new RedisUrl(
        matcher.group(4),
        port,
        matcher.group(6) == null ? 0 : Integer.parseInt(matcher.group(6)),
        matcher.group(1).equals("rediss"),
        decoded(matcher.group(2)),
        password);
  }

  private static @Nullable String decoded(@Nullable String part) {
    if (part == null || part.isEmpty()) {
      return null;
    }
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // Without the cause, which shows a piece of the text.
      throw new IllegalArgumentException(
          "a Redis URL has a percent sign that is not followed by two hexadecimal digits; itself it"
              + " is written as %25");
    }
  }

  /** As the library wants it. */
  RedisURI uri(Duration timeout) {
    RedisURI.Builder uri =
        RedisURI.builder()
            .withHost(host.replaceAll("[\\[\\]]", ""))
            .withPort(port)
            .withDatabase(database)
            .withSsl(encrypted)
            .withClientName("eve-nomad")
            .withTimeout(timeout);
    if (user != null && password != null) {
      uri.withAuthentication(user, password.toCharArray());
    } else if (password != null) {
      uri.withPassword(password.toCharArray());
    }
    return uri.build();
  }

  /** Scheme, host, port and database; neither user nor password. */
  @Override
  public String toString() {
    return (encrypted ? "rediss://" : "redis://") + host + ":" + port + "/" + database;
  }
}
