package dev.evenomad.application.idempotency;

import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.idempotency.IdempotentRequests;
import dev.evenomad.domain.idempotency.IdempotentRequests.Claim;
import dev.evenomad.domain.idempotency.KeptAnswer;
import dev.evenomad.domain.idempotency.KeyedRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Does once what a user asks for under the same key within a day, on whatever servers, and answers
 * every time the same. What it does and its answer are one transaction: a server that dies leaves
 * both or neither, and in the latter case whoever repeats the request a minute later has it done.
 * What was refused may be tried again under the same key. Thread-safe.
 */
public final class OncePerKey {

  /** Longer than a phone goes on trying. */
  static final Duration REMEMBERED = Duration.ofDays(1);

  /** Longer than any request takes. */
  static final Duration CLAIMED = Duration.ofMinutes(1);

  private final IdempotentRequests requests;
  private final Ids ids;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these ports. */
  public OncePerKey(IdempotentRequests requests, Ids ids, Transactions transactions, Clock clock) {
    this.requests = requests;
    this.ids = ids;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Does {@code work} unless it was done, or is being done, under the key.
   *
   * @param work runs in a transaction, perhaps several times, so it touches nothing but stores and
   *     schedule; what it throws is thrown, and nothing is kept
   */
  public Outcome run(KeyedRequest request, Supplier<KeptAnswer> work) {
    String holder = ids.next();
    Instant now = clock.instant();
    return switch (requests.claim(request, holder, now, now.plus(CLAIMED), now.plus(REMEMBERED))) {
      case Claim.Taken mine -> new Outcome.Done(work(request, holder, work));
      case Claim.Answered answered -> new Outcome.Done(answered.answer());
      case Claim.Running running -> new Outcome.Running();
      case Claim.Reused other -> new Outcome.KeyReused();
    };
  }

  private KeptAnswer work(KeyedRequest request, String holder, Supplier<KeptAnswer> work) {
    try {
      return transactions.call(
          () -> {
            KeptAnswer answer = work.get();
            if (!requests.answer(request, holder, answer)) {
              throw new ConflictException("a request took so long that another server began it");
            }
            return answer;
          });
    } catch (RuntimeException e) {
      requests.release(request, holder);
      throw e;
    }
  }

  /** What became of it. */
  public sealed interface Outcome {

    /** It was done, now or before. */
    record Done(KeptAnswer answer) implements Outcome {}

    /** It is being done; who asks again soon is answered. */
    record Running() implements Outcome {}

    /** Nothing was done: the key stands for another request. */
    record KeyReused() implements Outcome {}
  }
}
