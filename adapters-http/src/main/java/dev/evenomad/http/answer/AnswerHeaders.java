package dev.evenomad.http.answer;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Adds to every answer its request id and what keeps browsers and proxies from storing, framing or
 * reinterpreting it.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
public final class AnswerHeaders {

  /** The property that says whether clients are to insist on https from now on. */
  public static final String STRICT_TRANSPORT = "nomad.http.strict-transport";

  /** The header that says what a page may load. */
  public static final String CONTENT_POLICY = "Content-Security-Policy";

  private static final String LATER = "dev.evenomad.http.headers";

  private final Map<String, String> unlessSaid;

  AnswerHeaders(@Property(name = STRICT_TRANSPORT, defaultValue = "false") boolean strict) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put(CONTENT_POLICY, "default-src 'none'; frame-ancestors 'none'");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put(HttpHeaders.CACHE_CONTROL, "no-store");
    if (strict) {
      headers.put("Strict-Transport-Security", "max-age=31536000");
    }
    this.unlessSaid = Collections.unmodifiableMap(headers);
  }

  /**
   * Adds what every answer says that says nothing else of it.
   *
   * @param said whether there is a header of that name already
   * @param add takes name and value of those that lack
   */
  public void complete(Predicate<String> said, BiConsumer<String, String> add) {
    unlessSaid.forEach(
        (name, value) -> {
          if (!said.test(name)) {
            add.accept(name, value);
          }
        });
  }

  /**
   * Has the answer to {@code request} carry a header, whatever becomes of it; with several values,
   * as a list of them.
   */
  public static void append(HttpRequest<?> request, String name, String value) {
    Map<String, String> later = new LinkedHashMap<>(later(request));
    later.merge(name, value, (before, next) -> before + ", " + next);
    request.setAttribute(LATER, later);
  }

  @SuppressWarnings("unchecked") // Nobody else knows the attribute.
  private static Map<String, String> later(HttpRequest<?> request) {
    return request.getAttribute(LATER, Map.class).orElse(Map.of());
  }

  /** Adds them to {@code response}; what it says already of caching and content stays. */
  @ResponseFilter
  public void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
    var headers = response.getHeaders();
    later(request).forEach(headers::set);
    headers.set(RequestId.HEADER, RequestId.of(request));
    complete(headers::contains, headers::set);
  }
}
