package dev.evenomad.push.sending;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** HTTP exchanges that end in time and whose answers are small. Thread-safe. */
public final class BoundedHttp implements AutoCloseable {
  private static final long MAX_ANSWER_BYTES = 64 * 1024;

  private final HttpClient client;
  private final Duration timeout;

  /**
   * Through {@code client}, which is closed with it.
   *
   * @param timeout for one exchange, its body included
   */
  public BoundedHttp(HttpClient client, Duration timeout) {
    this.client = client;
    this.timeout = timeout;
  }

  /** A client that follows no redirect and waits that long for a connection. */
  public static HttpClient.Builder client(Duration timeout) {
    // Each exchange takes many short steps, which are dearer on threads of the platform.
    return HttpClient.newBuilder().connectTimeout(timeout).executor(Thread::startVirtualThread);
  }

  /**
   * The answer to {@code request}, whatever its status.
   *
   * @throws IOException if there is none within the time, or it is too big
   */
  public HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
    HttpRequest built = request.build();
    if (built.uri().getScheme().equals("http")) {
      // Without TLS there is no offer to choose from, only an upgrade that delays the first
      // message.
      built = request.version(HttpClient.Version.HTTP_1_1).build();
    }
    // The request's own timeout would end with the headers; a body can stall, too.
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            built, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new HttpTimeoutException("no answer within " + timeout);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for an answer");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException("HTTP exchange failed", e.getCause());
    }
  }

  /** Lets the exchanges under way end and closes the connections. */
  @Override
  public void close() {
    client.close();
  }
}
