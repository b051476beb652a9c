package dev.evenomad.domain.notification;

/**
 * What a phone shows.
 *
 * @param title one line, not blank
 * @param body one or two lines; may be empty
 */
public record AlertText(String title, String body) {
  public AlertText {
    if (title.isBlank()) {
      throw new IllegalArgumentException("an alert has a title");
    }
  }
}
