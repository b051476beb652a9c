package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.SecretDigest;
import dev.evenomad.domain.session.OneTimeGrant;
import dev.evenomad.domain.session.OneTimeGrants;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

final class EclipseLinkOneTimeGrants implements OneTimeGrants {

  private final EclipseLinkTransactions transactions;

  EclipseLinkOneTimeGrants(EclipseLinkTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(OneTimeGrant grant) {
    transactions.add(OneTimeGrantRow.from(grant));
  }

  @Override
  public <T extends OneTimeGrant> Optional<T> take(
      SecretDigest digest, Class<T> type, Instant now) {
    return transactions.write(
        manager -> {
          Stream<?> taken =
              manager
                  .createNativeQuery(
                      "DELETE FROM one_time_grant"
                          + " WHERE digest = ?1 AND type = ?2 AND expires_at > ?3 RETURNING *",
                      OneTimeGrantRow.class)
                  .setParameter(1, digest.hex())
                  .setParameter(2, OneTimeGrantRow.typeOf(type))
                  .setParameter(3, now)
                  .getResultStream();
          return taken
              .map(OneTimeGrantRow.class::cast)
              .map(row -> type.cast(row.toDomain()))
              .findFirst();
        });
  }

  @Override
  public List<OneTimeGrant> ofUser(UserId user) {
    return transactions.read(
        manager ->
            manager
                .createQuery(
                    "SELECT g FROM OneTimeGrantRow g WHERE g.userId = :user"
                        + " ORDER BY g.expiresAt, g.digest",
                    OneTimeGrantRow.class)
                .setParameter("user", user.value())
                .getResultStream()
                .map(OneTimeGrantRow::toDomain)
                .toList());
  }

  @Override
  public int removeExpired(Instant now, int limit) {
    return transactions.write(
        manager ->
            Retention.remove(
                manager, "one_time_grant", "expires_at", "expires_at <= ?1", now, limit));
  }
}
