package dev.evenomad.persistence.prisma;

/** An import that cannot begin or go on. The message says why and what to do, without secrets. */
public final class ImportRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ImportRefusedException(String message) {
    super(message);
  }

  ImportRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
