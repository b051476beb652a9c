package dev.evenomad.domain.text;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Beginnings of texts that are too long. What reads as one character (a letter with its accents, a
 * flag, a family of emoji) stays whole. Pure functions.
 */
public final class Excerpt {

  private static final String ELLIPSIS = "…";

  private Excerpt() {}

  /**
   * {@code text}, or as much of its beginning as {@code fits} together with an ellipsis.
   *
   * @param most no text of more UTF-16 units ever fits; what is beyond is not looked at
   * @param fits holds for every text that is shorter than one for which it holds
   * @return empty if not even the ellipsis fits
   */
  public static Optional<String> longest(String text, int most, Predicate<String> fits) {
    if (text.length() <= most && fits.test(text)) {
      return Optional.of(text);
    }
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text.substring(0, Math.min(text.length(), most)));
    int fitting = -1;
    int tooLong = Math.min(text.length(), most);
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

  /**
   * {@code text}, or as much of its beginning as is not wider than {@code columns} together with an
   * ellipsis.
   *
   * @param columns positive; see {@link #width}
   */
  public static String ofWidth(String text, int columns) {
    // No text is narrower than half its UTF-16 units but for marks, which nobody needs so many of.
    return longest(text, 4 * columns, part -> width(part) <= columns).orElse(ELLIPSIS);
  }

  /** How wide a phone shows {@code text}: letters of Chinese, Japanese and Korean count twice. */
  public static int width(String text) {
    return text.codePoints().map(Excerpt::width).sum();
  }

  private static int width(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean fullWidth =
        (codePoint >= 0x3000 && codePoint <= 0x303f)
            || (codePoint >= 0xff01 && codePoint <= 0xff60);
    return switch (Character.UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> 2;
      default -> fullWidth ? 2 : 1;
    };
  }

  private static String cut(String text, BreakIterator characters, int atMost) {
    int end = characters.isBoundary(atMost) ? atMost : characters.preceding(atMost);
    return text.substring(0, end).stripTrailing() + ELLIPSIS;
  }
}
