package dev.evenomad.persistence.schema;

/**
 * The schema could not be brought up to date, or not even be looked at. The message says why and,
 * where there is one, the way out; it quotes no data.
 */
public final class SchemaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SchemaException(String message) {
    super(message);
  }

  SchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}
