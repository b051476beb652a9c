package dev.evenomad.domain.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A text that must never be shown: a token, a verifier, a one-time code. Its {@code toString} is
 * redacted and its comparison takes the same time wherever two values differ. Only {@link
 * #reveal()} opens it, so that every place that does is easy to find.
 */
public final class Secret {

  private final String value;

  private Secret(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a secret must not be empty");
    }
    this.value = value;
  }

  /**
   * Wraps a text.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public static Secret of(String value) {
    return new Secret(value);
  }

  /** The text itself: for the wire or a cipher, never for a log or a message. */
  public String reveal() {
    return value;
  }

  /** The SHA-256 digest under which this secret may be stored and looked up. */
  public SecretDigest digest() {
    return SecretDigest.of(value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret that
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return digest().hashCode();
  }

  @Override
  public String toString() {
    return "Secret[redacted]";
  }
}
