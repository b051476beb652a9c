package dev.evenomad.domain.overview;

import dev.evenomad.domain.account.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of all characters of a user, found by one question however many they are, and as it
 * was at one moment. Sees what is committed, and not what a running transaction is about to change.
 * Implementations are thread-safe.
 */
@FunctionalInterface
public interface Overviews {

  /**
   * What is known of the characters of {@code user}; empty if the user is gone.
   *
   * @param now what is needed for a {@link Glance} at that moment is told; of a long skill queue
   *     the rest may be left out
   */
  Optional<Overview> find(UserId user, Instant now);
}
