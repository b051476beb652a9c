package dev.evenomad.domain.environment;

/**
 * Another writer won: the stored version has moved on, or a value that must be unique was taken
 * meanwhile. Nothing was written. Reading again and deciding anew resolves it, which {@link
 * Transactions} does by itself.
 */
public final class ConflictException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a message that names the record, never its content. */
  public ConflictException(String message) {
    super(message);
  }

  /** As above, with what the store reported. */
  public ConflictException(String message, Throwable cause) {
    super(message, cause);
  }
}
