package dev.evenomad.esi.limit;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A call that may be made, to be settled exactly once. */
public interface Booking {

  /**
   * Settles by what ESI answered.
   *
   * @return the pause that follows from a 420 or 429; empty for any other status
   */
  Optional<Duration> settle(int status, HttpHeaders headers, Instant now);

  /** Settles a call that got no answer, but may have reached ESI. */
  void settleUnanswered(Instant now);
}
