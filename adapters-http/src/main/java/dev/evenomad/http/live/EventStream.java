package dev.evenomad.http.live;

import dev.evenomad.application.live.LiveMessage;
import dev.evenomad.application.live.LiveStream;
import dev.evenomad.application.live.LiveStream.Ending;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * The body of one answer: what waits to be sent until the connection takes it. Nobody waits for it,
 * and it has no thread: whoever brings something, or the connection when it has room, sends what
 * there is. Thread-safe.
 */
final class EventStream implements Publisher<byte[]>, Subscription, LiveStream.Receiver {

  /** Who lets so many wait does not read. */
  static final int MOST_WAITING = 256;

  private static final Duration RETRY = Duration.ofSeconds(3);
  private static final Duration RETRY_OF_TOO_MANY = Duration.ofMinutes(1);

  private final Function<LiveMessage, byte[]> text;
  private final Consumer<EventStream> whenGone;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private @Nullable LiveStream source;
  private @Nullable Subscriber<? super byte[]> subscriber;
  private long demand;
  private boolean sending;
  private boolean gone;
  private Optional<Ending> ending = Optional.empty();

  /** Nothing was written since the last beat. */
  private boolean quiet;

  /**
   * One that begins with how soon to come back.
   *
   * @param whenGone what is done when the connection is closed
   */
  EventStream(Function<LiveMessage, byte[]> text, Consumer<EventStream> whenGone) {
    this.text = text;
    this.whenGone = whenGone;
    waiting.add(EventText.retry(RETRY));
  }

  @Override
  public boolean tell(LiveMessage message) {
    byte[] event = text.apply(message);
    synchronized (this) {
      if (waiting.size() >= MOST_WAITING) {
        return false;
      }
      waiting.add(event);
    }
    send();
    return true;
  }

  @Override
  public void end(Ending why) {
    synchronized (this) {
      ending = Optional.of(why);
      // Who comes back goes on after what it has been sent.
      waiting.clear();
      farewell(why).map(EventText::retry).ifPresent(waiting::add);
    }
    send();
  }

  private static Optional<Duration> farewell(Ending why) {
    return switch (why) {
      case SIGNED_OUT, TOO_SLOW -> Optional.empty();
      case TOO_MANY -> Optional.of(RETRY_OF_TOO_MANY);
      case SERVER_STOPS ->
          // Not all of them at the same moment.
          Optional.of(Duration.ofMillis(ThreadLocalRandom.current().nextLong(500, 5_000)));
    };
  }

  /**
   * Writes a heartbeat if nothing else was written since the last beat, and nothing waits. A body
   * that nobody has begun to send since the last beat is never going to be.
   */
  void beat() {
    boolean over;
    synchronized (this) {
      over = gone || (subscriber == null && quiet);
      if (quiet && waiting.isEmpty() && ending.isEmpty()) {
        source().flatMap(LiveStream::position).map(EventText::heartbeat).ifPresent(waiting::add);
      }
    }
    if (over) {
      cancel();
      return;
    }
    send();
    synchronized (this) {
      // Also after a heartbeat, which is none of the news.
      quiet = true;
    }
  }

  /** Which stream it is that is sent. */
  synchronized void comesFrom(LiveStream stream) {
    source = stream;
  }

  synchronized Optional<LiveStream> source() {
    return Optional.ofNullable(source);
  }

  @Override
  public void subscribe(Subscriber<? super byte[]> only) {
    only.onSubscribe(this);
    synchronized (this) {
      // Not before: nothing may come ahead of the subscription.
      subscriber = only;
    }
    send();
  }

  @Override
  public void request(long more) {
    synchronized (this) {
      demand = Math.max(demand + more, more);
    }
    send();
  }

  @Override
  public void cancel() {
    synchronized (this) {
      gone = true;
      waiting.clear();
    }
    whenGone.accept(this);
  }

  /** One thread at a time sends; what others bring meanwhile it sends, too. */
  private void send() {
    synchronized (this) {
      if (sending || subscriber == null) {
        return;
      }
      sending = true;
    }
    boolean more = true;
    while (more) {
      more = sendNext();
    }
  }

  private boolean sendNext() {
    Subscriber<? super byte[]> to;
    byte[] next;
    Optional<Ending> over = Optional.empty();
    synchronized (this) {
      to = subscriber;
      next = !gone && demand > 0 ? waiting.poll() : null;
      if (next != null) {
        demand--;
        quiet = false;
      } else {
        over = ending.filter(any -> !gone);
        gone |= over.isPresent();
        sending = false;
      }
    }
    if (to == null) {
      return false;
    }
    if (next != null) {
      to.onNext(next);
      return true;
    }
    over.ifPresent(
        why -> {
          whenGone.accept(this);
          if (why == Ending.TOO_SLOW) {
            to.onError(new SlowReaderException());
          } else {
            to.onComplete();
          }
        });
    return false;
  }

  /** Closes a connection at once, whatever it has not taken yet. */
  static final class SlowReaderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SlowReaderException() {
      super("a live stream is closed, because its client does not read", null, false, false);
    }
  }
}
