package dev.evenomad.testkit.memory;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.SecretDigest;
import dev.evenomad.domain.session.OneTimeGrant;
import dev.evenomad.domain.session.OneTimeGrants;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@link OneTimeGrants} in memory. */
final class InMemoryOneTimeGrants implements OneTimeGrants {

  private final Tables tables;

  InMemoryOneTimeGrants(Tables tables) {
    this.tables = tables;
  }

  @Override
  public void add(OneTimeGrant grant) {
    tables.oneTimeGrants.insert(grant);
  }

  @Override
  public <T extends OneTimeGrant> Optional<T> take(
      SecretDigest digest, Class<T> type, Instant now) {
    return tables
        .oneTimeGrants
        .remove(
            grant ->
                grant.digest().equals(digest)
                    && type.isInstance(grant)
                    && grant.expiresAt().isAfter(now))
        .stream()
        .map(type::cast)
        .findFirst();
  }

  @Override
  public List<OneTimeGrant> ofUser(UserId user) {
    return tables
        .oneTimeGrants
        .select(grant -> Tables.userOf(grant).equals(Optional.of(user)))
        .stream()
        .sorted(Comparator.comparing(OneTimeGrant::expiresAt))
        .toList();
  }

  @Override
  public int removeExpired(Instant now, int limit) {
    return tables.oneTimeGrants.removeEarliest(
        grant -> !grant.expiresAt().isAfter(now), OneTimeGrant::expiresAt, limit);
  }
}
