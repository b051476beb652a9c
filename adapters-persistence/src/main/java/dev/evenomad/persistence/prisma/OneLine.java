package dev.evenomad.persistence.prisma;

/** Texts of unknown origin, fit for a line of a report. */
final class OneLine {

  private OneLine() {}

  /** The text in visible ASCII and spaces, the rest escaped as Java does, cut after so many. */
  static String of(String text, int length) {
    StringBuilder line = new StringBuilder();
    int next = 0;
    while (next < text.length() && line.length() < length) {
      char c = text.charAt(next++);
      if (c >= ' ' && c < 0x7f) {
        line.append(c);
      } else {
        line.append("\\u%04x".formatted((int) c));
      }
    }
    return next < text.length() ? line.append("...").toString() : line.toString();
  }
}
