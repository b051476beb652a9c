package dev.evenomad.domain.job;

import dev.evenomad.domain.account.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Work that is planned. Immutable.
 *
 * @param at when it is due
 * @param onBehalfOf whose it is: accounts take turns, so that nobody who has much waiting keeps
 *     others from theirs; empty if it is nobody's
 */
public record Plan(DueWork work, Instant at, Urgency urgency, Optional<UserId> onBehalfOf) {

  /** Nobody's work, as urgent as such work is. */
  public static Plan of(DueWork work, Instant at) {
    return new Plan(work, at, Urgency.of(work), Optional.empty());
  }

  /** The same, so urgent. */
  public Plan urgent(Urgency other) {
    return new Plan(work, at, other, onBehalfOf);
  }

  /** The same, for that account. */
  public Plan onBehalfOf(UserId user) {
    return new Plan(work, at, urgency, Optional.of(user));
  }
}
