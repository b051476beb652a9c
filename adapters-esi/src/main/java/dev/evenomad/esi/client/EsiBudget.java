package dev.evenomad.esi.client;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What may still be asked of ESI under its two limits. Every call is booked before it is made and
 * settled after it, whatever came of it. Implementations are thread-safe.
 */
interface EsiBudget {

  /**
   * Books a call.
   *
   * @return empty if it may be made now; else how long to wait, and nothing is booked
   */
  Optional<Duration> book(Bucket bucket, Instant now);

  /**
   * Settles a booked call by what ESI answered.
   *
   * @return the pause that follows from a 420 or 429; empty for any other status
   */
  Optional<Duration> settle(Bucket bucket, int status, HttpHeaders headers, Instant now);

  /** Settles a booked call that got no answer, but may have reached ESI. */
  void settleUnanswered(Bucket bucket, Instant now);

  /**
   * Calls that share a token bucket.
   *
   * @param group as the rate-limit headers name it, or the route where there is none
   * @param user the character whose token is sent, or what stands for this machine's address
   */
  record Bucket(String group, String user) {}
}
