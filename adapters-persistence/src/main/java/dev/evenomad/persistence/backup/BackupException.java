package dev.evenomad.persistence.backup;

/**
 * A backup was not made, or not restored, and everything is as it was. The message says why and the
 * way out; it quotes no data.
 */
public final class BackupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BackupException(String message) {
    super(message);
  }

  BackupException(String message, Throwable cause) {
    super(message, cause);
  }
}
