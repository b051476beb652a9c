package dev.evenomad.domain.session;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.secret.SecretDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One-time grants, shared by all processes. Implementations are thread-safe. */
public interface OneTimeGrants {

  /**
   * Keeps a grant until it is taken or expires.
   *
   * @throws ConflictException at the latest when the transaction commits, if the digest is taken
   */
  void add(OneTimeGrant grant);

  /**
   * Takes the grant of that type: of any number of callers, at most one gets it, and it is gone
   * afterwards.
   *
   * @return empty if there is none under that digest, it is of another type (and stays), or it is
   *     expired at {@code now}
   */
  <T extends OneTimeGrant> Optional<T> take(SecretDigest digest, Class<T> type, Instant now);

  /** Those that belong to an account, expired or not, the first to expire at the front. */
  List<OneTimeGrant> ofUser(UserId user);

  /**
   * Removes grants that are expired at {@code now}, the earliest first, except those that another
   * transaction is changing.
   *
   * @param limit at most so many, positive
   * @return how many
   */
  int removeExpired(Instant now, int limit);
}
