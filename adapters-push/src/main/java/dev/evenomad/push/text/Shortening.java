package dev.evenomad.push.text;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Shortens texts to what fits. What reads as one character (a letter with its accents, a flag, a
 * family of emoji) stays whole.
 */
public final class Shortening {
  private static final String ELLIPSIS = "…";

  /** What is not looked at costs nothing; no push service takes so much. */
  private static final int MAX_LENGTH = 4095;

  private Shortening() {}

  /**
   * {@code text}, or as much of its beginning as {@code fits} together with an ellipsis.
   *
   * @param fits holds for every text that is shorter than one for which it holds, and for none of
   *     more than 4095 characters
   * @return empty if not even the ellipsis fits
   */
  public static Optional<String> longest(String text, Predicate<String> fits) {
    if (text.length() <= MAX_LENGTH && fits.test(text)) {
      return Optional.of(text);
    }
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text.substring(0, Math.min(text.length(), MAX_LENGTH)));
    int fitting = -1;
    int tooLong = Math.min(text.length(), MAX_LENGTH);
    while (tooLong - fitting > 1) {
      int middle = (fitting + tooLong) >>> 1;
      if (fits.test(cut(text, characters, middle))) {
        fitting = middle;
      } else {
        tooLong = middle;
      }
    }
    return fitting < 0 ? Optional.empty() : Optional.of(cut(text, characters, fitting));
  }

  /** Half a surrogate pair is no text: it becomes a question mark. */
  public static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static String cut(String text, BreakIterator characters, int atMost) {
    int end = characters.isBoundary(atMost) ? atMost : characters.preceding(atMost);
    return text.substring(0, end).stripTrailing() + ELLIPSIS;
  }
}
