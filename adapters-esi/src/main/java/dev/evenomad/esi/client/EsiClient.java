package dev.evenomad.esi.client;

import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.text.WellFormedText;
import dev.evenomad.esi.http.BoundedHttp;
import dev.evenomad.esi.limit.Admission;
import dev.evenomad.esi.limit.Booking;
import dev.evenomad.esi.limit.EsiBudget;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The one way to ESI: sends what CCP asks every client to send, keeps both limits before they are
 * hit, ends every call in time, repeats a read at most twice, leaves ESI alone while it is down,
 * and turns whatever comes back into a {@link Fetched}. Thread-safe.
 */
final class EsiClient {

  /** What a bearer token may consist of (RFC 6750, section 2.1). */
  private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private static final int MOST_REPETITIONS = 2;

  /** Each of them holds a part of the allowance for errors, which is small. */
  private static final int MOST_CALLS_WITHOUT_GROUP = 10;

  private final BoundedHttp http;
  private final EsiSettings settings;
  private final EsiBudget budget;
  private final InstantSource clock;
  private final Breaker breaker;
  private final Downtime downtime;
  private final EsiStatistics statistics;
  private final AnswerReader answers;
  private final Semaphore slots;
  private final Semaphore slotsWithoutGroup = new Semaphore(MOST_CALLS_WITHOUT_GROUP);

  EsiClient(BoundedHttp http, EsiSettings settings, EsiBudget budget, InstantSource clock) {
    this.http = http;
    this.settings = settings;
    this.budget = budget;
    this.clock = clock;
    this.breaker = new Breaker(clock);
    this.downtime = new Downtime(budget, this::gameIsUp);
    this.statistics = new EsiStatistics(breaker::state);
    this.answers = new AnswerReader(statistics);
    this.slots = new Semaphore(settings.maxConcurrentCalls());
  }

  EsiStatistics statistics() {
    return statistics;
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
   * @param id by which an item that is on two pages is recognised
   */
  <T> Fetched<List<T>> pages(
      EsiCall call, Function<Payload, List<T>> reader, Function<T, Object> id) {
    return askAll(call, reader, id).outcome();
  }

  /** The same, with the headers of the first page. */
  <T> Answer<List<T>> askAll(
      EsiCall call, Function<Payload, List<T>> reader, Function<T, Object> id) {
    return new PageSet<>(this, call, reader, id).read();
  }

  /** What comes of answers that make sense each and none together. */
  <T> Answer<T> refused(EsiCall call, HttpHeaders headers, InvalidPayloadException e) {
    return new Answer<>(answers.refused(call.route(), headers, e.why()), headers);
  }

  /** Asks ESI for one page or for what has none. */
  <T> Answer<T> ask(EsiCall call, Function<Payload, T> reader) {
    if (call.caller().filter(one -> !BEARER.matcher(one.token().reveal()).matches()).isPresent()) {
      return Answer.without(new Fetched.Unauthorized<>());
    }
    Deadline deadline = Deadline.in(settings.http().callTimeout());
    boolean grouped = call.route().rateLimitGroup().isPresent();
    if (!grouped && !take(slotsWithoutGroup, deadline)) {
      return tooMany();
    }
    try {
      if (!take(slots, deadline)) {
        return tooMany();
      }
      try {
        return askInTime(call, reader, deadline);
      } finally {
        slots.release();
      }
    } finally {
      if (!grouped) {
        slotsWithoutGroup.release();
      }
    }
  }

  private <T> Answer<T> askInTime(EsiCall call, Function<Payload, T> reader, Deadline deadline) {
    Attempt<T> attempt = attempt(call, reader, deadline);
    for (int i = 0; i < MOST_REPETITIONS && attempt.end() == End.DOWN; i++) {
      Duration delay = attempt.askedToWait().orElse(delay(i));
      if (!mayRepeat(call) || delay.compareTo(deadline.left()) >= 0 || !sleep(delay)) {
        break;
      }
      statistics.repeated();
      attempt = attempt(call, reader, deadline);
    }
    return attempt.askedToWait().isPresent()
        ? throttled(attempt.askedToWait().get(), Throttling.BY_ESI)
        : attempt.answer();
  }

  /** One try, unless ESI had better be left alone. */
  private <T> Attempt<T> attempt(EsiCall call, Function<Payload, T> reader, Deadline deadline) {
    // Whoever asks how the game is gets to know that it is down.
    boolean affected = call.route() != EsiRoute.STATUS;
    Optional<Duration> wait = affected ? downtime.wait(clock.instant()) : Optional.empty();
    if (wait.isPresent()) {
      return Attempt.unsent(throttled(wait.get(), Throttling.DOWNTIME));
    }
    if (!breaker.pass()) {
      statistics.throttled(Throttling.BREAKER);
      return Attempt.unsent(
          Answer.without(
              new Fetched.Unavailable<>("ESI fails too often and is left alone for a while")));
    }
    Attempt<T> attempt;
    try {
      attempt = send(call, reader, deadline);
    } catch (RuntimeException e) {
      // Else a defect on our side could keep the breaker from ever closing again.
      breaker.release();
      throw e;
    }
    switch (attempt.end()) {
      case UNSENT -> breaker.release();
      case ANSWERED -> breaker.tell(true);
      case FAILED, DOWN -> breaker.tell(false);
    }
    wait =
        affected && attempt.end() == End.DOWN ? downtime.failed(clock.instant()) : Optional.empty();
    return wait.isPresent() ? Attempt.unsent(throttled(wait.get(), Throttling.DOWNTIME)) : attempt;
  }

  private <T> Attempt<T> send(EsiCall call, Function<Payload, T> reader, Deadline deadline) {
    return switch (budget.admit(call.bucket(), clock.instant())) {
      case Admission.Refused(Duration wait, Admission.Reason reason) ->
          Attempt.unsent(throttled(wait, throttling(reason)));
      case Admission.Granted(Booking booking) -> send(call, reader, deadline, booking);
    };
  }

  private <T> Attempt<T> send(
      EsiCall call, Function<Payload, T> reader, Deadline deadline, Booking booking) {
    HttpResponse<byte[]> answer;
    try {
      answer = http.send(request(call), deadline.left());
    } catch (IOException e) {
      booking.settleUnanswered(clock.instant());
      statistics.unanswered(call.route());
      // The exception may quote what was received.
      Fetched<T> outcome =
          new Fetched.Unavailable<>(WellFormedText.repaired("ESI cannot be reached: " + e));
      // An interrupted caller says nothing about ESI. A timeout does, by an exception of that kind.
      boolean interrupted =
          e instanceof InterruptedIOException && !(e instanceof HttpTimeoutException);
      return new Attempt<>(
          Answer.without(outcome), interrupted ? End.UNSENT : End.DOWN, Optional.empty());
    }
    Instant now = clock.instant();
    int status = answer.statusCode();
    Optional<Duration> pause = booking.settle(status, answer.headers(), now);
    statistics.answered(call.route(), status);
    if (pause.isPresent()) {
      return new Attempt<>(
          throttled(pause.get(), Throttling.BY_ESI), End.ANSWERED, Optional.empty());
    }
    return new Attempt<>(
        new Answer<>(answers.read(call, answer, reader, now), answer.headers()),
        End.of(status),
        status == 503 ? BoundedHttp.retryAfter(answer.headers(), now) : Optional.empty());
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

  /** Whether ESI is back and lets players in. */
  private boolean gameIsUp() {
    Deadline soon = Deadline.in(settings.http().callTimeout().dividedBy(2));
    Attempt<EsiStatus> look = send(EsiCall.of(EsiRoute.STATUS), EsiStatus::read, soon);
    boolean up =
        look.answer().outcome() instanceof Fetched.Fresh<EsiStatus> fresh
            && !fresh.value().staffOnly();
    if (up) {
      breaker.close();
    }
    return up;
  }

  /** Every route only reads; what a repetition may harm is ESI. */
  private boolean mayRepeat(EsiCall call) {
    return breaker.closed() && budget.comfortable(call.bucket(), clock.instant());
  }

  private <T> Answer<T> throttled(Duration wait, Throttling reason) {
    statistics.throttled(reason);
    return Answer.without(new Fetched.Throttled<>(wait));
  }

  private static Throttling throttling(Admission.Reason reason) {
    return switch (reason) {
      case PAUSE -> Throttling.PAUSE;
      case TOKENS -> Throttling.TOKENS;
      case ERRORS -> Throttling.ERRORS;
    };
  }

  private static <T> Answer<T> tooMany() {
    return Answer.without(new Fetched.Unavailable<>("too many calls to ESI are under way"));
  }

  private static boolean take(Semaphore slots, Deadline deadline) {
    try {
      return slots.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Twice as long from time to time, and not for all callers equally long. */
  private Duration delay(int repetition) {
    return settings
        .retryDelay()
        .multipliedBy((1L << repetition) * ThreadLocalRandom.current().nextInt(50, 150))
        .dividedBy(100);
  }

  private static boolean sleep(Duration delay) {
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

  /** What one try tells about ESI. */
  private enum End {
    /** Nothing. */
    UNSENT,
    /** It works, whatever it says. */
    ANSWERED,
    /** It is at fault, and would be again. */
    FAILED,
    /** It cannot be reached, which may be over in a moment. */
    DOWN;

    static End of(int status) {
      return switch (status) {
        case 502, 503, 504 -> DOWN;
        // 520 is the game's refusal.
        case 520 -> ANSWERED;
        default -> status >= 500 ? FAILED : ANSWERED;
      };
    }
  }

  /** One try, with the time after which ESI asks to come back if it is down. */
  private record Attempt<T>(Answer<T> answer, End end, Optional<Duration> askedToWait) {

    static <T> Attempt<T> unsent(Answer<T> answer) {
      return new Attempt<>(answer, End.UNSENT, Optional.empty());
    }
  }
}
