package dev.evenomad.bootstrap.sandbox.game;

/**
 * A request to change or read the world that cannot be carried out. The message names the cause,
 * {@link #cure()} what to do about it. Nothing was changed.
 */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why a request is refused, as far as a program cares. */
  public enum Kind {
    /** The request itself makes no sense. */
    INVALID,
    /** It names something that does not exist. */
    NOT_FOUND,
    /** It does not fit the state the world is in. */
    CONFLICT
  }

  private final Kind kind;
  private final String cure;

  private Refusal(Kind kind, String cause, String cure) {
    super(cause);
    this.kind = kind;
    this.cure = cure;
  }

  public static Refusal invalid(String cause, String cure) {
    return new Refusal(Kind.INVALID, cause, cure);
  }

  public static Refusal notFound(String cause, String cure) {
    return new Refusal(Kind.NOT_FOUND, cause, cure);
  }

  public static Refusal conflict(String cause, String cure) {
    return new Refusal(Kind.CONFLICT, cause, cure);
  }

  public Kind kind() {
    return kind;
  }

  public String cure() {
    return cure;
  }
}
