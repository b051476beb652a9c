package dev.evenomad.testkit.memory;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.idempotency.IdempotencyKey;
import dev.evenomad.domain.idempotency.IdempotentRequests;
import dev.evenomad.domain.idempotency.KeptAnswer;
import dev.evenomad.domain.idempotency.KeyedRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@link IdempotentRequests} in memory. Claims are rows of their own, outside of transactions. */
final class InMemoryIdempotentRequests implements IdempotentRequests {

  private final Tables tables;

  InMemoryIdempotentRequests(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Claim claim(
      KeyedRequest request, String holder, Instant now, Instant until, Instant forgotten) {
    if (!until.isAfter(now) || forgotten.isBefore(until)) {
      throw new IllegalArgumentException("a claim ends after it was taken, and is kept until then");
    }
    return tables.transactions.call(() -> claimNow(request, holder, now, until, forgotten));
  }

  private Claim claimNow(
      KeyedRequest request, String holder, Instant now, Instant until, Instant forgotten) {
    tables.requireUser(request.user());
    RequestKey key = RequestKey.of(request);
    Optional<KnownRequest> known =
        Optional.ofNullable(tables.claims.get(key))
            .filter(row -> row.forgotten.isAfter(now))
            .filter(
                row ->
                    answerOf(row).isPresent()
                        || row.until.isAfter(now)
                        || !row.what.equals(request.what()));
    if (known.isEmpty()) {
      tables.claims.put(key, new KnownRequest(key, request.what(), holder, until, forgotten));
      return new Claim.Taken();
    }
    if (!known.get().what.equals(request.what())) {
      return new Claim.Reused();
    }
    return answerOf(known.get()).<Claim>map(Claim.Answered::new).orElseGet(Claim.Running::new);
  }

  private Optional<KeptAnswer> answerOf(KnownRequest row) {
    return tables.answers.find(row.holder).map(HolderAnswer::answer);
  }

  @Override
  public boolean answer(KeyedRequest request, String holder, KeptAnswer answer) {
    return tables.transactions.call(
        () -> {
          boolean held = isHeld(request, holder) && tables.answers.find(holder).isEmpty();
          if (held) {
            tables.answers.put(new HolderAnswer(holder, answer));
          }
          return held;
        });
  }

  @Override
  public void release(KeyedRequest request, String holder) {
    tables.transactions.run(
        () -> {
          if (isHeld(request, holder) && tables.answers.find(holder).isEmpty()) {
            tables.claims.remove(RequestKey.of(request));
          }
        });
  }

  private boolean isHeld(KeyedRequest request, String holder) {
    return Optional.ofNullable(tables.claims.get(RequestKey.of(request)))
        .filter(row -> row.holder.equals(holder) && row.what.equals(request.what()))
        .isPresent();
  }

  @Override
  public int removeForgotten(Instant now, int limit) {
    return tables.transactions.call(
        () -> {
          List<KnownRequest> forgotten =
              tables.claims.values().stream()
                  .filter(row -> !row.forgotten.isAfter(now))
                  .sorted(Comparator.comparing(KnownRequest::forgotten))
                  .limit(limit)
                  .toList();
          for (KnownRequest row : forgotten) {
            tables.claims.remove(row.key);
            tables.answers.remove(kept -> kept.holder.equals(row.holder));
          }
          return forgotten.size();
        });
  }

  /** What identifies a request. */
  record RequestKey(UserId user, IdempotencyKey key) {
    static RequestKey of(KeyedRequest request) {
      return new RequestKey(request.user(), request.key());
    }
  }

  /** A request that was claimed. */
  record KnownRequest(
      RequestKey key, String what, String holder, Instant until, Instant forgotten) {}

  /** What was answered by the holder of a claim. */
  record HolderAnswer(String holder, KeptAnswer answer) {}
}
