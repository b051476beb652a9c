package dev.evenomad.domain.account;

import java.time.Instant;
import java.util.Optional;

/**
 * An account: whoever signed in with one of its characters. Immutable; every verb returns a new
 * value.
 *
 * @param email unique among users, if given
 * @param updatedAt when it last changed; never before {@code createdAt}, as which an earlier time
 *     is taken, because servers' clocks differ a little
 * @param version counts the stored changes; 0 if it was never stored
 */
public record User(
    UserId id,
    Optional<Email> email,
    Subscription subscription,
    Instant createdAt,
    Instant updatedAt,
    long version) {

  public User {
    updatedAt = updatedAt.isBefore(createdAt) ? createdAt : updatedAt;
  }

  /** A new account on the free tier, without an e-mail address. */
  public static User register(UserId id, Instant now) {
    return new User(id, Optional.empty(), Subscription.FREE, now, now, 0);
  }

  /** The same account with another e-mail address, or none. */
  public User withEmail(Optional<Email> newEmail, Instant now) {
    return new User(id, newEmail, subscription, createdAt, now, version);
  }

  /** The same account with its subscription as newly reported. */
  public User withSubscription(Subscription newSubscription, Instant now) {
    return new User(id, email, newSubscription, createdAt, now, version);
  }
}
