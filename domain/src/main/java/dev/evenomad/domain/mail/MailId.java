package dev.evenomad.domain.mail;

/**
 * A mail. A later mail has a greater id.
 *
 * @param value positive
 */
public record MailId(long value) {
  public MailId {
    if (value <= 0) {
      throw new IllegalArgumentException("mail id must be positive, was " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
