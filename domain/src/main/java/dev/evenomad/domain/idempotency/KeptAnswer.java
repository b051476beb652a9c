package dev.evenomad.domain.idempotency;

import dev.evenomad.domain.text.WellFormedText;
import java.util.Optional;

/**
 * What was answered to a request that was done. Holds no secret, because it is stored as it is.
 *
 * @param code the status of the answer: 200 to 299
 * @param location where to go on, if it says so; {@linkplain WellFormedText well-formed}, as {@code
 *     content} is
 * @param content the answer itself
 */
public record KeptAnswer(int code, Optional<String> location, String content) {

  public KeptAnswer {
    if (code < 200 || code > 299) {
      throw new IllegalArgumentException("only the answer to what was done is kept");
    }
    location.ifPresent(place -> WellFormedText.require("a location", place));
    WellFormedText.require("an answer", content);
  }
}
