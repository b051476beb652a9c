package dev.evenomad.domain.idempotency;

/**
 * What a client names a request by, so that it can repeat it (draft-ietf-httpapi-idempotency-key-
 * header). Means something to its user alone.
 *
 * @param value 1 to {@value #MAX_LENGTH} visible ASCII characters
 */
public record IdempotencyKey(String value) {

  /** The longest key, in characters. */
  public static final int MAX_LENGTH = 255;

  public IdempotencyKey {
    if (value.isEmpty()
        || value.length() > MAX_LENGTH
        || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "an idempotency key is 1 to " + MAX_LENGTH + " visible ASCII characters");
    }
  }
}
