package dev.evenomad.domain.environment;

/**
 * A store cannot be reached, or has no room for one more now. Nothing is wrong with what was asked:
 * the same may succeed later. Nothing was written, unless the connection was lost while a
 * transaction was being committed: then it is not known whether it was.
 */
public final class OutageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a message that says which store, and what it reported, which must quote no record. */
  public OutageException(String message, Throwable cause) {
    super(message, cause);
  }
}
