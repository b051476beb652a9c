package dev.evenomad.http.answer;

import io.micronaut.http.HttpRequest;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names a request in its answer and in the log, so that what a pilot saw and what the server wrote
 * can be brought together. A client may choose it.
 */
public final class RequestId {

  /** The header that brings and returns it. */
  public static final String HEADER = "X-Request-Id";

  private static final String ATTRIBUTE = "dev.evenomad.http.request-id";

  /** What may stand in a log without any escaping. */
  private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  /** The id of {@code request}: the client's if it is acceptable, else one made up once. */
  public static String of(HttpRequest<?> request) {
    return request
        .getAttribute(ATTRIBUTE, String.class)
        .orElseGet(
            () -> {
              String id =
                  request
                      .getHeaders()
                      .findFirst(HEADER)
                      .filter(chosen -> ACCEPTABLE.matcher(chosen).matches())
                      .orElseGet(RequestId::madeUp);
              request.setAttribute(ATTRIBUTE, id);
              return id;
            });
  }

  /** An id that no request has had. */
  public static String madeUp() {
    return UUID.randomUUID().toString();
  }
}
