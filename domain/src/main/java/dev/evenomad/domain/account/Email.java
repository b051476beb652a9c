package dev.evenomad.domain.account;

import dev.evenomad.domain.text.WellFormedText;
import java.util.regex.Pattern;

/**
 * An e-mail address, compared as it is written. Only its shape is checked: whether it reaches
 * anybody shows when a mail does.
 *
 * @param value at most 254 characters (RFC 5321), one {@code @} with text on both sides, no spaces
 */
public record Email(String value) {

  private static final Pattern FORM = Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+");

  public Email {
    if (value.length() > 254 || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("an e-mail address has the form name@host");
    }
    WellFormedText.require("an e-mail address", value);
  }
}
