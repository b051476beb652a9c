package dev.evenomad.domain.character;

/**
 * The validator that ESI gave to an answer, to be sent back verbatim with the next question.
 *
 * @param value with its quotes and, if weak, its {@code W/}: 1 to 255 visible ASCII characters,
 *     which is what can be sent back in a header
 */
public record ETag(String value) {
  public ETag {
    if (value.isEmpty()
        || value.length() > 255
        || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException("an ETag is 1 to 255 visible ASCII characters");
    }
  }
}
