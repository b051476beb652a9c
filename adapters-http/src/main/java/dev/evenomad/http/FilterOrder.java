package dev.evenomad.http;

/**
 * In which order filters see a request: the lower comes first. CORS comes before all of them but
 * the first.
 */
public final class FilterOrder {

  /** How long a request takes, and which request a line of the log is written for. */
  public static final int WATCH = -100_000;

  /** Whether the server serves already. */
  public static final int OPENING = 28_000;

  /** What one address may ask for, before anything is looked at. */
  public static final int ADDRESS_LIMIT = 29_000;

  /** Whether an operator calls. */
  public static final int OPERATOR = 30_000;

  /** Who calls. */
  public static final int SESSION = 39_000;

  /** What a client has already, which is known last of all. */
  public static final int VALIDATORS = 50_000;

  /** What one user may ask for. */
  public static final int USER_LIMIT = 40_000;

  private FilterOrder() {}
}
