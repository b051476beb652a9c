package dev.evenomad.domain.text;

/**
 * Tells the texts that can be kept and passed on from those that Java and JSON admit but UTF-8 or
 * PostgreSQL do not: with half of a surrogate pair (such as the JSON escape {@code \ud800} alone),
 * or with NUL. All other characters are welcome, those beyond the first 65536 too.
 */
public final class WellFormedText {

  private static final int REPLACEMENT = 0xFFFD;

  private WellFormedText() {}

  /**
   * The same text, if it can be kept.
   *
   * @param what the text is, for the message, such as {@code "a JSON text"}; the text itself is not
   *     quoted
   * @throws IllegalArgumentException if it contains NUL or half of a surrogate pair
   */
  public static String require(String what, String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(what + " must not contain the character NUL");
    }
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      if (broken(codePoint)) {
        throw new IllegalArgumentException(
            what + " must not contain half of a surrogate pair, which is no character");
      }
    }
    return text;
  }

  /**
   * A text that somebody else sent, with U+FFFD, the replacement character, in place of what cannot
   * be kept.
   */
  public static String repaired(String foreign) {
    return foreign
        .codePoints()
        .map(c -> broken(c) ? REPLACEMENT : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Code points are surrogates only where these stand alone. */
  private static boolean broken(int codePoint) {
    return codePoint == 0
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
  }
}
