package dev.evenomad.domain.text;

/** Tells texts of visible ASCII characters, such as ids and keys are, from all others. */
public final class VisibleAscii {

  private VisibleAscii() {}

  /**
   * The same text, if it is 1 to {@code most} visible ASCII characters.
   *
   * @param what the text is, for the message, such as {@code "a push token"}; the text itself is
   *     not quoted
   * @throws IllegalArgumentException if it is not
   */
  public static String require(String what, int most, String text) {
    if (text.isEmpty()
        || text.length() > most
        || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(what + " is 1 to " + most + " visible ASCII characters");
    }
    return text;
  }
}
