package dev.evenomad.domain.idempotency;

import dev.evenomad.domain.text.VisibleAscii;

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
    VisibleAscii.require("an idempotency key", MAX_LENGTH, value);
  }
}
