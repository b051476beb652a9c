package dev.evenomad.esi.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;

/**
 * An HTTP client whose calls end in time and whose answers fit into memory: the timeout covers the
 * call up to the last byte, and the size limit holds before and after decompression. Follows no
 * redirect, keeps no cookie, speaks HTTP/2 where the server does and else HTTP/1.1. Thread-safe.
 * For the packages of this module.
 */
public final class BoundedHttp implements AutoCloseable {

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final HttpClient client;
  private final HttpSettings settings;

  /** A client of its own, to be closed. */
  public BoundedHttp(HttpSettings settings) {
    this(settings, HttpClient.newBuilder());
  }

  /** A client of its own that trusts whom {@code tls} does, to be closed. */
  public BoundedHttp(HttpSettings settings, SSLContext tls) {
    this(settings, HttpClient.newBuilder().sslContext(tls));
  }

  private BoundedHttp(HttpSettings settings, HttpClient.Builder client) {
    this.settings = settings;
    this.client =
        client
            .version(HttpClient.Version.HTTP_2)
            .connectTimeout(settings.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * Sends a request, with the user agent, and reads the whole answer.
   *
   * @throws HttpTimeoutException if it took longer than {@code timeout}
   * @throws InterruptedIOException if the thread was interrupted, which it still is
   * @throws IOException if there is no connection, it broke, or the answer is too large
   */
  public HttpResponse<byte[]> send(HttpRequest.Builder request, Duration timeout)
      throws IOException {
    HttpRequest complete =
        request
            .setHeader("User-Agent", settings.userAgent())
            .setHeader("Accept-Encoding", "gzip")
            .build();
    // The timeout of HttpRequest ends with the headers; this one covers the body too.
    CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(complete, this::body);
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new HttpTimeoutException("no complete answer within " + timeout);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      throw ioFailure(e);
    }
  }

  /** Ends the calls that are under way and frees the connections. */
  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }

  /**
   * How long the server asks to wait, in seconds or until a date (RFC 9110, section 10.2.3); from a
   * second to an hour, whatever it says. Empty if it does not say, or not so that one could
   * understand it.
   */
  public static Optional<Duration> retryAfter(HttpHeaders headers, Instant now) {
    OptionalLong seconds = number(headers, "Retry-After");
    Optional<Duration> stated =
        seconds.isPresent()
            ? Optional.of(Duration.ofSeconds(seconds.getAsLong()))
            : date(headers, "Retry-After").map(until -> Duration.between(now, until));
    return stated.map(
        pause ->
            pause.compareTo(SHORTEST_PAUSE) < 0
                ? SHORTEST_PAUSE
                : pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
  }

  /** A header that is a whole number of up to nine digits; empty if it is not there or not one. */
  public static OptionalLong number(HttpHeaders headers, String name) {
    return headers
        .firstValue(name)
        .map(String::trim)
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElse(OptionalLong.empty());
  }

  /** A header that is an HTTP date; empty if it is not there or not one. */
  public static Optional<Instant> date(HttpHeaders headers, String name) {
    return headers
        .firstValue(name)
        .flatMap(
            text -> {
              try {
                return Optional.of(
                    DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.trim(), Instant::from));
              } catch (DateTimeException e) {
                return Optional.empty();
              }
            });
  }

  private BodySubscriber<byte[]> body(ResponseInfo answer) {
    BodySubscriber<byte[]> whole =
        BodySubscribers.limiting(BodySubscribers.ofByteArray(), settings.maxBodyBytes());
    boolean compressed =
        answer
            .headers()
            .firstValue("Content-Encoding")
            .filter("gzip"::equalsIgnoreCase)
            .isPresent();
    return compressed ? BodySubscribers.mapping(whole, this::decompress) : whole;
  }

  private byte[] decompress(byte[] compressed) {
    if (compressed.length == 0) {
      return compressed;
    }
    try (var stream = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      byte[] body = stream.readNBytes(settings.maxBodyBytes());
      if (stream.read() >= 0) {
        throw new IOException("the answer is larger than " + settings.maxBodyBytes() + " bytes");
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IOException ioFailure(ExecutionException failure) {
    // What failed in the body's subscriber comes wrapped once or twice.
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
        return unchecked.getCause();
      }
    }
    return failure.getCause() instanceof IOException io
        ? io
        : new IOException("the call failed", failure);
  }
}
