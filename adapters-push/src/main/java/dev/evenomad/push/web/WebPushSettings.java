package dev.evenomad.push.web;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * As whom to push to browsers, and within which limits.
 *
 * @param key by which push services know us
 * @param subject whom a push service may turn to: a {@code mailto:} or {@code https:} URI
 * @param timeout for one HTTP exchange, its body included; 10 ms to 5 min, by default 10 s
 * @param maxConcurrent messages under way at the same time, others wait; 1 to 10,000, by default
 *     100
 * @param trustedOrigins push services ({@code http://localhost:8090}) that are used although they
 *     are at a private address, at another port than 443 or without TLS; by default none
 */
public record WebPushSettings(
    VapidKey key, String subject, Duration timeout, int maxConcurrent, Set<URI> trustedOrigins) {

  /** Without quotes and backslashes: it is written into JSON as it is. */
  private static final Pattern MAIL =
      Pattern.compile("mailto:[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+");

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public WebPushSettings {
    requireSubject(subject);
    if (timeout.compareTo(Duration.ofMillis(10)) < 0
        || timeout.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new IllegalArgumentException(
          "the timeout of Web Push is 10 ms to 5 min, was " + timeout);
    }
    if (maxConcurrent < 1 || maxConcurrent > 10_000) {
      throw new IllegalArgumentException(
          "Web Push messages under way at the same time are 1 to 10,000, were " + maxConcurrent);
    }
    trustedOrigins =
        trustedOrigins.stream().map(Origin::of).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * With that key, in that name.
   *
   * @throws IllegalArgumentException if the subject is none
   */
  public static WebPushSettings of(VapidKey key, String subject) {
    return new WebPushSettings(key, subject, Duration.ofSeconds(10), 100, Set.of());
  }

  /**
   * {@code subject}, if it is one.
   *
   * @throws IllegalArgumentException if it is neither a {@code mailto:} nor an {@code https:} URI
   */
  public static String requireSubject(String subject) {
    if (!MAIL.matcher(subject).matches() && !isHttps(subject)) {
      throw new IllegalArgumentException(
          "the subject of a VAPID key is a mail address or a site, as a URI:"
              + " mailto:pilot@example.org or https://example.org");
    }
    return subject;
  }

  private static boolean isHttps(String subject) {
    try {
      URI uri = URI.create(subject);
      return "https".equals(uri.getScheme()) && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The same settings with these push services trusted. */
  public WebPushSettings trusting(Set<URI> origins) {
    return new WebPushSettings(key, subject, timeout, maxConcurrent, origins);
  }

  /** The same settings with other limits. */
  public WebPushSettings withLimits(Duration newTimeout, int newMaxConcurrent) {
    return new WebPushSettings(key, subject, newTimeout, newMaxConcurrent, trustedOrigins);
  }
}
