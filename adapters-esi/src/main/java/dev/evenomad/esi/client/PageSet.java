package dev.evenomad.esi.client;

import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.esi.client.EsiClient.Answer;
import dev.evenomad.esi.http.BoundedHttp;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Reads a list that ESI gives in pages: the first, which tells how many there are, then the others
 * a few at a time. ESI makes all pages anew at the same moment; a set with pages from before and
 * after it is torn, would lack or double items, and is read once more from the start. Torn is what
 * does not carry the first page's {@code Last-Modified} and {@code X-Pages}, and a set with a page
 * that is not there. What is on two pages all the same counts once if it is alike.
 *
 * <p>An ETag speaks for one page alone, so a set of several pages has none and is always read
 * whole. That of an only page stands for the set; if ESI has more pages now, unchanged is not
 * believed.
 */
final class PageSet<T> {

  /** Leaves room for other calls among those that may be under way at once. */
  private static final int AT_ONCE = 5;

  private static final int MOST_PAGES = 1000;
  private static final int TRIES = 2;

  private final EsiClient esi;
  private final EsiCall call;
  private final Function<Payload, List<T>> reader;
  private final Function<T, Object> id;

  PageSet(EsiClient esi, EsiCall call, Function<Payload, List<T>> reader, Function<T, Object> id) {
    this.esi = esi;
    this.call = call;
    this.reader = reader;
    this.id = id;
  }

  /** The whole set, no item twice, with the headers of its first page. */
  Answer<List<T>> read() {
    for (int i = 0; i < TRIES; i++) {
      Optional<Answer<List<T>>> set = tryToRead();
      if (set.isPresent()) {
        return once(set.get());
      }
    }
    return Answer.without(
        new Fetched.Unavailable<>("ESI's pages of " + call.route() + " do not belong together"));
  }

  private Answer<List<T>> once(Answer<List<T>> set) {
    if (!(set.outcome() instanceof Fetched.Fresh<List<T>> fresh)) {
      return set;
    }
    try {
      List<T> items = Once.each(fresh.value(), id);
      return new Answer<>(
          new Fetched.Fresh<>(items, fresh.etag(), fresh.freshUntil()), set.headers());
    } catch (InvalidPayloadException e) {
      return esi.refused(call, set.headers(), e);
    }
  }

  /** Empty if the set is torn. */
  private Optional<Answer<List<T>>> tryToRead() {
    Answer<List<T>> first = esi.ask(call.with("page", 1), reader);
    if (first.outcome() instanceof Fetched.NotModified && pages(first.headers()) > 1) {
      first = esi.ask(call.knowing(Optional.empty()).with("page", 1), reader);
    }
    long pages = pages(first.headers());
    if (!(first.outcome() instanceof Fetched.Fresh<List<T>> fresh) || pages <= 1) {
      return Optional.of(first);
    }
    if (pages > MOST_PAGES) {
      return Optional.of(
          Answer.without(new Fetched.Unavailable<>("ESI has more pages than can be read")));
    }
    HttpHeaders headers = first.headers();
    return readOthers(fresh, headers, (int) pages).map(set -> new Answer<>(set, headers));
  }

  private Optional<Fetched<List<T>>> readOthers(
      Fetched.Fresh<List<T>> first, HttpHeaders expected, int pages) {
    List<T> items = new ArrayList<>(first.value());
    Instant freshUntil = first.freshUntil();
    for (Answer<List<T>> page : askFor(expected, pages)) {
      if (torn(expected, page)) {
        return Optional.empty();
      }
      if (!(page.outcome() instanceof Fetched.Fresh<List<T>> fresh)) {
        return Optional.of(page.outcome());
      }
      items.addAll(fresh.value());
      freshUntil = fresh.freshUntil().isAfter(freshUntil) ? fresh.freshUntil() : freshUntil;
    }
    Optional<ETag> none = Optional.empty();
    return Optional.of(new Fetched.Fresh<>(List.copyOf(items), none, freshUntil));
  }

  /** The answers for all pages but the first, in order, up to the one that spoils the set. */
  private List<Answer<List<T>>> askFor(HttpHeaders expected, int pages) {
    AtomicBoolean spoilt = new AtomicBoolean();
    try (ExecutorService readers =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<Future<Optional<Answer<List<T>>>>> asked =
          IntStream.rangeClosed(2, pages)
              .mapToObj(page -> readers.submit(() -> askUnless(spoilt, expected, page)))
              .toList();
      List<Answer<List<T>>> answers = new ArrayList<>();
      for (Future<Optional<Answer<List<T>>>> one : asked) {
        one.get().ifPresent(answers::add);
      }
      return answers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(Answer.without(new Fetched.Unavailable<>("interrupted")));
    } catch (ExecutionException e) {
      throw new IllegalStateException("a page could not be read", e.getCause());
    }
  }

  private Optional<Answer<List<T>>> askUnless(
      AtomicBoolean spoilt, HttpHeaders expected, int page) {
    if (spoilt.get()) {
      return Optional.empty();
    }
    Answer<List<T>> answer = esi.ask(call.knowing(Optional.empty()).with("page", page), reader);
    if (torn(expected, answer) || !(answer.outcome() instanceof Fetched.Fresh)) {
      spoilt.set(true);
    }
    return Optional.of(answer);
  }

  private static boolean torn(HttpHeaders expected, Answer<?> page) {
    return switch (page.outcome()) {
      case Fetched.Absent<?> _ -> true;
      case Fetched.Fresh<?> _ ->
          !lastModified(page.headers()).equals(lastModified(expected))
              || pages(page.headers()) != pages(expected);
      default -> false;
    };
  }

  private static Optional<String> lastModified(HttpHeaders headers) {
    return headers.firstValue("Last-Modified");
  }

  private static long pages(HttpHeaders headers) {
    return BoundedHttp.number(headers, "X-Pages").orElse(1);
  }
}
