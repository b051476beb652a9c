package dev.evenomad.esi.limit;

import java.time.Duration;

/** Whether a call may be made now. */
public sealed interface Admission {

  /** It may, and must be settled afterwards, whatever came of it. */
  record Granted(Booking booking) implements Admission {}

  /**
   * It must not, and nothing is booked.
   *
   * @param retryAfter positive
   */
  record Refused(Duration retryAfter, Reason reason) implements Admission {}

  /** What keeps a call from being made. */
  enum Reason {
    /** ESI has asked for a pause, or somebody has on its behalf. */
    PAUSE,
    /** Too few tokens are left in the bucket. */
    TOKENS,
    /** Too few errors are left that it might turn out to be. */
    ERRORS
  }
}
