package dev.evenomad.domain.idempotency;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.text.WellFormedText;

/**
 * What a user asked for under a key.
 *
 * @param what tells it from everything else that can be asked for, without secrets: 1 to 2000
 *     {@linkplain WellFormedText well-formed} characters
 */
public record KeyedRequest(UserId user, IdempotencyKey key, String what) {

  private static final int MAX_LENGTH = 2_000;

  public KeyedRequest {
    WellFormedText.require("a request", what);
    if (what.isEmpty() || what.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a request has 1 to " + MAX_LENGTH + " characters");
    }
  }
}
