package dev.evenomad.http.request;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.idempotency.OncePerKey;
import dev.evenomad.application.idempotency.OncePerKey.Outcome;
import dev.evenomad.domain.idempotency.IdempotencyKey;
import dev.evenomad.domain.idempotency.KeptAnswer;
import dev.evenomad.domain.idempotency.KeyedRequest;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.session.Caller;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets a client repeat a request without having it done twice, if it says which one it is by {@link
 * #HEADER}. For requests without a body whose answers hold no secret.
 */
@Singleton
public final class Idempotency {

  /** Of draft-ietf-httpapi-idempotency-key-header; with the quotes of a structured field or not. */
  public static final String HEADER = "Idempotency-Key";

  /** No id is longer. */
  private static final int LONGEST_PATH = 1_000;

  private static final Pattern QUOTED = Pattern.compile("\"([\\x21\\x23-\\x5b\\x5d-\\x7e]*)\"");

  private final OncePerKey once;
  private final JsonMapper json;

  Idempotency(Nomad nomad, JsonMapper json) {
    this.once = nomad.oncePerKey();
    this.json = json;
  }

  /**
   * Answers a request by {@code work}, or as it was answered before.
   *
   * @param key as the client wrote it; null if it did not
   * @param work touches nothing but stores and schedule
   */
  public HttpResponse<?> answer(
      HttpRequest<?> request,
      Caller caller,
      @Nullable String key,
      Supplier<? extends HttpResponse<? extends Record>> work) {
    if (key == null) {
      return work.get();
    }
    String path = request.getUri().getRawPath();
    if (path.length() > LONGEST_PATH) {
      throw Problem.notFound();
    }
    KeyedRequest keyed =
        new KeyedRequest(caller.user(), parse(key), request.getMethodName() + " " + path);
    return switch (once.run(keyed, () -> keep(work.get()))) {
      case Outcome.Done done -> answer(done.answer());
      case Outcome.Running running -> throw Problem.requestRunning();
      case Outcome.KeyReused reused -> throw Problem.idempotencyKeyReused();
    };
  }

  private static IdempotencyKey parse(String key) {
    Matcher quoted = QUOTED.matcher(key.strip());
    try {
      return new IdempotencyKey(quoted.matches() ? quoted.group(1) : key.strip());
    } catch (IllegalArgumentException e) {
      throw Problem.invalidRequest(
          "The header Idempotency-Key must be 1 to 255 visible ASCII characters.");
    }
  }

  private KeptAnswer keep(HttpResponse<? extends Record> answer) {
    try {
      return new KeptAnswer(
          answer.code(),
          Optional.ofNullable(answer.getHeaders().get(HttpHeaders.LOCATION)),
          new String(
              json.writeValueAsBytes(answer.getBody().orElseThrow()), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<?> answer(KeptAnswer kept) {
    MutableHttpResponse<byte[]> response =
        HttpResponse.<byte[]>status(HttpStatus.valueOf(kept.code()))
            .contentType(MediaType.APPLICATION_JSON_TYPE)
            .body(kept.content().getBytes(StandardCharsets.UTF_8));
    kept.location().ifPresent(location -> response.header(HttpHeaders.LOCATION, location));
    return response;
  }
}
