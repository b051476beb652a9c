package dev.evenomad.bootstrap.local;

/** Something did not come out as it should. */
public final class UnexpectedAnswerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what was expected, and what came. */
  public UnexpectedAnswerException(String message) {
    super(message);
  }
}
