package dev.evenomad.domain.character;

import dev.evenomad.domain.text.VisibleAscii;

/**
 * The validator that ESI gave to an answer, to be sent back verbatim with the next question.
 *
 * @param value with its quotes and, if weak, its {@code W/}: 1 to 255 visible ASCII characters,
 *     which is what can be sent back in a header
 */
public record ETag(String value) {
  public ETag {
    VisibleAscii.require("an ETag", 255, value);
  }
}
