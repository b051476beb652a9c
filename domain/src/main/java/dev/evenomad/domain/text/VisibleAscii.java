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
    boolean right = !text.isEmpty() && text.length() <= most;
    for (int i = 0; right && i < text.length(); i++) {
      char letter = text.charAt(i);
      right = letter > ' ' && letter < 0x7f;
    }
    if (!right) {
      throw new IllegalArgumentException(what + " is 1 to " + most + " visible ASCII characters");
    }
    return text;
  }
}
