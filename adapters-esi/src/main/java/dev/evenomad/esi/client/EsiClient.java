package dev.evenomad.esi.client;

import static java.util.stream.Collectors.joining;

import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.text.WellFormedText;
import dev.evenomad.esi.client.EsiBudget.Bucket;
import dev.evenomad.esi.http.BoundedHttp;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way to ESI: sends what CCP asks every client to send, keeps both limits before they are
 * hit, ends every call in time, repeats a read at most once, and turns whatever comes back into a
 * {@link Fetched}. Thread-safe.
 */
final class EsiClient {

  private static final Logger LOG = LoggerFactory.getLogger(EsiClient.class);

  /** What a bearer token may consist of (RFC 6750, section 2.1). */
  private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  /** What can be stored and sent back as a header. */
  private static final Pattern VALIDATOR = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private static final Pattern SCOPE = Pattern.compile("\\besi[-.][a-z0-9_.:-]*[a-z0-9]");

  private final BoundedHttp http;
  private final EsiSettings settings;
  private final EsiBudget budget;
  private final InstantSource clock;
  private final Semaphore slots;
  private final Set<EsiRoute> warnedAbout = ConcurrentHashMap.newKeySet();

  EsiClient(BoundedHttp http, EsiSettings settings, EsiBudget budget, InstantSource clock) {
    this.http = http;
    this.settings = settings;
    this.budget = budget;
    this.clock = clock;
    this.slots = new Semaphore(settings.maxConcurrentCalls());
  }

  /**
   * Asks ESI.
   *
   * @param reader turns the payload of a 200 into the answer; may throw {@link
   *     InvalidPayloadException} or {@link IllegalArgumentException}, which refuses it
   */
  <T> Fetched<T> get(EsiCall call, Function<Payload, T> reader) {
    return ask(call, reader).outcome();
  }

  /**
   * Asks ESI for a list that it gives in pages ({@code X-Pages}), and reads all of them; see {@link
   * PageSet}. The set is all or nothing: what keeps one page from being read keeps the set.
   *
   * @param reader turns a page into its items; see {@link #get}
   */
  <T> Fetched<List<T>> pages(EsiCall call, Function<Payload, List<T>> reader) {
    return new PageSet<>(this, call, reader).read();
  }

  /** Asks ESI for one page or for what has none. */
  <T> Answer<T> ask(EsiCall call, Function<Payload, T> reader) {
    if (call.caller().filter(one -> !BEARER.matcher(one.token().reveal()).matches()).isPresent()) {
      return Answer.without(new Fetched.Unauthorized<>());
    }
    Deadline deadline = Deadline.in(settings.http().callTimeout());
    if (!takeSlot(deadline)) {
      return Answer.without(new Fetched.Unavailable<>("too many calls to ESI are under way"));
    }
    try {
      Attempt<T> first = attempt(call, reader, deadline);
      return first.worthRepeating() && pause(deadline)
          ? attempt(call, reader, deadline).answer()
          : first.answer();
    } finally {
      slots.release();
    }
  }

  private <T> Attempt<T> attempt(EsiCall call, Function<Payload, T> reader, Deadline deadline) {
    HttpRequest.Builder request = request(call);
    Bucket bucket = call.bucket();
    Optional<Duration> wait = budget.book(bucket, clock.instant());
    if (wait.isPresent()) {
      return Attempt.last(new Fetched.Throttled<>(wait.get()));
    }
    HttpResponse<byte[]> answer;
    try {
      answer = http.send(request, deadline.left());
    } catch (IOException e) {
      budget.settleUnanswered(bucket, clock.instant());
      // The exception may quote what was received.
      Fetched<T> outcome =
          new Fetched.Unavailable<>(WellFormedText.repaired("ESI cannot be reached: " + e));
      return new Attempt<>(
          Answer.without(outcome),
          !(e instanceof HttpTimeoutException || e instanceof InterruptedIOException));
    }
    Instant now = clock.instant();
    int status = answer.statusCode();
    Optional<Duration> pause = budget.settle(bucket, status, answer.headers(), now);
    noteWarning(call.route(), answer);
    if (pause.isPresent()) {
      return Attempt.last(new Fetched.Throttled<>(pause.get()));
    }
    return new Attempt<>(
        new Answer<>(outcome(call, answer, reader, now), answer.headers()),
        status == 502 || status == 503 || status == 504);
  }

  private HttpRequest.Builder request(EsiCall call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(settings.base() + call.target()))
            .header("Accept", "application/json")
            .header("Accept-Language", call.language().code())
            .header("X-Compatibility-Date", settings.compatibilityDate().toString());
    call.body()
        .ifPresent(
            ids ->
                request
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(ids)));
    call.caller()
        .ifPresent(one -> request.header("Authorization", "Bearer " + one.token().reveal()));
    call.known().ifPresent(etag -> request.header("If-None-Match", etag.value()));
    return request;
  }

  private <T> Fetched<T> outcome(
      EsiCall call, HttpResponse<byte[]> answer, Function<Payload, T> reader, Instant now) {
    Instant freshUntil = Freshness.until(answer.headers(), call.route().lifetime(), now);
    return switch (answer.statusCode()) {
      case 200 -> read(call, answer, reader, freshUntil);
      case 304 ->
          call.known().isPresent()
              ? new Fetched.NotModified<>(freshUntil)
              : new Fetched.Unavailable<>("ESI calls unchanged what it was not asked to compare");
      case 401 -> new Fetched.Unauthorized<>();
      case 403 -> forbidden(answer);
      case 404 -> new Fetched.Absent<>();
      case 400, 422 -> {
        LOG.error("ESI calls a request to {} malformed", call.route());
        yield new Fetched.Unavailable<>("ESI calls the request malformed");
      }
      default -> new Fetched.Unavailable<>("ESI answered " + answer.statusCode());
    };
  }

  private static <T> Fetched<T> read(
      EsiCall call, HttpResponse<byte[]> answer, Function<Payload, T> reader, Instant freshUntil) {
    try {
      T value = reader.apply(Payload.parse(answer.body()));
      return new Fetched.Fresh<>(value, etag(answer), freshUntil);
    } catch (InvalidPayloadException e) {
      return refused(call, answer, e.why());
    } catch (IllegalArgumentException e) {
      // A domain value's message may quote what was refused.
      return refused(call, answer, "a value is out of its range");
    }
  }

  private static <T> Fetched<T> refused(EsiCall call, HttpResponse<byte[]> answer, String why) {
    LOG.warn(
        "ESI's answer to {} was refused: {} (request {})",
        call.route(),
        why,
        answer
            .headers()
            .firstValue("X-Esi-Request-Id")
            .map(EsiClient::printable)
            .orElse("unnamed"));
    return new Fetched.Unavailable<>("ESI's answer makes no sense: " + why);
  }

  /** An older gateway says 403 where a token has expired. */
  private static <T> Fetched<T> forbidden(HttpResponse<byte[]> answer) {
    String body = new String(answer.body(), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    if (body.contains("expired")) {
      return new Fetched.Unauthorized<>();
    }
    String scopes =
        SCOPE
            .matcher(body)
            .results()
            .map(MatchResult::group)
            .distinct()
            .limit(5)
            .collect(joining(" "));
    return new Fetched.Forbidden<>(
        scopes.isEmpty() ? "ESI denies access" : "ESI denies access without " + scopes);
  }

  private static Optional<ETag> etag(HttpResponse<byte[]> answer) {
    return answer
        .headers()
        .firstValue("ETag")
        .filter(text -> VALIDATOR.matcher(text).matches())
        .map(ETag::new);
  }

  /** CCP asks to log these: they announce that a route is going to change. */
  private void noteWarning(EsiRoute route, HttpResponse<byte[]> answer) {
    answer
        .headers()
        .firstValue("Warning")
        .filter(warning -> warnedAbout.add(route))
        .ifPresent(warning -> LOG.warn("ESI warns about {}: {}", route, printable(warning)));
  }

  private static String printable(String header) {
    String text = header.replaceAll("[^\\x20-\\x7e]", "?");
    return text.length() > 200 ? text.substring(0, 200) : text;
  }

  private boolean takeSlot(Deadline deadline) {
    try {
      return slots.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Waits before a repetition, not all callers equally long; false if there is no time for it. */
  private boolean pause(Deadline deadline) {
    Duration delay =
        settings
            .retryDelay()
            .multipliedBy(ThreadLocalRandom.current().nextInt(50, 150))
            .dividedBy(100);
    if (delay.compareTo(deadline.left()) >= 0) {
      return false;
    }
    try {
      Thread.sleep(delay);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * What came of a call.
   *
   * @param headers of ESI's answer; none if there was no answer
   */
  record Answer<T>(Fetched<T> outcome, HttpHeaders headers) {

    private static final HttpHeaders NONE = HttpHeaders.of(Map.of(), (name, value) -> true);

    static <T> Answer<T> without(Fetched<T> outcome) {
      return new Answer<>(outcome, NONE);
    }
  }

  private record Attempt<T>(Answer<T> answer, boolean worthRepeating) {

    static <T> Attempt<T> last(Fetched<T> outcome) {
      return new Attempt<>(Answer.without(outcome), false);
    }
  }
}
