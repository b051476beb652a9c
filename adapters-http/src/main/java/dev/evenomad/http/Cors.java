package dev.evenomad.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How websites may call from a browser: those that are named, with what the API needs, and without
 * cookies. All others are served, but their scripts learn nothing of it.
 */
final class Cors {

  private static final String SERVER = "micronaut.server.cors.";
  private static final String OURS = SERVER + "configurations.nomad.";

  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

  private static final List<String> REQUEST_HEADERS =
      List.of(
          "Accept-Language",
          "Authorization",
          "Content-Type",
          "Idempotency-Key",
          "If-None-Match",
          "Last-Event-ID",
          "X-Request-Id");

  private static final List<String> ANSWER_HEADERS =
      List.of(
          "ETag",
          "Location",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After",
          "WWW-Authenticate",
          "X-Request-Id");

  private static final int PREFLIGHT_SECONDS = 3_600;

  private Cors() {}

  static Map<String, Object> properties(HttpSettings settings) {
    List<String> origins =
        settings.protection().corsOrigins().stream().map(Object::toString).toList();
    Map<String, Object> properties = new HashMap<>();
    // A token is no cookie: no website has a browser send it by itself, not even to this machine.
    // Without this, what a page of elsewhere asks of localhost is refused with an empty answer.
    properties.put(SERVER + "localhost-pass-through", true);
    if (!origins.isEmpty()) {
      properties.put(SERVER + "enabled", true);
      properties.put(SERVER + "single-header", true);
      properties.put(OURS + "allowed-origins", origins);
      properties.put(OURS + "allowed-methods", METHODS);
      properties.put(OURS + "allowed-headers", REQUEST_HEADERS);
      properties.put(OURS + "exposed-headers", ANSWER_HEADERS);
      properties.put(OURS + "allow-credentials", false);
      properties.put(OURS + "max-age", PREFLIGHT_SECONDS);
    }
    return properties;
  }
}
