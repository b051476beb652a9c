package dev.evenomad.domain.character;

/**
 * The validator that ESI gave to an answer, to be sent back verbatim with the next question.
 *
 * @param value with its quotes and, if weak, its {@code W/}
 */
public record ETag(String value) {
  public ETag {
    if (value.isBlank() || value.length() > 255) {
      throw new IllegalArgumentException("an ETag is 1 to 255 characters");
    }
  }
}
