package dev.evenomad.domain.notification;

import dev.evenomad.domain.text.Excerpt;

/**
 * What a phone shows of an alert without opening it.
 *
 * @param title one line, not blank; not wider than {@value #TITLE_WIDTH} columns
 * @param body may be empty; not wider than {@value #BODY_WIDTH} columns, which are four lines
 */
public record AlertText(String title, String body) {

  /** As wide as a title is shown; see {@link Excerpt#width}. */
  public static final int TITLE_WIDTH = 50;

  /** As wide as a body is shown. */
  public static final int BODY_WIDTH = 178;

  /** Shortens what is too wide. */
  public AlertText {
    if (title.isBlank()) {
      throw new IllegalArgumentException("an alert has a title");
    }
    title = Excerpt.ofWidth(title, TITLE_WIDTH);
    body = Excerpt.ofWidth(body, BODY_WIDTH);
  }
}
