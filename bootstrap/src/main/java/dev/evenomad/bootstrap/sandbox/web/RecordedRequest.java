package dev.evenomad.bootstrap.sandbox.web;

import java.time.Instant;
import java.util.Map;

/**
 * A request that a simulated site has answered. Credentials and bodies are not kept.
 *
 * @param at world time at which the answer was ready
 * @param site first path segment: sso, esi, fcm, google or webpush
 * @param path within the site
 * @param query undecoded, empty when there is none
 * @param status of the answer, 0 when the connection was closed instead
 * @param credentials the scheme of the Authorization header, or {@code none}
 * @param headers those that matter to caching, limits and manners, by lower-case name
 */
public record RecordedRequest(
    Instant at,
    String site,
    String method,
    String path,
    String query,
    int status,
    String credentials,
    Map<String, String> headers) {}
