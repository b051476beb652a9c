package dev.evenomad.http.answer;

import dev.evenomad.http.FilterOrder;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.json.JsonMapper;
import io.micronaut.web.router.RouteAttributes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives what can be read a validator (RFC 9110, section 8.8.3), and answers 304 to who has it
 * already. It is weak, because the same JSON may come compressed or not. What streams, what signs
 * in, and the export of an account have none.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(FilterOrder.VALIDATORS)
final class Validators {

  private static final String DOCUMENT = "/openapi.yml";
  private static final Pattern TAG = Pattern.compile("\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"");

  /** Nobody makes up two bodies with the same 128 bits of a SHA-256. */
  private static final int TAG_BYTES = 16;

  private final JsonMapper json;

  Validators(JsonMapper json) {
    this.json = json;
  }

  @ResponseFilter
  void validate(HttpRequest<?> request, MutableHttpResponse<?> response) {
    if (response.code() != HttpStatus.OK.getCode() || !isRead(request)) {
      return;
    }
    boolean head = request.getMethod() == HttpMethod.HEAD;
    content(head ? RouteAttributes.getHeadBody(response).orElse(null) : response.body())
        .ifPresent(
            content -> {
              String tag = tag(content);
              String template = template(request);
              var headers = response.getHeaders();
              headers.set(HttpHeaders.ETAG, "W/" + tag);
              headers.set(
                  HttpHeaders.CACHE_CONTROL,
                  template.equals(DOCUMENT) ? "no-cache" : "private, no-cache");
              headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
              if (isKnown(request, tag)) {
                response.status(HttpStatus.NOT_MODIFIED).body(null);
                headers.remove(HttpHeaders.CONTENT_TYPE);
                headers.remove(HttpHeaders.CONTENT_LENGTH);
              } else if (!head) {
                // Written once, for the validator and for the client.
                response.body(content);
              }
            });
  }

  private static boolean isRead(HttpRequest<?> request) {
    String template = template(request);
    return (request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD)
        && (template.equals(DOCUMENT)
            || (template.startsWith("/v1/")
                && !template.startsWith("/v1/auth/")
                && !template.equals("/v1/me/export")));
  }

  private static String template(HttpRequest<?> request) {
    return BasicHttpAttributes.getUriTemplate(request).orElse("");
  }

  /** The bytes of a body that is there as a whole; empty if it is not. */
  private Optional<byte[]> content(@Nullable Object body) {
    try {
      return switch (body) {
        case byte[] bytes -> Optional.of(bytes);
        case Record view -> Optional.of(json.writeValueAsBytes(view));
        case null, default -> Optional.empty();
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String tag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      byte[] part = Arrays.copyOf(digest, TAG_BYTES);
      return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(part) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** By the weak comparison, as RFC 9110, section 13.1.2, has it. */
  private static boolean isKnown(HttpRequest<?> request, String tag) {
    List<String> lines = request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH);
    for (String line : lines) {
      if (line.strip().equals("*")) {
        return true;
      }
      Matcher tags = TAG.matcher(line);
      while (tags.find()) {
        if (tags.group().equals(tag)) {
          return true;
        }
      }
    }
    return false;
  }
}
