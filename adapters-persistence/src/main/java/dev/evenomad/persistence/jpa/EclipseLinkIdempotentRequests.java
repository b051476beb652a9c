package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.idempotency.IdempotentRequests;
import dev.evenomad.domain.idempotency.KeptAnswer;
import dev.evenomad.domain.idempotency.KeyedRequest;
import dev.evenomad.domain.text.WellFormedText;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class EclipseLinkIdempotentRequests implements IdempotentRequests {

  private static final String CLAIM =
      """
      INSERT INTO idempotent_request AS r (user_id, key, what, holder, held_until, forgotten_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT (user_id, key) DO UPDATE SET
          what = excluded.what, holder = excluded.holder, held_until = excluded.held_until,
          forgotten_at = excluded.forgotten_at, code = NULL, location = NULL, content = NULL
      WHERE r.forgotten_at <= ?7
          OR (r.code IS NULL AND r.held_until <= ?7 AND r.what = excluded.what)
      """;

  private static final String READ =
      "SELECT what, code, location, content FROM idempotent_request WHERE user_id = ?1 AND key ="
          + " ?2";

  private static final String OF_HOLDER =
      " WHERE user_id = ?1 AND key = ?2 AND what = ?3 AND holder = ?4 AND code IS NULL";

  private final EclipseLinkTransactions transactions;

  EclipseLinkIdempotentRequests(EclipseLinkTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Claim claim(
      KeyedRequest request, String holder, Instant now, Instant until, Instant forgotten) {
    if (!until.isAfter(now) || forgotten.isBefore(until)) {
      throw new IllegalArgumentException("a claim ends after it was taken, and is kept until then");
    }
    while (true) {
      Optional<Claim> claim =
          transactions.writeIndependently(
              manager ->
                  ofHolder(manager, CLAIM, request, holder)
                              .setParameter(5, until)
                              .setParameter(6, forgotten)
                              .setParameter(7, now)
                              .executeUpdate()
                          == 1
                      ? Optional.of(new Claim.Taken())
                      : standing(manager, request));
      if (claim.isPresent()) {
        return claim.get();
      }
      // It was given back in between.
    }
  }

  private static Optional<Claim> standing(EntityManager manager, KeyedRequest request) {
    Stream<?> rows =
        manager
            .createNativeQuery(READ)
            .setParameter(1, request.user().value())
            .setParameter(2, request.key().value())
            .getResultStream();
    return rows.map(row -> standing((@Nullable Object[]) row, request.what())).findFirst();
  }

  private static Claim standing(@Nullable Object[] row, String what) {
    if (!what.equals(row[0])) {
      return new Claim.Reused();
    }
    return row[1] instanceof Integer code
        ? new Claim.Answered(
            new KeptAnswer(code, Optional.ofNullable((String) row[2]), String.valueOf(row[3])))
        : new Claim.Running();
  }

  @Override
  public boolean answer(KeyedRequest request, String holder, KeptAnswer answer) {
    return transactions.write(
        manager ->
            ofHolder(
                        manager,
                        "UPDATE idempotent_request SET code = ?5, location = CAST(?6 AS text),"
                            + " content = ?7"
                            + OF_HOLDER,
                        request,
                        holder)
                    .setParameter(5, answer.code())
                    .setParameter(6, answer.location().orElse(null))
                    .setParameter(7, answer.content())
                    .executeUpdate()
                == 1);
  }

  @Override
  public void release(KeyedRequest request, String holder) {
    transactions.writeIndependently(
        manager ->
            ofHolder(manager, "DELETE FROM idempotent_request" + OF_HOLDER, request, holder)
                .executeUpdate());
  }

  @Override
  public int removeForgotten(Instant now, int limit) {
    return transactions.write(
        manager ->
            Retention.remove(
                manager, "idempotent_request", "forgotten_at", "forgotten_at <= ?1", now, limit));
  }

  private static Query ofHolder(
      EntityManager manager, String sql, KeyedRequest request, String holder) {
    return manager
        .createNativeQuery(sql)
        .setParameter(1, request.user().value())
        .setParameter(2, request.key().value())
        .setParameter(3, request.what())
        .setParameter(4, WellFormedText.require("the holder of a request", holder));
  }
}
